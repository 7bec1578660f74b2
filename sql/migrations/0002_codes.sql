-- The code lists: rows hold codes, these tables their labels (rows: sql/codes, reloaded at each migrate).

-- The code tables: a code that rows hold, its place in lists and its label in both languages.
-- A position is unique at commit, not before, so that a reload can reorder a list in one statement.

create table code.channel (
  code text primary key check (code ~ '^[a-z0-9_]+$'),
  position integer not null unique deferrable initially deferred,
  label_ja text not null check (label_ja <> ''),
  label_en text not null check (label_en <> '')
);
comment on table code.channel is 'How an inquiry reached the office.';

create table code.inquiry_kind (
  code text primary key check (code ~ '^[a-z0-9_]+$'),
  position integer not null unique deferrable initially deferred,
  label_ja text not null check (label_ja <> ''),
  label_en text not null check (label_en <> '')
);
comment on table code.inquiry_kind is 'What an inquiry is about; only the kind consultation is counted as a consultation.';

create table code.relation (
  code text primary key check (code ~ '^[a-z0-9_]+$'),
  position integer not null unique deferrable initially deferred,
  label_ja text not null check (label_ja <> ''),
  label_en text not null check (label_en <> '')
);
comment on table code.relation is 'Who the caller is to the person an inquiry is about; family means a relative not named by another code.';

create table code.session_kind (
  code text primary key check (code ~ '^[a-z0-9_]+$'),
  position integer not null unique deferrable initially deferred,
  label_ja text not null check (label_ja <> ''),
  label_en text not null check (label_en <> '')
);
comment on table code.session_kind is 'What a contact was; every kind but consultation is counted under its own figure and in no other.';

create table code.session_method (
  code text primary key check (code ~ '^[a-z0-9_]+$'),
  position integer not null unique deferrable initially deferred,
  label_ja text not null check (label_ja <> ''),
  label_en text not null check (label_en <> '')
);
comment on table code.session_method is 'By which means a contact took place.';

create table code.contact_level (
  code text primary key check (code ~ '^[a-z0-9_]+$'),
  position integer not null unique deferrable initially deferred,
  label_ja text not null check (label_ja <> ''),
  label_en text not null check (label_en <> '')
);
comment on table code.contact_level is 'How near a contact came to the person; the position is an order of print and never a score.';

create table code.plan_result (
  code text primary key check (code ~ '^[a-z0-9_]+$'),
  position integer not null unique deferrable initially deferred,
  label_ja text not null check (label_ja <> ''),
  label_en text not null check (label_en <> '')
);
comment on table code.plan_result is 'How a check of a plan turned out; a step made smaller counts as movement, and nothing here is a failure.';

create table code.plan_check (
  code text primary key check (code ~ '^[a-z0-9_]+$'),
  position integer not null unique deferrable initially deferred,
  label_ja text not null check (label_ja <> ''),
  label_en text not null check (label_en <> '')
);
comment on table code.plan_check is 'How often a plan is checked; none is a choice of the person''s, not a gap.';

create table code.referral_status (
  code text primary key check (code ~ '^[a-z0-9_]+$'),
  position integer not null unique deferrable initially deferred,
  label_ja text not null check (label_ja <> ''),
  label_en text not null check (label_en <> '')
);
comment on table code.referral_status is 'Where a referral stands; informed is counted apart from referrals made.';

create table code.factor (
  code text primary key check (code ~ '^[a-z0-9_]+$'),
  position integer not null unique deferrable initially deferred,
  label_ja text not null check (label_ja <> ''),
  label_en text not null check (label_en <> '')
);
comment on table code.factor is 'Kinds of cause that an assessment can name, several at once; the first five are those of the published guide.';

create table code.factor_role (
  code text primary key check (code ~ '^[a-z0-9_]+$'),
  position integer not null unique deferrable initially deferred,
  label_ja text not null check (label_ja <> ''),
  label_en text not null check (label_en <> '')
);
comment on table code.factor_role is 'Whether a factor set the withdrawal off or is a condition of today.';

