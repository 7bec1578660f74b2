-- Inquiries: who called about whom. The caller is often not the person; neither need be known by name. The facts, the
-- people and the note are three tables, because they are not for the same eyes. Claims, links and closings are rows.

create table app.inquiry (
  id uuid primary key,
  code text not null unique check (code ~ '^Q-[2-9A-Z]{4}$'),
  office_id uuid not null references app.office,
  channel text not null references code.channel,
  kind text not null references code.inquiry_kind,
  relation text not null references code.relation,
  received_at timestamptz not null check (received_at between '1990-01-01+09' and '2200-01-01+09'),
  minutes smallint check (minutes between 1 and 1440),
  author_id uuid not null references app.staff,
  created_at timestamptz not null default clock_timestamp(),
  unique (id, office_id)
);
create index on app.inquiry (office_id, received_at);

-- The caller (相談者) and the person it is about (対象者). An age is kept as it was told ("30代後半くらい"), and as a number
-- where it was one.
create table app.inquiry_person (
  inquiry_id uuid primary key,
  office_id uuid not null,
  caller_name text check (caller_name <> ''),
  caller_kana text check (caller_kana <> ''),
  caller_phone text check (caller_phone <> ''),
  caller_e164 text check (caller_e164 ~ '^\+[0-9]{6,15}$'),
  caller_display text,
  about_name text check (about_name <> ''),
  about_kana text check (about_kana <> ''),
  about_age text check (about_age <> ''),
  about_years smallint check (about_years between 0 and 120),
  foreign key (inquiry_id, office_id) references app.inquiry (id, office_id),
  check (caller_phone is not null or (caller_e164 is null and caller_display is null))
);

-- What was said and what was advised. Read only after an opening.
create table app.inquiry_note (
  inquiry_id uuid primary key,
  office_id uuid not null,
  note text check (note <> '' and octet_length(note) <= 10485760),
  advice text check (advice <> '' and octet_length(advice) <= 10485760),
  foreign key (inquiry_id, office_id) references app.inquiry (id, office_id),
  check (note is not null or advice is not null)
);

-- Who takes an inquiry on. Of two people who claim the same turn the constraint lets one through.
create table app.inquiry_claim (
  id uuid primary key,
  inquiry_id uuid not null,
  office_id uuid not null,
  turn integer not null check (turn > 0),
  staff_id uuid not null references app.staff,
  claimed_at timestamptz not null default clock_timestamp(),
  unique (inquiry_id, turn),
  unique (id, inquiry_id, office_id),
  foreign key (inquiry_id, office_id) references app.inquiry (id, office_id)
);
create index on app.inquiry_claim (staff_id);
create table app.inquiry_release (
  claim_id uuid primary key,
  inquiry_id uuid not null,
  office_id uuid not null,
  author_id uuid not null references app.staff,
  released_at timestamptz not null default clock_timestamp(),
  foreign key (claim_id, inquiry_id, office_id) references app.inquiry_claim (id, inquiry_id, office_id)
);

-- The client an inquiry was about. The office is the inquiry's: it stays when the client moves to another.
create table app.inquiry_link (
  id uuid primary key,
  inquiry_id uuid not null,
  office_id uuid not null,
  turn integer not null check (turn > 0),
  client_id uuid not null references app.client,
  author_id uuid not null references app.staff,
  linked_at timestamptz not null default clock_timestamp(),
  unique (inquiry_id, turn),
  unique (id, inquiry_id, office_id, client_id),
  foreign key (inquiry_id, office_id) references app.inquiry (id, office_id)
);
create index on app.inquiry_link (client_id);
create table app.inquiry_unlink (
  link_id uuid primary key,
  inquiry_id uuid not null,
  office_id uuid not null,
  client_id uuid not null,
  author_id uuid not null references app.staff,
  unlinked_at timestamptz not null default clock_timestamp(),
  reason text check (reason <> ''),
  foreign key (link_id, inquiry_id, office_id, client_id)
    references app.inquiry_link (id, inquiry_id, office_id, client_id)
);

create table app.inquiry_closing (
  inquiry_id uuid primary key,
  office_id uuid not null,
  reason_code text not null references code.inquiry_closing_reason,
  author_id uuid not null references app.staff,
  closed_at timestamptz not null default clock_timestamp(),
  foreign key (inquiry_id, office_id) references app.inquiry (id, office_id)
);

-- Who opened whose words, until when. Like a ticket on a client it counts only from the next transaction on.
create table app.inquiry_opening (
  id uuid primary key default gen_random_uuid(),
  inquiry_id uuid not null,
  office_id uuid not null,
  staff_id uuid not null references app.staff,
  opened_at timestamptz not null default clock_timestamp(),
  until timestamptz not null,
  opened_in xid8 not null default pg_current_xact_id(),
  foreign key (inquiry_id, office_id) references app.inquiry (id, office_id)
);
create index on app.inquiry_opening (staff_id, until);
create index on app.inquiry_opening (inquiry_id);
