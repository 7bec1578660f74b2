set local role ippo_gate;

-- A further office; whoever adds it is its first office_admin.
create function api.office_add(p_id uuid, p_code text, p_name text, p_name_en text, p_phone text)
returns table (state text, id uuid)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
begin
  if cardinality(me.offices('office_admin')) = 0 then
    perform kit.refuse('not_permitted');
  end if;
  if p_code !~ '^[a-z][a-z0-9_]{1,30}$' then
    perform kit.refuse('office.code_form');
  elsif coalesce(p_name, '') = '' then
    perform kit.refuse('office.name_missing');
  end if;
  if exists (select from app.office o where o.code = p_code) then
    if exists (
      select from app.office o where o.id = p_id and o.code = p_code and o.name = p_name
        and o.name_en is not distinct from p_name_en and o.phone is not distinct from p_phone)
    then
      return query select 'duplicate'::text, p_id;
      return;
    end if;
    perform kit.refuse('office.code_taken');
  end if;
  insert into app.office (id, code, name, name_en, phone, created_by) values (p_id, p_code, p_name, p_name_en, p_phone, author);
  insert into app.duty (staff_id, office_id, role, granted_by) values (author, p_id, 'office_admin', author);
  return query select 'saved'::text, p_id;
end
$$;
grant execute on function api.office_add(uuid, text, text, text, text) to office_admin;

set local role ippo_api;
create function api.office_list()
returns table (id uuid, code text, name text, name_en text, phone text, language text, mine boolean)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select o.id, o.code, o.name, o.name_en, o.phone, o.language, o.id = any (me.offices())
  from app.office o order by o.code
$$;
grant execute on function api.office_list() to counselor, intake, supervisor, office_admin;
