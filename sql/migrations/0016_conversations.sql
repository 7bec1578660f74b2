-- Conversations on LINE and cries for help (docs/conversations.md). What is sent, each step of sending it, what was taken back and
-- what was never sent are rows; words stand apart, because they are not for the same eyes.

-- What the office says by itself, and when it is there. `hours`: per weekday (1 Monday … 7 Sunday) from and until, as "10:00-17:00".
create table app.line_setting (
  office_id uuid not null references app.office,
  version integer not null check (version > 0),
  hours jsonb not null default '{}' check (octet_length(hours::text) <= 1024),
  greeting text check (greeting ~ '\S' and char_length(greeting) <= 1000),
  acknowledgement text check (acknowledgement ~ '\S' and char_length(acknowledgement) <= 1000),
  after_hours text check (after_hours ~ '\S' and char_length(after_hours) <= 1000),
  group_refusal text check (group_refusal ~ '\S' and char_length(group_refusal) <= 1000),
  hotlines text check (hotlines ~ '\S' and char_length(hotlines) <= 1000),
  -- what a lock screen shows of every answer
  preview text check (preview ~ '\S' and char_length(preview) <= 100),
  monthly_limit integer check (monthly_limit between 0 and 10000000),
  reserve integer not null default 20 check (reserve between 0 and 10000000),
  recall_seconds smallint not null default 10 check (recall_seconds between 0 and 60),
  author_id uuid not null references app.staff,
  saved_at timestamptz not null default clock_timestamp(),
  primary key (office_id, version)
);

-- One message of the office to one account: somebody's answer, or one of the few that the office sends by itself. `answers`: the
-- event whose reply token it may use; without one the newest of the account. A group has no account and only that token.
create table app.line_send (
  id uuid primary key,
  office_id uuid not null references app.office,
  account_id uuid,
  inquiry_id uuid,
  kind text not null check (kind in ('answer', 'read', 'greeting', 'acknowledgement', 'hotline', 'refusal', 'linked')),
  answers text,
  retry_key uuid not null default gen_random_uuid(),
  crisis boolean not null default false,
  author_id uuid references app.staff,
  queued_at timestamptz not null default clock_timestamp(),
  not_before timestamptz not null default clock_timestamp(),
  unique (id, office_id),
  foreign key (account_id, office_id) references app.line_account (id, office_id),
  foreign key (inquiry_id, office_id) references app.inquiry (id, office_id),
  check ((author_id is not null) = (kind in ('answer', 'read'))),
  check (account_id is not null or (kind = 'refusal' and answers is not null)),
  check (inquiry_id is not null or kind in ('greeting', 'refusal', 'linked'))
);
create index on app.line_send (inquiry_id, queued_at);
create index on app.line_send (office_id, queued_at);

-- The words, written once; what is marked as read has none.
create table app.line_send_text (
  send_id uuid primary key,
  office_id uuid not null,
  inquiry_id uuid,
  body text not null check (body ~ '\S' and char_length(body) <= 2000),
  foreign key (send_id, office_id) references app.line_send (id, office_id),
  foreign key (inquiry_id, office_id) references app.inquiry (id, office_id)
);
create index on app.line_send_text (inquiry_id);

-- Taken back before it was begun.
create table app.line_send_recall (
  send_id uuid primary key,
  office_id uuid not null,
  inquiry_id uuid not null,
  author_id uuid not null references app.staff,
  recalled_at timestamptz not null default clock_timestamp(),
  foreign key (send_id, office_id) references app.line_send (id, office_id),
  foreign key (inquiry_id, office_id) references app.inquiry (id, office_id)
);

-- How far sending came: `began` is committed before a request leaves, then what became of it. `waiting`: tried again at `again_at`;
-- `is_certain` says that this request was not accepted. `sent`, `refused`, `lapsed` (an automatic answer that came too late) and
-- `unsure` (nobody knows, and a person has to look) are the end.
create table app.line_send_step (
  send_id uuid not null,
  office_id uuid not null,
  inquiry_id uuid,
  turn integer not null check (turn > 0),
  step text not null check (step in ('began', 'waiting', 'sent', 'refused', 'lapsed', 'unsure')),
  way text check (way in ('reply', 'push', 'read')),
  -- the event whose reply token was used
  token_of text,
  is_certain boolean,
  status smallint,
  request_id text check (request_id ~ '^[!-~]{1,64}$'),
  at timestamptz not null default clock_timestamp(),
  again_at timestamptz,
  primary key (send_id, turn),
  foreign key (send_id, office_id) references app.line_send (id, office_id),
  foreign key (inquiry_id, office_id) references app.inquiry (id, office_id),
  check ((step = 'waiting') = (again_at is not null)),
  check (step <> 'began' or way is not null)
);
create index on app.line_send_step (token_of) where token_of is not null;
create index on app.line_send_step (office_id, at) where step = 'sent' and way = 'push';

