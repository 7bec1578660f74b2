-- Clients by the dates of their case. What is known of a person is what is known now: a birthday that was corrected was never
-- another.
set local role ippo_figures;

-- Open at any moment of the days from `p_first` up to, not including, `p_end`: accepted by then, and no closing lasted over all
-- of them. The day of the closing counts, and so does that of the reopening.
create function kit.active_clients(p_offices uuid[], p_first date, p_end date) returns uuid[]
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select coalesce(array_agg(c.id), '{}') from app.client c
    where c.office_id = any (p_offices) and c.received_on < p_end
      and not exists (
        select from app.client_closing e
        where e.client_id = c.id and e.office_id = any (p_offices) and e.closed_on < p_first
          and not exists (select from app.client_reopening r where r.closing_id = e.id and r.reopened_on < p_end)));
end
$$;

-- An active client whose factors nobody has assessed stands under `unknown`; several factors count under each.
create function kit.figures_of_clients(p_offices uuid[], p_active uuid[], p_first date, p_end date) returns jsonb
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
        where c.office_id = any (p_offices) and c.received_on >= p_first and c.received_on < p_end),
      'closed', (select count(distinct c.client_id) from app.client_closing c
        where c.office_id = any (p_offices) and c.closed_on >= p_first and c.closed_on < p_end),
      'reopened', (select count(distinct r.client_id) from app.client_reopening r
        where r.office_id = any (p_offices) and r.reopened_on >= p_first and r.reopened_on < p_end),
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
