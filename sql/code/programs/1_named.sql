-- What the verbs about programs share.
set local role ippo_api;

create function kit.program_named(given text) returns uuid
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  found uuid;
begin
  select p.id into found from app.program p where p.code = given;
  if found is null then
    perform kit.not_found('program');
  end if;
  return found;
end
$$;

-- Null where a case or inquiry of that office can belong to the program on that day; else the rule that says no.
create function kit.program_fits(p_program uuid, p_office uuid, p_on date) returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select case
    when not exists (select from app.program_office o where o.program_id = p_program and o.office_id = p_office)
      then 'program.other_office'
    when p_on < v.from_on or p_on > v.until_on then 'program.outside_term'
  end
  from app.program_version v where v.program_id = p_program order by v.version desc limit 1
$$;

create function kit.demand_program(p_program uuid, p_office uuid, p_on date) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  rule text := kit.program_fits(p_program, p_office, p_on);
begin
  if rule = 'program.other_office' then
    perform kit.refuse('program.other_office');
  elsif rule = 'program.outside_term' then
    perform kit.refuse('program.outside_term');
  end if;
end
$$;
