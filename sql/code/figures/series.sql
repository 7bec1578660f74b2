-- Months up to and with `p_month`, oldest first, for charts; the months without anything have zeros.
set local role ippo_figures;
create function api.month_series(p_office text, p_month date, p_months integer, p_program text default null)
returns table (month date, inquiries bigint, consultations bigint, sessions bigint, people bigint)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set random_page_cost = 1.1
set jit = off
as $$
declare
  program kit.figure_program := kit.figure_program(p_program);
  offices uuid[] := kit.figure_offices(p_office, program.id);
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
      from kit.received_inquiries(offices, starts, ends, program) i
      group by 1
    )
    select m.day::date, coalesce(r.n, 0), coalesce(r.consultations, 0), coalesce(h.count, 0), coalesce(h.people, 0)
    from generate_series(first_month::timestamp, last_month::timestamp, interval '1 month') m (day)
    left join received r on r.at = kit.start_of(m.day::date)
    left join kit.counted_sessions(offices, starts, ends, true, program) h on h.month = kit.start_of(m.day::date)
    order by 1;
end
$$;
grant execute on function api.month_series(text, date, integer, text) to supervisor, office_admin, reporter;

-- The same figures of a month a number a row, for who would rather not parse.
create function api.month_figure_rows(p_office text, p_month date, p_program text default null)
returns table (path text, value bigint)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select r.path, r.value from kit.figure_rows(api.month_figures(p_office, p_month, p_program)) r order by 1
$$;
grant execute on function api.month_figure_rows(text, date, text) to supervisor, office_admin, reporter;
