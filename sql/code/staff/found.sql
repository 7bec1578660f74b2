-- The first office with its first people, by the holder of the migration's login, once. Two people, because from here on a
-- supervisor's login needs a second person.
set local role ippo_gate;
create function api.found_office(
  p_code text, p_name text, p_name_en text, p_phone text,
  p_admin text, p_admin_name text, p_admin_verifier text,
  p_supervisor text, p_supervisor_name text, p_supervisor_verifier text)
returns table (state text, id uuid)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  new_office uuid := gen_random_uuid();
begin
  if exists (select from app.office) then
    perform kit.refuse('office.already_founded');
  end if;
  if p_code !~ '^[a-z][a-z0-9_]{1,30}$' then
    perform kit.refuse('office.code_form');
  end if;
  insert into app.office (id, code, name, name_en, phone) values (new_office, p_code, p_name, p_name_en, p_phone);
  perform kit.make_login(p_admin, p_admin_name, null, array['office_admin'], new_office, p_admin_verifier, null);
  if p_supervisor is not null then
    perform kit.make_login(
      p_supervisor, p_supervisor_name, null, array['supervisor'], new_office, p_supervisor_verifier, null);
  end if;
  return query select 'saved'::text, new_office;
end
$$;
grant execute on function api.found_office(text, text, text, text, text, text, text, text, text, text) to ippo_migrate;
