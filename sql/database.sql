-- What one database needs beside the cluster's roles; by its superuser. `create database … template` loses these
-- settings, so they are applied to every copy as well. Running it again changes nothing.

do $$
declare
  f record;
begin
  execute format('revoke all on database %I from public', current_database());
  execute format(
    'grant connect on database %I to counselor, intake, supervisor, office_admin, ippo_migrate, reporter, '
    'line_intake, line_sender, backup',
    current_database());
  execute format('grant create on database %I to ippo_owner', current_database());
  execute format('alter database %I set timezone = ''Asia/Tokyo''', current_database());
  execute format('alter database %I set lock_timeout = ''10s''', current_database());
  execute format('alter database %I set idle_in_transaction_session_timeout = ''60s''', current_database());
  -- Policies make a plan look dear, and to compile it takes a second where to run it takes a millisecond.
  execute format('alter database %I set jit = off', current_database());

  -- Counters tell how many rows a table hides ("is this phone number a client anywhere?").
  for f in
    select p.oid::regprocedure as signature
    from pg_catalog.pg_proc p
    where p.pronamespace = 'pg_catalog'::regnamespace and p.proname ~ '^pg_stat_get_'
      and exists (
        select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
        where a.grantee = 0 and a.privilege_type = 'EXECUTE')
  loop
    execute format('revoke execute on function %s from public', f.signature);
  end loop;
end
$$;

-- Nothing that a migration makes is open to PUBLIC by default.
do $$
declare
  owner_name text;
begin
  foreach owner_name in array
    array['ippo_owner', 'ippo_lookup', 'ippo_api', 'ippo_similar', 'ippo_audit', 'ippo_figures', 'ippo_gate']
  loop
    execute format('alter default privileges for role %I revoke execute on functions from public', owner_name);
  end loop;
end
$$;

revoke all on schema public from public;
revoke select on pg_catalog.pg_statistic_ext_data, pg_catalog.pg_stats, pg_catalog.pg_stats_ext from public;
grant execute on function pg_catalog.pg_stat_get_activity(integer) to ippo_gate;
