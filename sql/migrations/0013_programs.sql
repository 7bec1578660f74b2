-- Programs (事業): a funder pays by contract for the residents it is responsible for. Which cases, and through them which
-- sessions, plans and referrals, and which inquiries belong to one is a matter of days (docs/decisions/0017).

create table app.program (
  id uuid primary key,
  code text not null unique check (code ~ '^[a-z][a-z0-9_]{1,30}$'),
  author_id uuid not null references app.staff,
  created_at timestamptz not null default clock_timestamp()
);

-- The offices that work for it.
create table app.program_office (
  program_id uuid not null references app.program,
  office_id uuid not null references app.office,
  author_id uuid not null references app.staff,
  added_at timestamptz not null default clock_timestamp(),
  primary key (program_id, office_id)
);

-- The contract in versions: whose it is, its first and last day, and the rules of counting that differ from city to city.
create table app.program_version (
  program_id uuid not null references app.program,
  version integer not null check (version > 0),
  name text not null check (name <> ''),
  name_en text check (name_en <> ''),
  funder text check (funder <> ''),
  municipality text check (municipality <> ''),
  from_on date not null check (from_on between '1952-01-01' and '2199-12-31'),
  until_on date check (until_on between '1952-01-01' and '2199-12-31'),
  -- a session with a mother and her son is one (case), or two (person)
  presence text not null default 'case' check (presence in ('case', 'person')),
  -- LINE and mail are one a client and day
  line_by_day boolean not null default true,
  author_id uuid not null references app.staff,
  saved_at timestamptz not null default clock_timestamp(),
  reason text check (reason <> ''),
  primary key (program_id, version),
  check (until_on >= from_on),
  check ((version = 1) = (reason is null))
);

-- What the contract wants of a fiscal year; each version has all of its years.
create table app.program_target (
  program_id uuid not null,
  version integer not null,
  fiscal_year smallint not null check (fiscal_year between 1951 and 2199),
  inquiries integer check (inquiries between 0 and 1000000),
  sessions integer check (sessions between 0 and 1000000),
  people integer check (people between 0 and 1000000),
  author_id uuid not null references app.staff,
  primary key (program_id, version, fiscal_year),
  foreign key (program_id, version) references app.program_version (program_id, version)
);

-- A case belongs to a program from a day on; to one at a time, which the functions see to.
create table app.enrolment (
  id uuid primary key,
  client_id uuid not null,
  office_id uuid not null,
  program_id uuid not null references app.program,
  from_on date not null,
  author_id uuid not null references app.staff,
  created_at timestamptz not null default clock_timestamp(),
  unique (id, client_id, office_id),
  foreign key (client_id, office_id) references app.client (id, office_id) on update cascade
);
create index on app.enrolment (client_id);
create index on app.enrolment (program_id);

-- `left_on` is the last day that belongs to it. The day before the first says that it never did.
create table app.enrolment_end (
  enrolment_id uuid primary key,
  client_id uuid not null,
  office_id uuid not null,
  left_on date not null,
  author_id uuid not null references app.staff,
  created_at timestamptz not null default clock_timestamp(),
  foreign key (enrolment_id, client_id, office_id) references app.enrolment (id, client_id, office_id) on update cascade
);

-- What somebody chose for an inquiry; the last choice counts, and null is "no program". Without a row its client's does.
create table app.inquiry_program (
  id uuid primary key,
  inquiry_id uuid not null,
  office_id uuid not null,
  turn integer not null check (turn > 0),
  program_id uuid references app.program,
  author_id uuid not null references app.staff,
  chosen_at timestamptz not null default clock_timestamp(),
  unique (inquiry_id, turn),
  foreign key (inquiry_id, office_id) references app.inquiry (id, office_id)
);
create index on app.inquiry_program (program_id);

-- What an office's closing keeps of each program that its month belongs to: the program's report within the office, the rows
-- behind it and its files. As in 0012, nothing is ever updated or deleted, and no column is added later.
create table app.program_closing (
  closing_id uuid not null,
  program_id uuid not null references app.program,
  office_id uuid not null,
  report jsonb not null,
  audit_head bytea check (octet_length(audit_head) = 32),
  primary key (closing_id, program_id),
  unique (closing_id, program_id, office_id),
  foreign key (closing_id, office_id) references app.month_closing (id, office_id)
);

create table app.program_closing_row (
  closing_id uuid not null,
  program_id uuid not null,
  office_id uuid not null,
  base text not null check (base ~ '^[a-z_]{2,30}$'),
  rows jsonb not null check (jsonb_typeof(rows) = 'array'),
  primary key (closing_id, program_id, base),
  foreign key (closing_id, program_id, office_id) references app.program_closing (closing_id, program_id, office_id)
);

create table app.program_closing_file (
  closing_id uuid not null,
  program_id uuid not null,
  office_id uuid not null,
  format text not null check (format ~ '^[a-z]{2,8}$'),
  lang text not null check (lang in ('ja', 'en')),
  sha256 bytea not null check (octet_length(sha256) = 32),
  bytes bytea not null check (octet_length(bytes) between 1 and 33554432),
  primary key (closing_id, program_id, format, lang),
  foreign key (closing_id, program_id, office_id) references app.program_closing (closing_id, program_id, office_id)
);
