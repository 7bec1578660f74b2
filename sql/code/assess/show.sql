-- Every factor that was ever assessed, the standing ones first; notes only on a ticket (api.client_open), else null.
set local role ippo_api;
create function api.assess_show(p_client text)
returns table (
  assessment_id uuid, assessed_on date, factor text, role text, source text, certainty text, since text, standing boolean,
  author text, note text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with placed as (
    select f.*, a.assessed_on, a.created_at, s.login,
      row_number() over (
        partition by f.factor, f.role, f.source order by a.assessed_on desc, a.created_at desc, a.id) = 1 as standing
    from app.assessment_factor f
    join app.assessment a on a.id = f.assessment_id
    join app.staff s on s.id = a.author_id
    where f.client_id = (select kit.client_named(p_client))
  )
  select p.assessment_id, p.assessed_on, p.factor, p.role, p.source, p.certainty, p.since, p.standing, p.login, n.body
  from placed p
  join code.factor c on c.code = p.factor
  left join app.assessment_note n on n.assessment_id = p.assessment_id
  order by p.standing desc, p.assessed_on desc, p.created_at desc, c.position, p.role, p.source
$$;
grant execute on function api.assess_show(text) to counselor, supervisor;
