-- Clients by the dates of their case. What is known of a person is what is known now: a birthday that was corrected was never
-- another.
set local role ippo_figures;

-- Open at any moment of the days from `p_first` up to, not including, `p_end`, or of those of them in the program: accepted by
-- then, and no closing lasted over all of them. The day of the closing counts, and so does that of the reopening.
create function kit.active_clients(p_offices uuid[], p_first date, p_end date, p_program kit.figure_program) returns uuid[]
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select coalesce(case when p_program.id is null then array_agg(c.id) else array_agg(distinct c.id) end, '{}')
    from app.client c
    cross join lateral (
      select p_first as from_on, p_end as end_on where p_program.id is null
      union all
      select greatest(e.from_on, p_first), least(e.end_on, p_end)
      from kit.enrolled(p_program) e where e.client_id = c.id and e.from_on < p_end and e.end_on > p_first) s
    where c.office_id = any (p_offices) and c.received_on < s.end_on
      and not exists (
        select from app.client_closing e
        where e.client_id = c.id and e.office_id = any (p_offices) and e.closed_on < s.from_on
          and not exists (select from app.client_reopening r where r.closing_id = e.id and r.reopened_on < s.end_on)));
end
$$;

-- An active client whose factors nobody has assessed stands under `unknown`; several factors count under each. What has a day
-- belongs to the program in which the client was on that day.
create function kit.figures_of_clients(
  p_offices uuid[], p_active uuid[], p_first date, p_end date, p_program kit.figure_program)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  last_day date := p_end - 1;
begin
  return (
    with people as materialized (
      select a.id, v.sex,
        kit.age_band(kit.age(v.birth, v.age_about, v.age_about_on, last_day)) as age_band,
        kit.withdrawal_band(kit.withdrawn_months(v.withdrawn_since, last_day)) as withdrawal_band
      from unnest(p_active) a (id)
      cross join lateral (
        select n.sex, n.birth, n.age_about, n.age_about_on, n.withdrawn_since
        from app.client_version n where n.client_id = a.id order by n.version desc limit 1) v
    ), factors as (
      select p.id, coalesce(f.factor, 'unknown') as factor
      from people p
      left join lateral (
        select distinct f.factor
        from app.assessment_factor f join app.assessment a on a.id = f.assessment_id
        where f.client_id = p.id and a.assessed_on <= last_day) f on true
    )
    select jsonb_build_object(
      'active', cardinality(p_active),
      'new', (select count(*) from app.client c
        where c.office_id = any (p_offices) and c.received_on >= p_first and c.received_on < p_end
          and (p_program.id is null or exists (
            select from kit.enrolled(p_program) e
            where e.client_id = c.id and c.received_on >= e.from_on and c.received_on < e.end_on))),
      'closed', (select count(distinct c.client_id) from app.client_closing c
        where c.office_id = any (p_offices) and c.closed_on >= p_first and c.closed_on < p_end
          and (p_program.id is null or exists (
            select from kit.enrolled(p_program) e
            where e.client_id = c.client_id and c.closed_on >= e.from_on and c.closed_on < e.end_on))),
      'reopened', (select count(distinct r.client_id) from app.client_reopening r
        where r.office_id = any (p_offices) and r.reopened_on >= p_first and r.reopened_on < p_end
          and (p_program.id is null or exists (
            select from kit.enrolled(p_program) e
            where e.client_id = r.client_id and r.reopened_on >= e.from_on and r.reopened_on < e.end_on))),
      'by_age_band', (select coalesce(jsonb_object_agg(age_band, n), '{}')
        from (select age_band, count(*) as n from people group by age_band) c),
      'by_sex', (select coalesce(jsonb_object_agg(sex, n), '{}')
        from (select sex, count(*) as n from people group by sex) c),
      'by_withdrawal_band', (select coalesce(jsonb_object_agg(withdrawal_band, n), '{}')
        from (select withdrawal_band, count(*) as n from people group by withdrawal_band) c),
      'by_factor', (select coalesce(jsonb_object_agg(factor, n), '{}')
        from (select factor, count(*) as n from factors group by factor) c)));
end
$$;

-- Whose first day in the program was in the month; and whose last one was, though the program went on, and nothing followed by
-- the month's end.
create function kit.figures_of_enrolment(p_offices uuid[], p_first date, p_end date, p_program kit.figure_program)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    with people as (
      select e.client_id, min(e.from_on) as first_day, max(e.end_on) as end_day
      from kit.enrolled(p_program) e
      where e.office_id = any (p_offices) and e.from_on < p_end group by e.client_id
    )
    select jsonb_build_object(
      'entered', count(*) filter (where p.first_day >= p_first),
      'left', count(*) filter (where p.end_day > p_first and p.end_day <= p_end and p.end_day < p_program.end_on))
    from people p);
end
$$;
