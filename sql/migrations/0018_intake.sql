-- What intake still lacked: media of LINE's messages, the office's LINE accounts by a verb, cries for help that a person raises,
-- closed days, sent answers that a person settles, and inquiries that are completed afterwards.

-- What came of fetching a picture, video, audio or file: one row, written when nothing more is to be tried. `digest` is of the
-- content; a withdrawn one has no facts but that it was there.
create table app.line_media (
  webhook_event_id text primary key references app.line_message,
  office_id uuid not null,
  inquiry_id uuid not null,
  outcome text not null check (outcome in ('received', 'gone', 'too_large', 'failed')),
  size integer check (size between 0 and 20971520),
  -- what LINE said it is, and what its first bytes say
  declared_type text check (declared_type ~ '^[!-~]{1,100}$'),
  sniffed_type text check (sniffed_type ~ '^[!-~]{1,100}$'),
  digest bytea check (octet_length(digest) = 32),
  settled_at timestamptz not null default clock_timestamp(),
  foreign key (inquiry_id, office_id) references app.inquiry (id, office_id),
  check (outcome = 'received' or num_nonnulls(size, declared_type, sniffed_type, digest) = 0)
);
create index on app.line_media (inquiry_id);

-- The content, a mebibyte a row, so that an entry of the audit chain never takes more than that in hand. Null: withdrawn.
create table app.line_media_part (
  webhook_event_id text not null references app.line_media,
  part integer not null check (part > 0),
  office_id uuid not null,
  inquiry_id uuid not null,
  content bytea check (octet_length(content) between 1 and 1048576),
  primary key (webhook_event_id, part),
  foreign key (inquiry_id, office_id) references app.inquiry (id, office_id)
);
-- it is compressed already
alter table app.line_media_part alter column content set storage external;

-- Who took a content out, until when it can be read. Like an opening it counts only from the next transaction on.
create table app.line_media_opening (
  id uuid primary key,
  webhook_event_id text not null references app.line_media,
  office_id uuid not null,
  inquiry_id uuid not null,
  staff_id uuid not null references app.staff,
  opened_at timestamptz not null default clock_timestamp(),
  until timestamptz not null,
  opened_in xid8 not null default pg_current_xact_id(),
  foreign key (inquiry_id, office_id) references app.inquiry (id, office_id)
);
create index on app.line_media_opening (staff_id, until);
create index on app.line_message (office_id, sent_at)
  where kind in ('image', 'video', 'audio', 'file') and unsent_at is null;

-- When to try again, and how often LINE said that it knows no such content or cannot give it: no record of anybody's, so it stands outside `app` and is deleted when done.
create table ops.line_fetch (
  webhook_event_id text primary key,
  tries integer not null check (tries > 0),
  denied integer not null default 0 check (denied >= 0),
  due_at timestamptz not null
);

-- An account of an office at LINE can end, and its destination be given to another office.
alter table app.line_channel drop constraint line_channel_pkey;
alter table app.line_channel add column id uuid not null default gen_random_uuid();
alter table app.line_channel add primary key (id);
drop index app.line_channel_takes_unknown_idx;
create index on app.line_channel (destination);
create table app.line_channel_end (
  channel_id uuid primary key references app.line_channel,
  office_id uuid not null references app.office,
  author_id uuid not null references app.staff,
  ended_at timestamptz not null default clock_timestamp()
);

-- Days on which the office is closed, and what the hotlines' text is then and outside the hours.
alter table app.line_setting add column closed_days date[] not null default '{}' check (cardinality(closed_days) <= 400);
alter table app.line_setting add column hotlines_closed text
  check (hotlines_closed ~ '\S' and char_length(hotlines_closed) <= 1000);

-- Raised by a word of a message, or by somebody who read or heard something.
alter table app.crisis_flag alter column webhook_event_id drop not null;
alter table app.crisis_flag add column author_id uuid references app.staff;
alter table app.crisis_flag add constraint crisis_flag_raised_by_one check (num_nonnulls(webhook_event_id, author_id) = 1);

-- What a person found out about a message of which nobody knew whether it arrived. `again`: the same words, sent anew.
create table app.line_send_settlement (
  send_id uuid primary key,
  office_id uuid not null,
  inquiry_id uuid not null,
  arrived boolean not null,
  again uuid,
  author_id uuid not null references app.staff,
  settled_at timestamptz not null default clock_timestamp(),
  foreign key (send_id, office_id) references app.line_send (id, office_id),
  foreign key (inquiry_id, office_id) references app.inquiry (id, office_id),
  foreign key (again, office_id) references app.line_send (id, office_id),
  check (again is null or not arrived)
);

-- An inquiry was completed, or what somebody said of it was corrected: what stood before, and which blanks were filled.
create table app.inquiry_amendment (
  id uuid primary key,
  inquiry_id uuid not null,
  office_id uuid not null,
  kind text not null references code.inquiry_kind,
  relation text not null references code.relation,
  minutes smallint,
  filled text[] not null,
  reason text check (reason ~ '\S' and octet_length(reason) <= 10485760),
  author_id uuid not null references app.staff,
  amended_at timestamptz not null default clock_timestamp(),
  foreign key (inquiry_id, office_id) references app.inquiry (id, office_id)
);
create index on app.inquiry_amendment (inquiry_id);
