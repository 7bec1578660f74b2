-- What must hold of every Ippo database, asked of its catalogue: each rule of docs/permissions.md that can be seen there.
set local role ippo_api;

create function api.schema_status()
returns table (schema_version integer, oldest_program integer, installed_at timestamptz, postgres text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select i.schema_version, i.oldest_program, i.installed_at, current_setting('server_version') from ops.installed i
$$;
grant execute on function api.schema_status() to counselor, intake, supervisor, office_admin, reporter, ippo_migrate;

create function api.doctor() returns table (finding text, offenders text[])
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with tables as (
    select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relowner
    from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
  ), functions as (
    select p.oid, p.oid::regprocedure::text as name, p.prosecdef, p.proconfig, p.proacl, p.proowner, r.rolname as owner
    from pg_proc p join pg_roles r on r.oid = p.proowner
    where p.pronamespace in (select oid from pg_namespace where nspname in ('app', 'audit', 'api', 'kit', 'me'))
  )
  select 'every table of app forces row-level security',
    coalesce(array_agg(relname order by relname) filter (where not (relrowsecurity and relforcerowsecurity)), '{}')::text[]
  from tables
  union all
  select 'every table of app has a policy',
    coalesce(array_agg(relname order by relname) filter (
      where not exists (select from pg_policy p where p.polrelid = tables.oid)), '{}')::text[]
  from tables
  union all
  select 'every table of app has the audit trigger',
    coalesce(array_agg(relname order by relname) filter (
      where not exists (
        select from pg_trigger t
        where t.tgrelid = tables.oid and t.tgname = 'audit' and t.tgenabled = 'O' and t.tgdeferrable and t.tginitdeferred
          and t.tgfoid = 'audit.record()'::regprocedure
          -- bits: 4 insert, 8 delete, 16 update
          and (t.tgtype & 28 = 28 or t.tgtype & 28 = 24 and exists (
            select from pg_trigger g
            where g.tgrelid = tables.oid and g.tgname = 'gather' and g.tgenabled = 'O' and g.tgtype & 28 = 4
              and g.tgfoid = 'audit.gather()'::regprocedure)))), '{}')::text[]
  from tables
  union all
  select 'what was gathered comes into the audit chain',
    case when exists (
      select from pg_trigger t
      where t.tgrelid = 'audit.gathered'::regclass and t.tgname = 'chain' and t.tgenabled = 'O' and t.tgdeferrable
        and t.tginitdeferred and t.tgfoid = 'audit.chain_gathered()'::regprocedure) then '{}' else '{gathered}' end::text[]
  union all
  select 'the head of the audit chain follows its entries',
    case when exists (
      select from pg_trigger t
      where t.tgrelid = 'audit.head'::regclass and t.tgname = 'follow' and t.tgenabled = 'O' and t.tgdeferrable and t.tginitdeferred
        and t.tgfoid = 'audit.follow()'::regprocedure) then '{}' else '{head}' end::text[]
  union all
  select 'every table of app belongs to ippo_owner',
    coalesce(array_agg(relname order by relname) filter (where relowner <> 'ippo_owner'::regrole), '{}')::text[]
  from tables
  union all
  select 'no staff group and nobody else holds a privilege on a table of app or audit',
    coalesce(array_agg(distinct c.relname || ' to ' || a.grantee::regrole::text), '{}')
  from pg_class c, aclexplode(c.relacl) a
  where c.relnamespace in ('app'::regnamespace, 'audit'::regnamespace)
    and (a.grantee = 0 or a.grantee::regrole::text !~ '^ippo_(owner|lookup|api|similar|audit|figures|gate)$')
  union all
  select 'nobody may delete or truncate, but for the gate and its verifiers and the chain and what it gathered',
    coalesce(array_agg(distinct c.relname || ' ' || a.privilege_type || ' to ' || a.grantee::regrole::text), '{}')
  from pg_class c, aclexplode(c.relacl) a
  where c.relnamespace in ('app'::regnamespace, 'audit'::regnamespace) and a.grantee <> c.relowner
    and a.privilege_type in ('DELETE', 'TRUNCATE')
    and (c.relname, a.privilege_type, a.grantee::regrole::text) not in
      (('gate_verifier', 'DELETE', 'ippo_gate'), ('gathered', 'DELETE', 'ippo_audit'))
  union all
  select 'every definer function sets the search path to pg_catalog, pg_temp',
    coalesce(array_agg(name order by name) filter (
      where prosecdef and not coalesce(proconfig, '{}') @> array['search_path=pg_catalog, pg_temp']), '{}')
  from functions
  union all
  select 'no function is open to PUBLIC',
    coalesce(array_agg(name order by name) filter (
      where exists (select from aclexplode(coalesce(proacl, acldefault('f', proowner))) a where a.grantee = 0)), '{}')
  from functions
  union all
  select 'only me and the figures belong to a role that passes row-level security',
    coalesce(array_agg(f.name order by f.name) filter (
      where o.rolbypassrls and f.owner not in ('ippo_lookup', 'ippo_figures')), '{}')
  from functions f join pg_roles o on o.rolname = f.owner
  union all
  select 'every function of me belongs to ippo_lookup',
    coalesce(array_agg(name order by name) filter (where name ~ '^me[.]' and owner <> 'ippo_lookup'), '{}')
  from functions
  union all
  select 'every active member of staff has a login with their groups, and no other',
    coalesce(array_agg(distinct s.login), '{}')
  from app.staff s
  left join pg_roles r on r.rolname = s.login
  where not exists (select from app.staff_end e where e.staff_id = s.id)
    and (r.oid is null or not r.rolcanlogin or r.rolsuper or r.rolcreaterole or r.rolbypassrls
      or array(select m.roleid::regrole::text from pg_auth_members m where m.member = r.oid order by 1)
        is distinct from array(select distinct d.role from app.duty d
          where d.staff_id = s.id and not exists (select from app.duty_end e where e.duty_id = d.id) order by 1))
  union all
  select 'no ippo_ role has a staff member in it',
    coalesce(array_agg(m.roleid::regrole::text || ' has ' || m.member::regrole::text), '{}')
  from pg_auth_members m
  where m.roleid::regrole::text ~ '^ippo_' and m.member::regrole::text <> 'ippo_migrate'
  union all
  select 'the server logs no contents and passwords are SCRAM',
    coalesce(array_agg(g.name || ' = ' || g.setting), '{}')
  from pg_settings g
  where (g.name, g.setting) in (select * from (values
      ('fsync', 'off'), ('full_page_writes', 'off'), ('password_encryption', 'md5')) bad)
    or g.name = 'log_statement' and g.setting <> 'none'
    or g.name in ('log_parameter_max_length', 'log_parameter_max_length_on_error') and g.setting <> '0'
    or g.name = 'log_min_error_statement' and g.setting <> 'panic'
  union all
  select 'the database has the settings of sql/database.sql',
    coalesce(array_agg(wanted.setting order by wanted.setting), '{}')
  from (values ('TimeZone=Asia/Tokyo'), ('lock_timeout=10s'), ('idle_in_transaction_session_timeout=60s'), ('jit=off')) wanted (setting)
  where not exists (
    select from pg_db_role_setting r
    where r.setdatabase = (select oid from pg_database where datname = current_database()) and r.setrole = 0
      and wanted.setting = any (r.setconfig))
  union all
  select 'PUBLIC may not connect or make temporary tables',
    coalesce(array_agg(a.privilege_type), '{}')
  from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
  where d.datname = current_database() and a.grantee = 0
  union all
  select 'counters that tell of hidden rows are closed to PUBLIC',
    coalesce(array_agg(p.proname), '{}')
  from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
  where p.pronamespace = 'pg_catalog'::regnamespace and p.proname ~ '^pg_stat_get_' and a.grantee = 0
    and a.privilege_type = 'EXECUTE'
$$;
grant execute on function api.doctor() to office_admin, ippo_migrate;
