-- Opening a record leaves a ticket. Sent with a sync of its own before what is read on it.
set local role ippo_api;
create function api.client_open(given text) returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target uuid := kit.client_named(given);
begin
  return kit.ticket(author, target);
end
$$;
grant execute on function api.client_open(text) to counselor, supervisor;

-- One ticket every quarter of an hour for the same person and record; asking again within it adds none.
create function kit.ticket(author uuid, target uuid) returns uuid
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  office uuid;
  own boolean := target = any (me.clients());
begin
  if exists (
    select from app.access t
    where t.staff_id = author and t.client_id = target
      -- a record opened for a reason stays under that reason to its end
      and t.until > clock_timestamp() + case when t.outside_caseload then interval '0' else interval '1 minute' end)
  then
    return target;
  end if;
  select c.office_id into office from app.client c where c.id = target;
  if not own and not office = any (me.offices('supervisor')) then
    perform kit.not_found('client');
  end if;
  insert into app.access (staff_id, client_id, office_id, reason_code, outside_caseload, until)
  values (author, target, office, case when own then 'caseload' else 'supervision' end, false,
    clock_timestamp() + interval '15 minutes');
  return target;
end
$$;

-- Outside one's caseload, in one's own office: for a coded reason and in words, for an hour, on record.
create function api.client_break_glass(given_code text, p_reason_code text, p_reason text)
returns table (client_id uuid, code text, until timestamptz)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target record;
  ends timestamptz := clock_timestamp() + interval '1 hour';
begin
  perform kit.demand_code('access_reason', p_reason_code);
  if p_reason_code in ('caseload', 'supervision', 'unknown') then
    perform kit.refuse('access.reason_code');
  end if;
  if coalesce(btrim(p_reason, E' \t\n　'), '') = '' then
    perform kit.refuse('access.reason_missing');
  end if;
  select * into target from kit.client_of_my_office(given_code);
  if target.id is null then
    perform kit.not_found('client');
  end if;
  insert into app.access (staff_id, client_id, office_id, reason_code, reason, outside_caseload, until)
  values (author, target.id, target.office_id, p_reason_code, p_reason,
    not target.office_id = any (me.offices('supervisor')), ends);
  return query select target.id, given_code, ends;
end
$$;
grant execute on function api.client_break_glass(text, text, text) to counselor, supervisor;

-- After the ticket: the card of the opened record.
create function api.client_show(given text) returns setof api.client_card
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select * from kit.client_cards(
    (select array_agg(c) from unnest(array[kit.client_named(given)]) c where c = any (me.opened())))
$$;
grant execute on function api.client_show(text) to counselor, supervisor;

-- Who opened this record, newest first: for those who may see the client.
create function api.client_openings(given text)
returns table (opened_at timestamptz, login text, reason_code text, reason text, outside_caseload boolean, until timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select t.opened_at, s.login, t.reason_code, t.reason, t.outside_caseload, t.until
  from app.access t join app.staff s on s.id = t.staff_id
  where t.client_id = kit.client_named(given)
  order by t.opened_at desc, t.id
$$;
grant execute on function api.client_openings(text) to supervisor;
