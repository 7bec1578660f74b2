-- Offices, staff, receipts and the audit chain. Every table of `app` carries its office or its staff member in the row, so
-- that a policy decides without a join. Changes are rows: an end, a closing, a version.

create schema app;
create schema ops;
create schema audit;
create schema code;

grant usage on schema app, audit, code to
  ippo_lookup, ippo_api, ippo_similar, ippo_audit, ippo_figures, ippo_gate, backup;
grant usage on schema ops to ippo_api, ippo_figures, ippo_gate, backup;
grant usage on schema code to counselor, intake, supervisor, office_admin, reporter, line_intake, line_sender;
-- Each role owns its own functions, so it may make some; nobody but the migration can act as these roles.
grant create on schema app, audit to ippo_lookup, ippo_api, ippo_similar, ippo_audit, ippo_figures, ippo_gate;

-- What has been migrated, and the oldest program this schema still serves.
create table ops.migration (
  version integer primary key check (version > 0),
  name text not null,
  checksum bytea not null check (octet_length(checksum) = 32),
  applied_at timestamptz not null default clock_timestamp(),
  applied_by text not null default session_user
);
create table ops.installed (
  one boolean primary key default true check (one),
  schema_version integer not null,
  oldest_program integer not null,
  code_checksum bytea not null,
  installed_at timestamptz not null
);

create table app.office (
  id uuid primary key default gen_random_uuid(),
  code text not null unique check (code ~ '^[a-z][a-z0-9_]{1,30}$'),
  name text not null check (name <> ''),
  name_en text,
  phone text,
  language text not null default 'ja' check (language in ('ja', 'en')),
  created_at timestamptz not null default clock_timestamp(),
  created_by uuid
);

create table app.staff (
  id uuid primary key default gen_random_uuid(),
  login text not null unique check (login ~ '^[a-z][a-z0-9_]{1,30}$'),
  role_oid oid not null unique,
  name text not null check (name <> ''),
  kana text,
  created_at timestamptz not null default clock_timestamp(),
  created_by uuid references app.staff
);
alter table app.office add foreign key (created_by) references app.staff;

-- A closed account. The login stays: it is named in the audit chain for ever.
create table app.staff_end (
  staff_id uuid primary key references app.staff,
  ended_at timestamptz not null default clock_timestamp(),
  ended_by uuid not null references app.staff
);

-- Who does what where. One person may be counselor in one office and supervisor in another.
create table app.duty (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references app.staff,
  office_id uuid not null references app.office,
  role text not null check (role in ('counselor', 'intake', 'supervisor', 'office_admin')),
  since timestamptz not null default clock_timestamp(),
  granted_by uuid references app.staff
);
create table app.duty_end (
  duty_id uuid primary key references app.duty,
  ended_at timestamptz not null default clock_timestamp(),
  ended_by uuid not null references app.staff
);
create index on app.duty (staff_id);
create index on app.duty (office_id);

-- A supervisor's login or reset waits here for a second person. The verifier goes when it is decided.
create table app.gate_request (
  id uuid primary key,
  action text not null check (action in ('add', 'password')),
  office_id uuid not null references app.office,
  login text not null,
  name text,
  kana text,
  roles text[] not null,
  requested_by uuid not null references app.staff,
  requested_at timestamptz not null default clock_timestamp()
);
create table app.gate_verifier (
  request_id uuid primary key references app.gate_request,
  verifier text not null
);
create table app.gate_decision (
  request_id uuid primary key references app.gate_request,
  approved boolean not null,
  decided_by uuid not null references app.staff,
  decided_at timestamptz not null default clock_timestamp()
);

-- What was asked for under an id, so that a retry is recognised even after the caseload moved.
create table app.receipt (
  id uuid primary key,
  author_id uuid not null references app.staff,
  verb text not null,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  received_at timestamptz not null default clock_timestamp()
);

-- The chain: entry n's hash covers entry n-1's. Contents are named by their digest only, so that the chain itself
-- holds no secret and can be kept for ever.
create table audit.entry (
  seq bigint primary key,
  at timestamptz not null,
  staff_id uuid,
  login text not null,
  relation text not null,
  action text not null check (action in ('INSERT', 'UPDATE', 'DELETE')),
  row_key text not null,
  row_hash bytea not null check (octet_length(row_hash) = 32),
  hash bytea not null check (octet_length(hash) = 32)
);
create index on audit.entry (relation, row_key);
create table audit.head (
  one boolean primary key default true check (one),
  seq bigint not null,
  hash bytea not null check (octet_length(hash) = 32)
);
insert into audit.head (seq, hash) values (0, sha256('ippo'));
