-- Which edition of a month stands, and what closed months add to a report: the changes that an edition makes, and the
-- adjustments for what was recorded after a month was closed.
set local role ippo_figures;

-- The edition that stands: the last one, unless it was reopened.
create function kit.standing_closing(p_office uuid, p_month date) returns uuid
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select c.id from app.month_closing c
    where c.office_id = p_office and c.month = p_month
      and not exists (select from app.month_reopening r where r.closing_id = c.id)
    order by c.edition desc limit 1);
end
$$;

-- A month that can be closed: its first day, once its last is over.
create function kit.closable_month(p_month date) returns date
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  first_day date := kit.figure_month(p_month);
begin
  if (first_day + interval '1 month')::date > kit.today() then
    perform kit.refuse('month.not_over');
  end if;
  return first_day;
end
$$;

-- What an edition keeps of a program's month within the office: its report, if it was kept.
create function kit.kept_report(p_closing uuid, p_program uuid) returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_program is null then
    return (select c.report from app.month_closing c where c.id = p_closing);
  end if;
  return (select p.report from app.program_closing p where p.closing_id = p_closing and p.program_id = p_program);
end
$$;

-- The figures that a late entry is reported of: a month's own, without their parts.
create function kit.key_figures(p_figures jsonb) returns table (figure text, value bigint)
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select r.path, r.value from kit.figure_rows(p_figures) r
  where r.path ~ '^(inquiries|clients|enrolment|sessions|referrals|plans)\.[a-z_]+$'
$$;

-- 調整: of each month closed earlier in the same contract year (April to March), how far the figures have moved since, less what
-- another closed month has reported of it already. So a month's figures and all adjustments about it add up to what is
-- recorded now, whichever edition stands. Of a program the same within it, of the months that kept its report.
create function kit.adjustments(p_office uuid, p_month date, p_program uuid) returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  code text := (select o.code from app.office o where o.id = p_office);
  program text := (select p.code from app.program p where p.id = p_program);
  april date := make_date((extract(year from p_month - interval '3 months'))::integer, 4, 1);
begin
  return (
    with standing as materialized (
      select c.month, k.report
      from app.month_closing c cross join lateral kit.kept_report(c.id, p_program) k (report)
      where k.report is not null and c.office_id = p_office and c.month >= april and c.month < april + interval '1 year' and c.month <> p_month
        and not exists (select from app.month_reopening r where r.closing_id = c.id)
    ), moved (month, figure, change) as (
      select s.month, f.figure, f.value
      from standing s cross join lateral kit.key_figures(api.month_figures(code, s.month, program)) f where s.month < p_month
      union all
      select s.month, f.figure, -f.value
      from standing s cross join lateral kit.key_figures(s.report -> 'figures') f where s.month < p_month
      union all
      select (a.told ->> 'month' || '-01')::date, a.told ->> 'figure', -(a.told ->> 'change')::bigint
      from standing s cross join lateral jsonb_array_elements(s.report -> 'adjustments') a (told)
    ), open as (
      select m.month, m.figure, sum(m.change) as change
      from moved m where exists (select from standing s where s.month = m.month and s.month < p_month)
      group by m.month, m.figure having sum(m.change) <> 0
    )
    select coalesce(jsonb_agg(
      jsonb_build_object('month', to_char(o.month, 'YYYY-MM'), 'figure', o.figure, 'change', o.change)
      order by o.month, o.figure), '[]') from open o);
end
$$;

-- The edition that this report corrects, if it was reopened, and every figure that is another now.
create function kit.correction(p_office uuid, p_month date, p_figures jsonb, p_program uuid) returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  last record;
begin
  select c.id, c.edition, k.report into last
  from app.month_closing c cross join lateral kit.kept_report(c.id, p_program) k (report)
  where c.office_id = p_office and c.month = p_month and k.report is not null order by c.edition desc limit 1;
  if last.id is null or not exists (select from app.month_reopening r where r.closing_id = last.id) then
    return null;
  end if;
  return jsonb_build_object('edition', last.edition, 'changes', (
    select coalesce(jsonb_agg(jsonb_build_object('figure', f.path, 'before', f.before, 'after', f.after) order by f.path), '[]')
    from (
      select path, coalesce(b.value, 0) as before, coalesce(a.value, 0) as after
      from kit.figure_rows(last.report -> 'figures') b full join kit.figure_rows(p_figures) a using (path)) f
    -- what asks for attention is no figure that anybody was told as done
    where f.before <> f.after and f.path not like 'attention.%'));
end
$$;

-- A report with these two in it; one over several offices has neither, as months are closed office by office.
create function kit.with_closings(p_offices uuid[], p_month date, p_report jsonb, p_program uuid) returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  first_day date := kit.figure_month(p_month);
  one boolean := cardinality(p_offices) = 1;
begin
  return p_report || jsonb_build_object(
    'adjustments', case when one then kit.adjustments(p_offices[1], first_day, p_program) else '[]' end,
    'corrects', case when one then kit.correction(p_offices[1], first_day, p_report -> 'figures', p_program) end);
end
$$;

grant execute on function kit.figure_month(date), kit.closable_month(date), kit.standing_closing(uuid, date),
  api.month_report(text, date, text) to ippo_api;
