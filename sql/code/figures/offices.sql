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

-- And the programs that a month of each of them belongs to.
create function api.figure_programs(p_month date) returns table (office text, program text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  offices uuid[] := kit.figure_offices(null);
  first_day date := kit.figure_month(p_month);
begin
  return query
    select o.code, p.code
    from app.office o cross join lateral kit.programs_of_month(o.id, first_day) p
    where o.id = any (offices) order by o.code collate "C", p.code collate "C";
end
$$;
grant execute on function api.figure_programs(date), api.figure_offices() to supervisor, office_admin, reporter;