create table code.certainty (
  code text primary key check (code ~ '^[a-z0-9_]+$'),
  position integer not null unique deferrable initially deferred,
  label_ja text not null check (label_ja <> ''),
  label_en text not null check (label_en <> '')
);
comment on table code.certainty is 'How firm an assessed factor is: diagnosed, suspected, or told by somebody.';

create table code.provider_kind (
  code text primary key check (code ~ '^[a-z0-9_]+$'),
  position integer not null unique deferrable initially deferred,
  label_ja text not null check (label_ja <> ''),
  label_en text not null check (label_en <> '')
);
comment on table code.provider_kind is 'Kinds of places and people a person can be referred to; a provider may have several kinds.';

create table code.role (
  code text primary key check (code ~ '^[a-z0-9_]+$'),
  position integer not null unique deferrable initially deferred,
  label_ja text not null check (label_ja <> ''),
  label_en text not null check (label_en <> '')
);
comment on table code.role is 'What a member of staff is to the office; rights come from the database''s roles, never from this list.';

create table code.sex (
  code text primary key check (code ~ '^[a-z0-9_]+$'),
  position integer not null unique deferrable initially deferred,
  label_ja text not null check (label_ja <> ''),
  label_en text not null check (label_en <> '')
);
comment on table code.sex is 'The sex a person gives, in the way they give it.';

create table code.age_band (
  code text primary key check (code ~ '^[a-z0-9_]+$'),
  position integer not null unique deferrable initially deferred,
  label_ja text not null check (label_ja <> ''),
  label_en text not null check (label_en <> '')
);
comment on table code.age_band is 'Age of the person at the end of the month; parents'' ages never stand here.';

create table code.withdrawal_band (
  code text primary key check (code ~ '^[a-z0-9_]+$'),
  position integer not null unique deferrable initially deferred,
  label_ja text not null check (label_ja <> ''),
  label_en text not null check (label_en <> '')
);
comment on table code.withdrawal_band is 'How long a withdrawal has lasted up to the end of the month; a statistic only, which gates nothing.';

create table code.who (
  code text primary key check (code ~ '^[a-z0-9_]+$'),
  position integer not null unique deferrable initially deferred,
  label_ja text not null check (label_ja <> ''),
  label_en text not null check (label_en <> '')
);
comment on table code.who is 'Whom a session was with, from whom a fact came, or whose a plan is.';

create table code.client_closing_reason (
  code text primary key check (code ~ '^[a-z0-9_]+$'),
  position integer not null unique deferrable initially deferred,
  label_ja text not null check (label_ja <> ''),
  label_en text not null check (label_en <> '')
);
comment on table code.client_closing_reason is 'Why support was brought to an end or broke off, in words that blame nobody.';

create table code.inquiry_closing_reason (
  code text primary key check (code ~ '^[a-z0-9_]+$'),
  position integer not null unique deferrable initially deferred,
  label_ja text not null check (label_ja <> ''),
  label_en text not null check (label_en <> '')
);
comment on table code.inquiry_closing_reason is 'Why an inquiry needs nothing more from the office.';

create table code.access_reason (
  code text primary key check (code ~ '^[a-z0-9_]+$'),
  position integer not null unique deferrable initially deferred,
  label_ja text not null check (label_ja <> ''),
  label_en text not null check (label_en <> '')
);
comment on table code.access_reason is 'Why a member of staff opened a client''s record, as the ticket keeps it.';

create table code.going_out (
  code text primary key check (code ~ '^[a-z0-9_]+$'),
  position integer not null unique deferrable initially deferred,
  label_ja text not null check (label_ja <> ''),
  label_en text not null check (label_en <> '')
);
comment on table code.going_out is 'How far a person goes out from day to day, in the four levels of the Cabinet Office''s surveys.';
