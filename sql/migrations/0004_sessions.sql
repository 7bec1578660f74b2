-- Sessions: an id that the counselor's machine made, versions of the facts, and the notes apart from them.

create table app.session (
  id uuid primary key,
  client_id uuid not null,
  office_id uuid not null,
  author_id uuid not null references app.staff,
  created_at timestamptz not null default clock_timestamp(),
  unique (id, client_id, office_id),
  foreign key (client_id, office_id) references app.client (id, office_id) on update cascade
);
create index on app.session (client_id);

-- `client_id` follows the session when it is moved to another client, so each policy decides on the row alone.
create table app.session_version (
  session_id uuid not null,
  version integer not null check (version > 0),
  client_id uuid not null,
  office_id uuid not null,
  kind text not null references code.session_kind,
  method text not null references code.session_method,
  held_at timestamptz not null check (held_at between '1990-01-01+09' and '2200-01-01+09'),
  minutes smallint check (minutes between 1 and 1440),
  contact text references code.contact_level,
  accompanied boolean not null default false,
  author_id uuid not null references app.staff,
  saved_at timestamptz not null default clock_timestamp(),
  reason text check (reason <> ''),
  primary key (session_id, version),
  foreign key (session_id, client_id, office_id) references app.session (id, client_id, office_id) on update cascade,
  check ((version = 1) = (reason is null))
);
create index on app.session_version (office_id, held_at);
create index on app.session_version (client_id, held_at);

-- Who the session was with.
create table app.session_with (
  session_id uuid not null,
  version integer not null,
  client_id uuid not null,
  office_id uuid not null,
  who text not null references code.who,
  primary key (session_id, version, who),
  foreign key (session_id, version) references app.session_version (session_id, version),
  foreign key (session_id, client_id, office_id) references app.session (id, client_id, office_id) on update cascade
);

-- Which members of staff took part.
create table app.session_staff (
  session_id uuid not null,
  version integer not null,
  client_id uuid not null,
  office_id uuid not null,
  staff_id uuid not null references app.staff,
  primary key (session_id, version, staff_id),
  foreign key (session_id, version) references app.session_version (session_id, version),
  foreign key (session_id, client_id, office_id) references app.session (id, client_id, office_id) on update cascade
);

-- The note itself, and whose side of the information wall it belongs to. Read only on a ticket.
create table app.session_note (
  session_id uuid not null,
  version integer not null,
  client_id uuid not null,
  office_id uuid not null,
  told_by text not null references code.who,
  body text not null check (body <> '' and octet_length(body) <= 10485760),
  primary key (session_id, version),
  foreign key (session_id, version) references app.session_version (session_id, version),
  foreign key (session_id, client_id, office_id) references app.session (id, client_id, office_id) on update cascade
);

-- A note that stood with the wrong client was moved: nothing readable stays behind.
create table app.session_move (
  id uuid primary key,
  session_id uuid not null,
  from_client uuid not null references app.client,
  client_id uuid not null,
  office_id uuid not null,
  author_id uuid not null references app.staff,
  moved_at timestamptz not null default clock_timestamp(),
  foreign key (session_id, client_id, office_id) references app.session (id, client_id, office_id) on update cascade
);
