-- Calling back: each attempt as a row, and a call-back that somebody was promised.
set local role ippo_api;

create function api.inquiry_callback(p_id uuid, p_inquiry text, p_result text, p_tried_at timestamptz)
returns table (state text, code text, attempts integer, due_at timestamptz)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target uuid;
begin
  if not kit.receipt(p_id, 'inquiry.callback', jsonb_build_array(p_inquiry, p_result, p_tried_at)) then
    return query select 'duplicate'::text, p_inquiry, null::integer, null::timestamptz;
    return;
  end if;
  target := kit.inquiry_named(p_inquiry);
  if p_result is null then
    perform kit.refuse('callback.result_missing');
  end if;
  perform kit.demand_code('callback_result', p_result);
  if p_tried_at > clock_timestamp() + interval '5 minutes' then
    perform kit.refuse('callback.future');
  elsif p_tried_at < (select i.received_at from app.inquiry i where i.id = target) then
    perform kit.refuse('callback.before_inquiry');
  end if;
  perform kit.one_at_a_time(target);
  insert into app.inquiry_callback_attempt (id, inquiry_id, office_id, turn, result, tried_at, author_id)
  select p_id, i.id, i.office_id,
    coalesce((select max(b.turn) from app.inquiry_callback b where b.inquiry_id = i.id), 0), p_result,
    coalesce(p_tried_at, clock_timestamp()), author
  from app.inquiry i where i.id = target;
  return query
    select 'saved'::text, p_inquiry,
      (select count(*)::integer from app.inquiry_callback_attempt a
        where a.inquiry_id = target
          and a.turn = coalesce((select max(b.turn) from app.inquiry_callback b where b.inquiry_id = target), 0)),
      (select d.due_at from kit.callbacks_due(array[target]) d);
end
$$;

-- Another time takes the place of the one before.
create function api.inquiry_callback_due(p_id uuid, p_inquiry text, p_due_at timestamptz)
returns table (state text, code text, attempts integer, due_at timestamptz)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target uuid;
begin
  if not kit.receipt(p_id, 'inquiry.callback_due', jsonb_build_array(p_inquiry, p_due_at)) then
    return query select 'duplicate'::text, p_inquiry, null::integer, b.due_at
      from (select) one left join app.inquiry_callback b on b.id = p_id;
    return;
  end if;
  target := kit.inquiry_named(p_inquiry);
  if exists (select from app.inquiry_closing c where c.inquiry_id = target) then
    perform kit.refuse('inquiry.already_closed');
  elsif p_due_at is null or p_due_at < kit.start_of(kit.today()) then
    perform kit.refuse('callback.past');
  end if;
  perform kit.one_at_a_time(target);
  insert into app.inquiry_callback (id, inquiry_id, office_id, turn, due_at, why, author_id)
  select p_id, i.id, i.office_id,
    1 + coalesce((select max(b.turn) from app.inquiry_callback b where b.inquiry_id = i.id), 0), p_due_at, 'promised', author
  from app.inquiry i where i.id = target;
  return query select 'saved'::text, p_inquiry, 0, p_due_at;
end
$$;

grant execute on function api.inquiry_callback(uuid, text, text, timestamptz),
  api.inquiry_callback_due(uuid, text, timestamptz) to counselor, intake, supervisor, office_admin;
