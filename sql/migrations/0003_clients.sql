-- Clients: what is known of them in versions, who looks after them, closings and tickets.

-- The search key of a name: width, case, kana, long vowels, small kana and common variant kanji folded (docs/glossary.md,
-- "search key"). Stored in generated columns; a change to it is a migration that rewrites them.
create function app.fold(given text) returns text
language sql immutable parallel safe strict
set search_path = pg_catalog, pg_temp
as $$
  select translate(
    translate(
      lower(normalize(given, NFKC)),
      'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔァィゥェォッャュョヮヵヶ',
      'アアイイウウエエオオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂツツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモヤヤユユヨヨラリルレロワワヰヱヲンヴアイウエオツヤユヨワカケ'),
    '髙﨑碕嵜邊邉齋斎齊澤濵濱廣國嶋嶌龍瀧惠眞櫻淵渕渊德條祐彌橫增曾 　・･.,、。-‐‑‒–—―−ーｰ~〜～''’',
    '高崎崎崎辺辺斉斉斉沢浜浜広国島島竜滝恵真桜渕渕渕徳条祐弥横増曽')
$$;
grant execute on function app.fold(text) to ippo_api, ippo_similar;

create table app.client (
  id uuid primary key,
  code text not null unique check (code ~ '^C-[2-9A-HJKMNP-RT-Y]{4}$'),
  office_id uuid not null references app.office,
  received_on date not null,
  author_id uuid not null references app.staff,
  created_at timestamptz not null default clock_timestamp(),
  -- whoever adds a client fills it in within the same transaction; afterwards the caseload decides
  created_in xid8 not null default pg_current_xact_id(),
  unique (id, office_id)
);
create index on app.client (office_id);

create table app.client_version (
  client_id uuid not null,
  office_id uuid not null,
  version integer not null check (version > 0),
  name text check (name <> ''),
  kana text check (kana <> ''),
  name_key text generated always as (app.fold(name)) stored,
  kana_key text generated always as (app.fold(kana)) stored,
  birth date check (birth between '1868-01-25' and '2200-01-01'),
  age_about smallint check (age_about between 0 and 120),
  age_about_on date,
  sex text not null default 'unknown' references code.sex,
  withdrawn_since text check (withdrawn_since ~ '^[12][0-9]{3}(-(0[1-9]|1[0-2]))?$'),
  municipality text,
  cautions text,
  author_id uuid not null references app.staff,
  saved_at timestamptz not null default clock_timestamp(),
  reason text,
  primary key (client_id, version),
  foreign key (client_id, office_id) references app.client (id, office_id) on update cascade,
  check ((age_about is null) = (age_about_on is null))
);
create index on app.client_version (name_key collate "C");
create index on app.client_version (kana_key collate "C");

create table app.client_phone (
  client_id uuid not null,
  office_id uuid not null,
  version integer not null,
  position smallint not null check (position > 0),
  given text not null check (given <> ''),
  e164 text check (e164 ~ '^\+[0-9]{6,15}$'),
  display text not null,
  primary key (client_id, version, position),
  foreign key (client_id, version) references app.client_version (client_id, version),
  foreign key (client_id, office_id) references app.client (id, office_id) on update cascade
);
create index on app.client_phone (e164);

-- The caseload: 主担当 (main) and 副担当 (sub).
create table app.assignment (
  id uuid primary key default gen_random_uuid(),
  client_id uuid not null,
  office_id uuid not null,
  staff_id uuid not null references app.staff,
  part text not null default 'main' check (part in ('main', 'sub')),
  since timestamptz not null default clock_timestamp(),
  assigned_by uuid not null references app.staff,
  foreign key (client_id, office_id) references app.client (id, office_id) on update cascade
);
create index on app.assignment (staff_id);
create index on app.assignment (client_id);
create table app.assignment_end (
  assignment_id uuid primary key references app.assignment,
  client_id uuid not null,
  office_id uuid not null,
  ended_at timestamptz not null default clock_timestamp(),
  ended_by uuid not null references app.staff,
  foreign key (client_id, office_id) references app.client (id, office_id) on update cascade
);

create table app.client_closing (
  id uuid primary key,
  client_id uuid not null,
  office_id uuid not null,
  closed_on date not null,
  reason_code text not null references code.client_closing_reason,
  author_id uuid not null references app.staff,
  closed_at timestamptz not null default clock_timestamp(),
  foreign key (client_id, office_id) references app.client (id, office_id) on update cascade
);
create index on app.client_closing (client_id);
create table app.client_reopening (
  closing_id uuid primary key references app.client_closing,
  client_id uuid not null,
  office_id uuid not null,
  reopened_on date not null,
  author_id uuid not null references app.staff,
  reopened_at timestamptz not null default clock_timestamp(),
  foreign key (client_id, office_id) references app.client (id, office_id) on update cascade
);

-- A ticket: who opened whose record, why, until when. It counts only from the next transaction on (`opened_in`), so that
-- nothing can be read on a ticket that is then rolled back.
create table app.access (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references app.staff,
  client_id uuid not null,
  office_id uuid not null,
  reason_code text not null references code.access_reason,
  reason text,
  outside_caseload boolean not null,
  opened_at timestamptz not null default clock_timestamp(),
  until timestamptz not null,
  opened_in xid8 not null default pg_current_xact_id(),
  foreign key (client_id, office_id) references app.client (id, office_id) on update cascade
);
create index on app.access (staff_id, until);
create index on app.access (client_id);

-- Somebody adding a client was told that the own office has a similar record (SECURITY rule 5's one exception).
create table app.similar_notice (
  id uuid primary key default gen_random_uuid(),
  office_id uuid not null references app.office,
  staff_id uuid not null references app.staff,
  at timestamptz not null default clock_timestamp()
);
