-- 月締め: what a month's report was made from, the rows behind its figures and the files that went out, kept as they were.
-- Nothing here is ever updated or deleted, and no column is added later: what is printed is compared with the digest that
-- the audit chain took of the whole row (sql/code/months/printed.sql). What else there is to say is another table.

create table app.month_closing (
  id uuid primary key,
  office_id uuid not null references app.office,
  month date not null check (extract(day from month) = 1),
  -- 1, then 2 (訂正第2版) after a reopening
  edition integer not null check (edition > 0),
  -- the whole value of api.month_report
  report jsonb not null,
  -- the last entry of the chain that touches the month, as the report prints it; null where nothing does
  audit_head bytea check (octet_length(audit_head) = 32),
  author_id uuid not null references app.staff,
  closed_at timestamptz not null default clock_timestamp(),
  unique (office_id, month, edition),
  unique (id, office_id)
);

-- The rows behind the figures, one array a base set: a row of the chain for each of thousands of rows would take a minute.
-- They hold ids, dates and codes; a client's code is looked up when they are read, by whoever may see that client then.
create table app.month_closing_row (
  closing_id uuid not null,
  office_id uuid not null,
  base text not null check (base ~ '^[a-z_]{2,30}$'),
  rows jsonb not null check (jsonb_typeof(rows) = 'array'),
  primary key (closing_id, base),
  foreign key (closing_id, office_id) references app.month_closing (id, office_id)
);

-- The report as it went out, byte for byte, a format and language each.
create table app.month_closing_file (
  closing_id uuid not null,
  office_id uuid not null,
  format text not null check (format ~ '^[a-z]{2,8}$'),
  lang text not null check (lang in ('ja', 'en')),
  sha256 bytea not null check (octet_length(sha256) = 32),
  bytes bytea not null check (octet_length(bytes) between 1 and 33554432),
  primary key (closing_id, format, lang),
  foreign key (closing_id, office_id) references app.month_closing (id, office_id)
);

-- From here on the edition no longer stands; the next closing makes the one that corrects it.
create table app.month_reopening (
  closing_id uuid primary key,
  office_id uuid not null,
  id uuid not null unique,
  reason text not null check (reason <> '' and octet_length(reason) <= 10485760),
  author_id uuid not null references app.staff,
  reopened_at timestamptz not null default clock_timestamp(),
  foreign key (closing_id, office_id) references app.month_closing (id, office_id)
);
