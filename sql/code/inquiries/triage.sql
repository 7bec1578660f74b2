-- What waits for an answer, in the order in which to take it up: flagged, then unclaimed, then oldest. Sales, silent and wrong
-- calls are out of the way, and recruitment is for those who answer it; `p_all` shows them too.
set local role ippo_api;

-- Whether such an inquiry of an office waits for me among others.
create function kit.waits_for_me(kind text, claimed_by text, office uuid) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select kit.wants_answer(kind)
    and (kind <> 'recruitment' or coalesce(claimed_by = session_user, false) or office = any ((
      select me.offices('intake') || me.offices('supervisor') || me.offices('office_admin'))::uuid[]))
$$;

create function api.inquiry_triage(p_all boolean) returns setof api.inquiry_card
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select q.*
  from kit.inquiry_cards(null, true, null, null) q join app.office o on o.code = q.office
  where coalesce(p_all, false)
    or kit.waits_for_me(q.kind, q.claimed_by, o.id)
  order by kit.inquiry_flagged(q.id) desc, (q.claimed_by is not null), q.received_at, q.code
$$;
grant execute on function api.inquiry_triage(boolean) to counselor, intake, supervisor, office_admin;

-- How soon an office answers: of the inquiries that wanted an answer and came in between two moments, how many were answered
-- at once (within five minutes), how many later, how many wait, and the median of the minutes until the first response.
create function api.inquiry_responses(p_from timestamptz, p_until timestamptz)
returns table (
  office text, inquiries integer, at_once integer, later integer, waiting integer, median_minutes integer,
  longest_minutes integer)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select o.code, count(*)::integer, (count(*) filter (where w.minutes < 5))::integer,
    (count(*) filter (where w.minutes >= 5))::integer, (count(*) filter (where w.minutes is null))::integer,
    percentile_disc(0.5) within group (order by w.minutes)::integer, max(w.minutes)::integer
  from app.inquiry i
  join app.office o on o.id = i.office_id
  left join kit.first_responses(null) r on r.inquiry_id = i.id
  cross join lateral (
    -- nothing is greater than 0 where nobody answered yet: `greatest` would pass over it
    select case when r.first_at is not null
      then greatest(0, floor(extract(epoch from r.first_at - i.received_at) / 60)) end as minutes) w
  where o.id = any ((select kit.inquiry_offices())::uuid[])
    and (p_from is null or i.received_at >= p_from) and (p_until is null or i.received_at < p_until)
    and kit.wants_answer(i.kind)
    and not exists (select from app.inquiry_closing e where e.inquiry_id = i.id and e.reason_code = 'no_number')
  group by o.code
  order by o.code
$$;
grant execute on function api.inquiry_responses(timestamptz, timestamptz) to counselor, intake, supervisor;