-- What is still to be done, for the sender to find: no record of anybody's, so it stands outside `app` and is deleted when done.
-- `in_line`: keeps its place behind what was queued before for the same account.
create table ops.line_pending (
  send_id uuid primary key,
  office_id uuid not null,
  account_id uuid,
  in_line boolean not null,
  -- what marks a message as read at LINE
  token text check (token ~ '^[!-~]+$' and octet_length(token) <= 1000),
  queued_at timestamptz not null,
  due_at timestamptz not null
);
create index on ops.line_pending (office_id, due_at);
create index on ops.line_pending (account_id, queued_at);

-- What LINE said of the month's messages: how many there are (null: no limit) and how many are used.
create table app.line_quota (
  office_id uuid not null references app.office,
  seen_at timestamptz not null default clock_timestamp(),
  most integer check (most >= 0),
  used integer not null check (used >= 0),
  primary key (office_id, seen_at)
);

-- The words that raise a flag: the office's own list, each version whole. `keys` are the words as they are compared.
create table app.crisis_list (
  office_id uuid not null references app.office,
  version integer not null check (version > 0),
  words text[] not null,
  keys text[] not null,
  author_id uuid not null references app.staff,
  saved_at timestamptz not null default clock_timestamp(),
  primary key (office_id, version),
  check (cardinality(words) between 1 and 500 and cardinality(keys) = cardinality(words))
);

-- Whom a flag calls first, and whom after so many minutes.
create table app.crisis_oncall (
  office_id uuid not null references app.office,
  version integer not null check (version > 0),
  first_id uuid not null references app.staff,
  second_id uuid not null references app.staff,
  minutes smallint not null check (minutes between 1 and 240),
  author_id uuid not null references app.staff,
  saved_at timestamptz not null default clock_timestamp(),
  primary key (office_id, version),
  check (first_id <> second_id)
);

-- A word of the list stood in a message. The flag holds no word of it, and stays when the message is withdrawn.
create table app.crisis_flag (
  id uuid primary key default gen_random_uuid(),
  inquiry_id uuid not null,
  office_id uuid not null,
  webhook_event_id text not null unique,
  raised_at timestamptz not null default clock_timestamp(),
  unique (id, inquiry_id, office_id),
  foreign key (inquiry_id, office_id) references app.inquiry (id, office_id)
);
create index on app.crisis_flag (inquiry_id);
create table app.crisis_escalation (
  flag_id uuid primary key,
  inquiry_id uuid not null,
  office_id uuid not null,
  staff_id uuid not null references app.staff,
  escalated_at timestamptz not null default clock_timestamp(),
  foreign key (flag_id, inquiry_id, office_id) references app.crisis_flag (id, inquiry_id, office_id)
);
create table app.crisis_ack (
  flag_id uuid primary key,
  inquiry_id uuid not null,
  office_id uuid not null,
  staff_id uuid not null references app.staff,
  taken_at timestamptz not null default clock_timestamp(),
  foreign key (flag_id, inquiry_id, office_id) references app.crisis_flag (id, inquiry_id, office_id)
);

-- A code that is handed over in person, for one who then sends it on LINE: whose account that is, has been seen. Of the code only a
-- digest is kept; it works once, and for a day.
create table app.line_code (
  id uuid primary key,
  office_id uuid not null references app.office,
  client_id uuid not null references app.client,
  who text not null references code.relation check (who not in ('agency', 'commissioner', 'unknown')),
  name text check (name ~ '\S' and char_length(name) <= 100),
  salt bytea not null check (octet_length(salt) = 16),
  digest bytea not null check (octet_length(digest) = 32),
  author_id uuid not null references app.staff,
  made_at timestamptz not null default clock_timestamp(),
  until timestamptz not null,
  unique (id, office_id, client_id)
);
create index on app.line_code (office_id, until);

-- A message that looked like a code and was none.
create table app.line_code_try (
  webhook_event_id text primary key,
  office_id uuid not null,
  account_id uuid not null,
  tried_at timestamptz not null default clock_timestamp(),
  foreign key (account_id, office_id) references app.line_account (id, office_id)
);
create index on app.line_code_try (account_id, tried_at);

-- Whose account it is: the person's own, the mother's … One at a time; a wrong one is ended for a reason, and stays on record.
create table app.line_tie (
  code_id uuid primary key,
  office_id uuid not null,
  account_id uuid not null,
  client_id uuid not null,
  who text not null references code.relation,
  name text,
  tied_at timestamptz not null default clock_timestamp(),
  unique (code_id, office_id, client_id),
  foreign key (code_id, office_id, client_id) references app.line_code (id, office_id, client_id),
  foreign key (account_id, office_id) references app.line_account (id, office_id)
);
create index on app.line_tie (account_id);
create index on app.line_tie (client_id);
create table app.line_tie_end (
  code_id uuid primary key,
  office_id uuid not null,
  client_id uuid not null,
  author_id uuid not null references app.staff,
  ended_at timestamptz not null default clock_timestamp(),
  reason text not null check (reason ~ '\S'),
  foreign key (code_id, office_id, client_id) references app.line_tie (code_id, office_id, client_id)
);
