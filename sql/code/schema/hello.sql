-- Sent before the work, in the same round trip: does this schema serve this program? (docs/contract.md, "versions")
set local role ippo_api;
create function api.hello(program integer) returns timestamptz
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  installed record;
begin
  select i.schema_version, i.oldest_program into installed from ops.installed i;
  if installed.schema_version is null or installed.schema_version < program then
    raise exception using errcode = 'IP006', message = 'schema.older';
  elsif program < installed.oldest_program then
    raise exception using errcode = 'IP006', message = 'schema.newer';
  end if;
  return clock_timestamp();
end
$$;
grant execute on function api.hello(integer) to
  counselor, intake, supervisor, office_admin, reporter, line_sender, ippo_migrate;

-- A code list with its labels, in order.
create function api.codes(list text) returns table (code text, label_ja text, label_en text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (
    select from pg_catalog.pg_class c where c.relnamespace = 'code'::regnamespace and c.relname = list and c.relkind = 'r')
  then
    perform kit.not_found('code_list');
  end if;
  return query execute format('select code, label_ja, label_en from code.%I order by position', list);
end
$$;
grant execute on function api.codes(text) to counselor, intake, supervisor, office_admin, reporter;

-- Who am I here?
create function api.me() returns table (staff_id uuid, login text, name text, offices text[], duties text[])
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select s.id, s.login, s.name,
    array(select distinct o.code from app.duty d join app.office o on o.id = d.office_id
      where d.staff_id = s.id and not exists (select from app.duty_end e where e.duty_id = d.id) order by 1),
    array(select distinct d.role from app.duty d
      where d.staff_id = s.id and not exists (select from app.duty_end e where e.duty_id = d.id) order by 1)
  from app.staff s where s.id = me.staff_id()
$$;
grant execute on function api.me() to counselor, intake, supervisor, office_admin;
