-- The offices whose figures one may see, with the names that stand on their reports.
set local role ippo_owner;
grant select (name, name_en, language) on app.office to ippo_figures;
set local role ippo_figures;
create function api.figure_offices() returns table (code text, name text, name_en text, language text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select o.code, o.name, o.name_en, o.language
  from app.office o where o.id = any (kit.figure_offices(null)) order by o.code
$$;
grant execute on function api.figure_offices() to supervisor, office_admin, reporter;
