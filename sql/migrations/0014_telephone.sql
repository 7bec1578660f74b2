-- The telephone and triage: calls that a telephone system told of, call-backs that are due and the attempts at them, free
-- consultations booked from an inquiry, and what to mind when contacting a caller.

create table code.callback_result (
  code text primary key check (code ~ '^[a-z0-9_]+$'),
  position integer not null unique deferrable initially deferred,
  label_ja text not null check (label_ja <> ''),
  label_en text not null check (label_en <> '')
);
comment on table code.callback_result is 'How an attempt to call somebody back ended.';

-- A call as the telephone system wrote it down; several of them can be one inquiry. Its number stands with the people of the
-- inquiry: here is only a digest, by which calls of one number are told to be of one number.
create table app.inquiry_call (
  id uuid primary key default gen_random_uuid(),
  inquiry_id uuid not null,
  office_id uuid not null,
  -- what the call is known by: importing the same again changes nothing
  call_key text not null check (call_key <> '' and octet_length(call_key) <= 200),
  -- null: withheld, or no number that can be dialled
  number_key bytea check (octet_length(number_key) = 32),
  started_at timestamptz not null check (started_at between '1990-01-01+09' and '2200-01-01+09'),
  seconds integer not null check (seconds >= 0),
  answered boolean not null,
  author_id uuid not null references app.staff,
  imported_at timestamptz not null default clock_timestamp(),
  unique (office_id, call_key),
  foreign key (inquiry_id, office_id) references app.inquiry (id, office_id)
);
create index on app.inquiry_call (office_id, number_key, started_at);
create index on app.inquiry_call (inquiry_id);

-- Somebody is to be called back. The last turn is the one that stands.
create table app.inquiry_callback (
  id uuid primary key,
  inquiry_id uuid not null,
  office_id uuid not null,
  turn integer not null check (turn > 0),
  due_at timestamptz not null,
  why text not null check (why in ('missed_call', 'promised')),
  author_id uuid not null references app.staff,
  created_at timestamptz not null default clock_timestamp(),
  unique (inquiry_id, turn),
  foreign key (inquiry_id, office_id) references app.inquiry (id, office_id)
);

-- `turn`: the call-back that was due; 0 where none was.
create table app.inquiry_callback_attempt (
  id uuid primary key,
  inquiry_id uuid not null,
  office_id uuid not null,
  turn integer not null check (turn >= 0),
  result text not null references code.callback_result,
  tried_at timestamptz not null,
  author_id uuid not null references app.staff,
  created_at timestamptz not null default clock_timestamp(),
  foreign key (inquiry_id, office_id) references app.inquiry (id, office_id)
);
create index on app.inquiry_callback_attempt (inquiry_id);

-- 無料相談の予約: when and with whom. Another time is the next turn; the last one stands, unless it was cancelled.
create table app.inquiry_booking (
  id uuid primary key,
  inquiry_id uuid not null,
  office_id uuid not null,
  turn integer not null check (turn > 0),
  starts_at timestamptz not null check (starts_at between '1990-01-01+09' and '2200-01-01+09'),
  staff_id uuid not null references app.staff,
  place text not null references code.session_method,
  author_id uuid not null references app.staff,
  booked_at timestamptz not null default clock_timestamp(),
  unique (inquiry_id, turn),
  unique (id, inquiry_id, office_id),
  foreign key (inquiry_id, office_id) references app.inquiry (id, office_id)
);
create index on app.inquiry_booking (staff_id, starts_at);
create table app.inquiry_booking_cancel (
  booking_id uuid primary key,
  inquiry_id uuid not null,
  office_id uuid not null,
  reason text not null check (reason <> '' and octet_length(reason) <= 10485760),
  author_id uuid not null references app.staff,
  cancelled_at timestamptz not null default clock_timestamp(),
  foreign key (booking_id, inquiry_id, office_id) references app.inquiry_booking (id, inquiry_id, office_id)
);

-- 連絡上の注意 as the caller told them: may we call, when, voicemail or not, how we introduce ourselves.
create table app.inquiry_caution (
  inquiry_id uuid primary key,
  office_id uuid not null,
  cautions text not null check (cautions <> '' and octet_length(cautions) <= 10485760),
  foreign key (inquiry_id, office_id) references app.inquiry (id, office_id)
);
