-- The organisation's programs, by code, each as it is now.
set local role ippo_api;
create function api.program_list(p_program text) returns setof api.program_card
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select p.id, p.code,
    array(select o.code from app.program_office f join app.office o on o.id = f.office_id
      where f.program_id = p.id order by o.code),
    v.name, v.name_en, v.funder, v.municipality, v.from_on, v.until_on, v.presence, v.line_by_day,
    t.inquiries, t.sessions, t.people, v.version, v.saved_at
  from app.program p
  join app.program_version v on v.program_id = p.id
    and not exists (select from app.program_version n where n.program_id = p.id and n.version = v.version + 1)
  left join app.program_target t on t.program_id = p.id and t.version = v.version
    and t.fiscal_year = extract(year from kit.today() - interval '3 months')
  where p_program is null or p.id = (select kit.program_named(p_program))
  order by p.code
$$;

create function api.program_targets(p_program text)
returns table (fiscal_year smallint, inquiries integer, sessions integer, people integer)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select t.fiscal_year, t.inquiries, t.sessions, t.people
  from app.program_target t
  where t.program_id = (select kit.program_named(p_program))
    and t.version = (select max(v.version) from app.program_version v where v.program_id = t.program_id)
  order by t.fiscal_year
$$;
grant execute on function api.program_list(text), api.program_targets(text) to counselor, intake, supervisor, office_admin;
