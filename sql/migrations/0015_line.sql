-- LINE (docs/line.md). What arrived is a fact without words (line_event); what people wrote is a table of its own, because it
-- is not for the same eyes (line_message). Nothing here is deleted; a withdrawn message loses its words and keeps its row.

-- An inquiry that came in by itself has no author.
alter table app.inquiry alter column author_id drop not null;
alter table app.inquiry add constraint inquiry_author_id_unless_line check (author_id is not null or channel = 'line');

-- An office's account at LINE: `destination` is the user id of its bot. The one that takes in what is for nobody known is
-- marked; without a mark that is the office that was founded first.
create table app.line_channel (
  destination text primary key check (destination ~ '^[!-~]+$' and octet_length(destination) <= 100),
  office_id uuid not null references app.office,
  takes_unknown boolean not null default false,
  author_id uuid not null references app.staff,
  added_at timestamptz not null default clock_timestamp()
);
create unique index on app.line_channel (takes_unknown) where takes_unknown;

-- Somebody at LINE, as one office knows them. Whether it is the mother or the person is not known here.
create table app.line_account (
  id uuid primary key default gen_random_uuid(),
  office_id uuid not null references app.office,
  user_id text not null check (user_id ~ '^[!-~]+$' and octet_length(user_id) <= 100),
  first_seen timestamptz not null default clock_timestamp(),
  unique (office_id, user_id),
  unique (id, office_id)
);

-- The messages of one account make one open inquiry; a closed one is followed by another.
create table app.inquiry_line (
  inquiry_id uuid primary key,
  office_id uuid not null,
  account_id uuid not null,
  foreign key (inquiry_id, office_id) references app.inquiry (id, office_id),
  foreign key (account_id, office_id) references app.line_account (id, office_id)
);
create index on app.inquiry_line (account_id);

-- One row for each event, however often it was delivered. `detail` holds what is not anybody's words: a postback's data (our own
-- button's), whether a follow ended a block, a group's id on joining.
create table app.line_event (
  webhook_event_id text primary key check (webhook_event_id ~ '^[!-~]+$' and octet_length(webhook_event_id) <= 100),
  office_id uuid not null references app.office,
  account_id uuid,
  inquiry_id uuid,
  type text not null check (type ~ '^[A-Za-z][A-Za-z0-9_]*$' and octet_length(type) <= 50),
  source text not null check (source in ('user', 'group', 'room', 'none')),
  mode text not null check (mode in ('active', 'standby')),
  redelivered boolean not null,
  detail jsonb check (octet_length(detail::text) <= 4096),
  occurred_at timestamptz not null,
  received_at timestamptz not null default clock_timestamp(),
  unique (webhook_event_id, office_id, account_id, inquiry_id),
  foreign key (account_id, office_id) references app.line_account (id, office_id),
  foreign key (inquiry_id, office_id) references app.inquiry (id, office_id),
  check (source = 'user' or account_id is null)
);
create index on app.line_event (account_id, occurred_at);

-- What was written or sent. `details`: of a file its name and size, of a sticker its keywords, of a place its name and address …
create table app.line_message (
  webhook_event_id text primary key,
  office_id uuid not null,
  account_id uuid not null,
  inquiry_id uuid not null,
  message_id text not null check (message_id ~ '^[!-~]+$' and octet_length(message_id) <= 100),
  kind text not null check (kind in ('text', 'image', 'video', 'audio', 'file', 'location', 'sticker', 'other')),
  text text check (octet_length(text) <= 1048576),
  details jsonb check (octet_length(details::text) <= 65536),
  sent_at timestamptz not null,
  edited_at timestamptz,
  unsent_at timestamptz,
  unique (office_id, message_id),
  foreign key (webhook_event_id, office_id, account_id, inquiry_id)
    references app.line_event (webhook_event_id, office_id, account_id, inquiry_id),
  check (unsent_at is null or (text is null and details is null))
);
create index on app.line_message (inquiry_id, sent_at);

-- Withdrawn at LINE. It can come before the message, so it stays.
create table app.line_tombstone (
  office_id uuid not null references app.office,
  message_id text not null check (message_id ~ '^[!-~]+$' and octet_length(message_id) <= 100),
  unsent_at timestamptz not null,
  primary key (office_id, message_id)
);

-- A key to one free answer, good for about a minute: no record of anybody's, so it stands outside `app` and is deleted.
create table ops.line_reply_token (
  webhook_event_id text primary key,
  office_id uuid not null,
  account_id uuid,
  token text not null check (token ~ '^[!-~]+$' and octet_length(token) <= 200),
  received_at timestamptz not null default clock_timestamp()
);
create index on ops.line_reply_token (received_at);
