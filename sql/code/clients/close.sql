-- Closing and reopening a case are rows: who, when, why.
set local role ippo_api;

create function kit.open_closing(target uuid) returns uuid
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select c.id from app.client_closing c
  where c.client_id = target and not exists (select from app.client_reopening r where r.closing_id = c.id)
$$;

create function api.client_close(p_id uuid, p_client text, p_reason_code text, p_on date)
returns table (state text, client_id uuid)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target uuid;
  home uuid;
  today date := (clock_timestamp() at time zone 'Asia/Tokyo')::date;
  received date;
begin
  if not kit.receipt(p_id, 'client.close', jsonb_build_array(p_client, p_reason_code, p_on)) then
    return query select 'duplicate'::text, kit.client_named(p_client);
    return;
  end if;
  target := kit.client_named(p_client);
  perform kit.one_at_a_time(target);
  perform kit.demand_code('client_closing_reason', p_reason_code);
  select c.office_id, c.received_on into home, received from app.client c where c.id = target;
  if p_on > today then
    perform kit.refuse('date.future');
  elsif p_on < received then
    perform kit.refuse('closing.before_received');
  elsif kit.open_closing(target) is not null then
    perform kit.refuse('client.already_closed');
  end if;
  insert into app.client_closing (id, client_id, office_id, closed_on, reason_code, author_id)
  values (p_id, target, home, coalesce(p_on, today), p_reason_code, author);
  return query select 'saved'::text, target;
end
$$;

create function api.client_reopen(p_id uuid, p_client text, p_on date) returns table (state text, client_id uuid)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target uuid;
  closing app.client_closing;
  today date := (clock_timestamp() at time zone 'Asia/Tokyo')::date;
begin
  if not kit.receipt(p_id, 'client.reopen', jsonb_build_array(p_client, p_on)) then
    return query select 'duplicate'::text, kit.client_named(p_client);
    return;
  end if;
  target := kit.client_named(p_client);
  perform kit.one_at_a_time(target);
  select c.* into closing from app.client_closing c where c.id = kit.open_closing(target);
  if closing.id is null then
    perform kit.refuse('client.not_closed');
  elsif p_on > today then
    perform kit.refuse('date.future');
  elsif coalesce(p_on, today) < closing.closed_on then
    perform kit.refuse('reopening.before_closing');
  end if;
  insert into app.client_reopening (closing_id, client_id, office_id, reopened_on, author_id)
  values (closing.id, target, closing.office_id, coalesce(p_on, today), author);
  return query select 'saved'::text, target;
end
$$;
grant execute on function api.client_close(uuid, text, text, date), api.client_reopen(uuid, text, date) to counselor, supervisor;
