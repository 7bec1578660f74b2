-- 情報提供 and つなぎ are two figures. A referral counts in the month it was made, by how it stood at the month's end: as
-- information only, or as made. Information that turns into a referral in a later month counts there as made, on that day.
set local role ippo_figures;
create function kit.figures_of_referrals(p_offices uuid[], p_first date, p_end date, p_program kit.figure_program)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    with candidates as (
      select r.id, r.client_id, r.provider_id, r.made_on from app.referral r
      where r.office_id = any (p_offices) and r.made_on >= p_first and r.made_on < p_end
      union
      select r.id, r.client_id, r.provider_id, r.made_on
      from app.referral_status s join app.referral r on r.id = s.referral_id
      where s.office_id = any (p_offices) and s.status_on >= p_first and s.status_on < p_end and r.made_on < p_first
    ), counted as materialized (
      select c.id, c.provider_id, stands.status
      from candidates c
      -- the latest day decides; of one day, what was written last
      cross join lateral (
        select s.status, s.status_on from app.referral_status s
        where s.referral_id = c.id and s.status_on < p_end order by s.status_on desc, s.version desc limit 1) stands
      left join lateral (
        select s.status from app.referral_status s
        where s.referral_id = c.id and s.status_on < p_first order by s.status_on desc, s.version desc limit 1) stood on true
      where (c.made_on >= p_first or (stood.status = 'informed' and stands.status <> 'informed'))
        and (p_program.id is null or exists (
          select from kit.enrolled(p_program) e
          cross join lateral (select case when c.made_on >= p_first then c.made_on else stands.status_on end) counts (counts_on)
          where e.client_id = c.client_id and counts.counts_on >= e.from_on and counts.counts_on < e.end_on))
    )
    select jsonb_build_object(
      'made', count(*) filter (where c.status <> 'informed'),
      'informed', count(*) filter (where c.status = 'informed'),
      -- つなぎ先: of what was made; a provider of several kinds counts under each
      'by_kind', (select coalesce(jsonb_object_agg(k.kind, k.n), '{}')
        from (
          select p.kind, count(*) as n
          from counted c
          cross join lateral (
            select v.version from app.provider_version v
            where v.provider_id = c.provider_id order by v.version desc limit 1) v
          join app.provider_kind p on p.provider_id = c.provider_id and p.version = v.version
          where c.status <> 'informed'
          group by p.kind) k),
      'by_status', (select coalesce(jsonb_object_agg(s.status, s.n), '{}')
        from (select status, count(*) as n from counted group by status) s))
    from counted c);
end
$$;
