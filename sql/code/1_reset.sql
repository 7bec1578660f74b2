-- Everything under code/ is reinstalled at each migrate, in one transaction: first the old code goes.
do $$
declare
  r record;
begin
  for r in
    select schemaname, tablename, policyname from pg_catalog.pg_policies where schemaname in ('app', 'audit')
  loop
    execute format('drop policy %I on %I.%I', r.policyname, r.schemaname, r.tablename);
  end loop;
  for r in
    select t.tgname, t.tgrelid::regclass as relation
    from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid
    where c.relnamespace in ('app'::regnamespace, 'audit'::regnamespace) and t.tgname in ('audit', 'gather', 'chain', 'follow')
  loop
    execute format('drop trigger %I on %s', r.tgname, r.relation);
  end loop;
end
$$;

drop schema if exists me, kit, api cascade;
drop function if exists
  audit.record(), audit.follow(), audit.gather(), audit.chain_gathered(), audit.chain(text, text, text[], bytea[]);

-- me: who is asking. kit: what the functions share. api: what staff may call.
set local role ippo_owner;
create schema me;
create schema kit;
create schema api;
grant create, usage on schema me, kit, api to
  ippo_lookup, ippo_api, ippo_similar, ippo_audit, ippo_figures, ippo_gate;
grant usage on schema me, kit to ippo_owner;
grant usage on schema api to
  counselor, intake, supervisor, office_admin, reporter, line_intake, line_sender, ippo_migrate;
