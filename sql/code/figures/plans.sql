-- Plans agreed and checks made in the month; and the plans past their last day at its end that nobody followed up, as
-- api.plan_list tells `review` on that day: not paused, the case not closed, no other agreed to follow.
set local role ippo_figures;

-- Those of the cases that are open when that day is over.
create function kit.open_cases(p_active uuid[], last_day date) returns uuid[]
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select coalesce(array_agg(a.id), '{}') from unnest(p_active) a (id)
    where not exists (
      select from app.client_closing e
      where e.client_id = a.id and e.closed_on <= last_day
        and not exists (
          select from app.client_reopening r where r.closing_id = e.id and r.reopened_on <= last_day)));
end
$$;

create function kit.plans_overdue(p_active uuid[], last_day date)
returns table (client_id uuid, owner text, until_on date)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    select a.id, p.owner, p.until_on
    from unnest(kit.open_cases(p_active, last_day)) a (id)
    cross join lateral (
      select distinct on (p.owner) p.id, p.owner, p.until_on
      from app.plan p where p.client_id = a.id and p.agreed_on <= last_day
      order by p.owner, p.version desc) p
    where p.until_on < last_day
      and not exists (
        select from app.plan_pause s
        where s.plan_id = p.id and s.paused_on <= last_day
          and not exists (
            select from app.plan_resumption r where r.pause_id = s.id and r.resumed_on <= last_day));
end
$$;

create function kit.figures_of_plans(
  p_offices uuid[], p_active uuid[], p_first date, p_end date, p_program kit.figure_program)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    with results as materialized (
      select k.result, count(*) as n from app.plan_check k
      where k.office_id = any (p_offices) and k.checked_on >= p_first and k.checked_on < p_end
        and (p_program.id is null or exists (
          select from kit.enrolled(p_program) e
          where e.client_id = k.client_id and k.checked_on >= e.from_on and k.checked_on < e.end_on))
      group by k.result
    )
    select jsonb_build_object(
      'agreed', (select count(*) from app.plan p
        where p.office_id = any (p_offices) and p.agreed_on >= p_first and p.agreed_on < p_end
          and (p_program.id is null or exists (
            select from kit.enrolled(p_program) e
            where e.client_id = p.client_id and p.agreed_on >= e.from_on and p.agreed_on < e.end_on))),
      'checks', (select coalesce(sum(n), 0) from results),
      'by_result', (select coalesce(jsonb_object_agg(result, n), '{}') from results),
      'review_overdue', (select count(*) from kit.plans_overdue(kit.members(p_active, p_end - 1, p_program), p_end - 1))));
end
$$;
