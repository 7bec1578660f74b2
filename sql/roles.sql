-- The cluster's roles (docs/permissions.md). Run once by the cluster's superuser; running it again changes nothing.
-- Nobody on the staff is a member of an ippo_ role; staff logins are made by the gate (code/staff), never here.

do $$
declare
  r record;
begin
  for r in
    select * from (values
      -- who owns what: none of these can log in
      ('ippo_owner',   'nologin'),
      ('ippo_lookup',  'nologin bypassrls'),
      ('ippo_api',     'nologin'),
      ('ippo_similar', 'nologin'),
      ('ippo_audit',   'nologin'),
      ('ippo_figures', 'nologin bypassrls'),
      ('ippo_gate',    'nologin createrole'),
      -- what staff may do
      ('counselor',    'nologin'),
      ('intake',       'nologin'),
      ('supervisor',   'nologin'),
      ('office_admin', 'nologin'),
      -- services; without a password until somebody sets one
      ('ippo_migrate', 'login'),
      ('reporter',     'login'),
      ('line_intake',  'login'),
      ('line_sender',  'login'),
      ('backup',       'login bypassrls')
    ) as wanted (name, attributes)
    where not exists (select from pg_catalog.pg_roles where rolname = wanted.name)
  loop
    execute format('create role %I %s noinherit', r.name, r.attributes);
  end loop;
end
$$;

-- The gate ends somebody's connections when it ends their access.
grant pg_signal_backend to ippo_gate;
alter role ippo_gate inherit;

-- Migrations act as each owner by `set role`; nothing is inherited.
grant ippo_owner, ippo_lookup, ippo_api, ippo_similar, ippo_audit, ippo_figures, ippo_gate to ippo_migrate;

-- A backup reads everything and changes nothing (a COPY under row-level security would be silently short).
grant pg_read_all_data to backup;
alter role backup inherit;
