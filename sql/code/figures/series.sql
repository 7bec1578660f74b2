-- Months up to and with `p_month`, oldest first, for charts; the months without anything have zeros.
set local role ippo_figures;
create function api.month_series(p_office text, p_month date, p_months integer)
returns table (month date, inquiries bigint, consultations bigint, sessions bigint, people bigint)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set random_page_cost = 1.1
set jit = off
as $$
declare
  offices uuid[] := kit.figure_offices(p_office);
  last_month date := kit.figure_month(p_month);
  first_month date;
  starts timestamptz;
  ends timestamptz := kit.start_of((last_month + interval '1 month')::date);
begin
  if p_months is null or p_months not between 1 and 120 then
    perform kit.refuse('month.too_many');
  end if;
  first_month := (last_month - make_interval(months => p_months - 1))::date;
  starts := kit.start_of(first_month);
  return query
    with received as (
      select date_trunc('month', i.received_at, 'Asia/Tokyo') as at, count(*) as n,
        count(*) filter (where i.kind = 'consultation') as consultations
      from app.inquiry i
      where i.office_id = any (offices) and i.received_at >= starts and i.received_at < ends
      group by 1
    ), units as (
      select date_trunc('month', v.held_at, 'Asia/Tokyo') as at, v.client_id,
        case when kit.is_counted_by_day(v.method) then v.method end as method,
        case when kit.is_counted_by_day(v.method) then (v.held_at at time zone 'Asia/Tokyo')::date end as day,
        count(*) as n
      from app.session_version v
      where v.office_id = any (offices) and v.held_at >= starts and v.held_at < ends and v.kind = 'consultation'
        and not exists (
          select from app.session_version n
          where n.office_id = any (offices) and n.session_id = v.session_id and n.version = v.version + 1 and n.version > 1)
      group by 1, 2, 3, 4
    ), held as (
      select c.at, sum(c.n) as n, count(*) as people
      from (
        select u.at, u.client_id, sum(case when u.method is null then u.n else 1 end) as n
        from units u group by u.at, u.client_id) c
      group by c.at
    )
    select m.day::date, coalesce(r.n, 0), coalesce(r.consultations, 0), coalesce(h.n, 0)::bigint, coalesce(h.people, 0)
    from generate_series(first_month::timestamp, last_month::timestamp, interval '1 month') m (day)
    left join received r on r.at = kit.start_of(m.day::date)
    left join held h on h.at = kit.start_of(m.day::date)
    order by 1;
end
$$;
grant execute on function api.month_series(text, date, integer) to supervisor, office_admin, reporter;

-- The same figures of a month a number a row, for who would rather not parse.
create function api.month_figure_rows(p_office text, p_month date) returns table (path text, value bigint)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select r.path, r.value from kit.figure_rows(api.month_figures(p_office, p_month)) r order by 1
$$;
grant execute on function api.month_figure_rows(text, date) to supervisor, office_admin, reporter;
