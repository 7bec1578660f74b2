-- The figures of a month as docs/contract.md lists them, as one value: one row in one round trip, one snapshot (a stable
-- function reads its caller's), and as it stands the thing to keep when a month closes. Several offices: one call each,
-- pipelined in one REPEATABLE READ transaction. Reads only, writes no entry.
set local role ippo_figures;

-- `p_month` is any day of the month; `p_office` null: all offices one may see, of the program where there is one, people
-- counted once over them. Planned anew for each span, as for pages in memory (else whole tables are read where an index would
-- do), and without the compiler, which takes longer than the query.
create function api.month_figures(p_office text, p_month date, p_program text default null) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set random_page_cost = 1.1
set jit = off
as $$
declare
  program kit.figure_program := kit.figure_program(p_program);
  offices uuid[] := kit.figure_offices(p_office, program.id);
  first_day date := kit.figure_month(p_month);
  end_day date := (first_day + interval '1 month')::date;
  starts timestamptz := kit.start_of(first_day);
  ends timestamptz := kit.start_of(end_day);
  year_starts timestamptz := kit.start_of(
    make_date((extract(year from first_day - interval '3 months'))::integer, 4, 1));
  last_starts timestamptz := kit.start_of((first_day - interval '1 month')::date);
  then_starts timestamptz := kit.start_of((first_day - interval '1 year')::date);
  then_ends timestamptz := kit.start_of((end_day - interval '1 year')::date);
  active uuid[] := kit.active_clients(offices, first_day, end_day, program);
  inquiries record;
  last_month jsonb := kit.sessions_between(offices, last_starts, starts, program);
  last_year jsonb := kit.sessions_between(offices, then_starts, then_ends, program);
begin
  select f.figures, f.anonymous into inquiries from kit.figures_of_inquiries(offices, starts, ends, program) f;
  return jsonb_build_object(
    'office', p_office,
    'program', p_program,
    'month', to_char(first_day, 'YYYY-MM'),
    'audit_head', encode(kit.audit_head(offices, active, first_day, end_day, program), 'hex'),
    'inquiries', inquiries.figures,
    'clients', kit.figures_of_clients(offices, active, first_day, end_day, program),
    'sessions', kit.figures_of_sessions(offices, starts, ends, inquiries.anonymous, program),
    'referrals', kit.figures_of_referrals(offices, first_day, end_day, program),
    'plans', kit.figures_of_plans(offices, active, first_day, end_day, program),
    'attention', kit.figures_of_attention(offices, active, end_day, program),
    'fiscal_year', jsonb_build_object(
      'inquiries', kit.inquiries_between(offices, year_starts, ends, program),
      'sessions', kit.sessions_between(offices, year_starts, ends, program)),
    'previous_month', jsonb_build_object(
      'inquiries', kit.inquiries_between(offices, last_starts, starts, program),
      'sessions', last_month -> 'count', 'people', last_month -> 'people'),
    'same_month_last_year', jsonb_build_object(
      'inquiries', kit.inquiries_between(offices, then_starts, then_ends, program),
      'sessions', last_year -> 'count', 'people', last_year -> 'people'))
    || case when program.id is null then '{}' else jsonb_build_object(
      'enrolment', kit.figures_of_enrolment(offices, first_day, end_day, program)) end;
end
$$;
grant execute on function api.month_figures(text, date, text) to supervisor, office_admin, reporter;

-- Figures flat: a number a row under its dotted path, such as `sessions.by_method.phone.people`.
create function kit.figure_rows(p_figures jsonb) returns table (path text, value bigint)
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  with recursive nodes (path, node) as (
    select key, value from jsonb_each(p_figures)
    union all
    select n.path || '.' || e.key, e.value
    from nodes n cross join lateral jsonb_each(n.node) e where jsonb_typeof(n.node) = 'object'
  )
  select n.path, n.node::bigint from nodes n where jsonb_typeof(n.node) = 'number'
$$;
