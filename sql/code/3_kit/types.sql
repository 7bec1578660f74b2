-- The shapes that several functions answer with.
set local role ippo_api;

-- `last_contact` is null where nobody came yet, and where I may not read the sessions: `reads_sessions` says which.
create type api.client_card as (
  id uuid, code text, office text, name text, kana text, birth date, age_about smallint, age_about_on date, sex text,
  withdrawn_since text, municipality text, cautions text, phones text[], staff text[], received_on date, state text,
  closed_on date, close_reason text, last_contact timestamptz, version integer, reads_sessions boolean, program text
);

create type api.session_card as (
  id uuid, client_id uuid, client_code text, client_name text, kind text, method text, held_at timestamptz, minutes smallint,
  with_who text[], contact text, accompanied boolean, staff text[], version integer, saved_at timestamptz,
  reviewed_by text, reviewed_at timestamptz
);

-- What people are called is null where the inquiry was linked to a client one may not see.
create type api.inquiry_card as (
  id uuid, code text, office text, channel text, kind text, relation text, received_at timestamptz, minutes smallint,
  caller_name text, caller_kana text, caller_phone text, about_name text, about_kana text, about_age text,
  about_years smallint, state text, author text, claimed_by text, claimed_at timestamptz, client_code text,
  client_name text, closed_at timestamptz, close_reason text, program text, cautions text, first_response_at timestamptz,
  callback_due_at timestamptz, callback_attempts integer, booked_for timestamptz, booked_with text, booked_place text
);

create type api.plan_card as (
  id uuid, client_id uuid, client_code text, client_name text, owner text, version integer, agreed_on date, from_on date,
  until_on date, check_every text, state text, paused_on date, checks integer, last_checked_on date, last_result text,
  due text
);

create type api.provider_card as (
  id uuid, code text, name text, kana text, kinds text[], phone text, postal text, address text, url text, hours text,
  notes text, source text, source_key text, verified_on date, closed_on date, version integer, saved_at timestamptz
);

create type api.referral_card as (
  id uuid, client_id uuid, client_code text, client_name text, provider_code text, provider_name text,
  provider_kinds text[], made_on date, accompanied boolean, consent_on date, status text, status_on date, open boolean,
  version integer
);

-- With the target of the fiscal year that today lies in.
create type api.program_card as (
  id uuid, code text, offices text[], name text, name_en text, funder text, municipality text, from_on date, until_on date,
  presence text, line_by_day boolean, target_inquiries integer, target_sessions integer, target_people integer,
  version integer, saved_at timestamptz
);
