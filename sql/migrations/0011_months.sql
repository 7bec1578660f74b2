-- What an office writes about a month beside its figures, in versions; a supervisor's 確認 of each version of a session; and
-- the order in which an office copies figures into its city's own form.

-- Every text is about the office's month and about nobody in it: it stands in reports that go to people who read no case.
create table app.month_note (
  office_id uuid not null references app.office,
  month date not null check (extract(day from month) = 1),
  version integer not null check (version > 0),
  highlights text check (highlights <> '' and octet_length(highlights) <= 65536),
  issues text check (issues <> '' and octet_length(issues) <= 65536),
  next_month text check (next_month <> '' and octet_length(next_month) <= 65536),
  incidents text check (incidents <> '' and octet_length(incidents) <= 65536),
  training text check (training <> '' and octet_length(training) <= 65536),
  open_days smallint check (open_days between 0 and 31),
  author_id uuid not null references app.staff,
  saved_at timestamptz not null default clock_timestamp(),
  primary key (office_id, month, version)
);

-- Of a version: the next one is unreviewed again. It follows the session when that is moved, as its versions do.
create table app.session_review (
  session_id uuid not null,
  version integer not null,
  client_id uuid not null,
  office_id uuid not null,
  author_id uuid not null references app.staff,
  reviewed_at timestamptz not null default clock_timestamp(),
  primary key (session_id, version),
  foreign key (session_id, version) references app.session_version (session_id, version),
  foreign key (session_id, client_id, office_id) references app.session (id, client_id, office_id) on update cascade
);

-- 転記表: a line each, a figure's dotted path and what the form calls it; an empty path is a line without a figure.
create table app.transcription (
  office_id uuid not null references app.office,
  version integer not null check (version > 0),
  paths text[] not null,
  labels text[] not null,
  author_id uuid not null references app.staff,
  saved_at timestamptz not null default clock_timestamp(),
  primary key (office_id, version),
  check (cardinality(paths) = cardinality(labels) and cardinality(paths) <= 500)
);
