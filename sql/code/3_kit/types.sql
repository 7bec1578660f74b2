-- The shapes that several functions answer with.
set local role ippo_api;

create type api.client_card as (
  id uuid, code text, office text, name text, kana text, birth date, age_about smallint, age_about_on date, sex text,
  withdrawn_since text, municipality text, cautions text, phones text[], staff text[], received_on date, state text,
  closed_on date, close_reason text, last_contact timestamptz, version integer
);

create type api.session_card as (
  id uuid, client_id uuid, client_code text, client_name text, kind text, method text, held_at timestamptz, minutes smallint,
  with_who text[], contact text, accompanied boolean, staff text[], version integer, saved_at timestamptz
);
