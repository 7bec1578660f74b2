-- Providers, the organisation's directory for all its offices; and referrals of clients to them.

create table app.provider (
  id uuid primary key,
  code text not null unique check (code ~ '^P-[2-9A-Z]{4}$'),
  source text not null check (source in ('own', 'hsds', 'facility', 'medical')),
  source_key text check (source_key <> ''),
  author_id uuid not null references app.staff,
  created_at timestamptz not null default clock_timestamp(),
  -- what a directory calls the provider, so that importing the same file again changes nothing
  unique (source, source_key),
  check ((source = 'own') = (source_key is null))
);

create table app.provider_version (
  provider_id uuid not null references app.provider,
  version integer not null check (version > 0),
  name text not null check (name <> ''),
  kana text check (kana <> ''),
  name_key text generated always as (app.fold(name)) stored,
  kana_key text generated always as (app.fold(kana)) stored,
  phone text check (phone <> ''),
  e164 text check (e164 ~ '^\+[0-9]{6,15}$'),
  display text,
  postal text check (postal <> ''),
  address text check (address <> ''),
  address_key text generated always as (app.fold(address)) stored,
  url text check (url <> ''),
  hours text check (hours <> ''),
  notes text check (notes <> '' and octet_length(notes) <= 1048576),
  author_id uuid not null references app.staff,
  saved_at timestamptz not null default clock_timestamp(),
  primary key (provider_id, version),
  check (phone is not null or (e164 is null and display is null))
);
create index on app.provider_version (name_key collate "C");

create table app.provider_kind (
  provider_id uuid not null,
  version integer not null,
  kind text not null references code.provider_kind,
  primary key (provider_id, version, kind),
  foreign key (provider_id, version) references app.provider_version (provider_id, version)
);

-- Somebody asked and the facts were right on that day. Facts go stale, so each asking is a row.
create table app.provider_verification (
  id uuid primary key,
  provider_id uuid not null references app.provider,
  verified_on date not null,
  author_id uuid not null references app.staff,
  created_at timestamptz not null default clock_timestamp()
);
create index on app.provider_verification (provider_id);

create table app.provider_closing (
  provider_id uuid primary key references app.provider,
  closed_on date not null,
  author_id uuid not null references app.staff,
  created_at timestamptz not null default clock_timestamp()
);

create table app.referral (
  id uuid primary key,
  client_id uuid not null,
  office_id uuid not null,
  provider_id uuid not null references app.provider,
  made_on date not null,
  accompanied boolean not null default false,
  author_id uuid not null references app.staff,
  created_at timestamptz not null default clock_timestamp(),
  unique (id, client_id, office_id),
  foreign key (client_id, office_id) references app.client (id, office_id) on update cascade
);
create index on app.referral (client_id);
create index on app.referral (office_id, made_on);

-- Where a referral stood from which day on. The latest day decides; of one day, what was written last.
create table app.referral_status (
  referral_id uuid not null,
  version integer not null check (version > 0),
  client_id uuid not null,
  office_id uuid not null,
  status text not null references code.referral_status,
  status_on date not null,
  author_id uuid not null references app.staff,
  saved_at timestamptz not null default clock_timestamp(),
  primary key (referral_id, version),
  foreign key (referral_id, client_id, office_id) references app.referral (id, client_id, office_id) on update cascade
);

-- The person's consent to speaking with the provider about them.
create table app.referral_consent (
  referral_id uuid primary key,
  client_id uuid not null,
  office_id uuid not null,
  consent_on date not null,
  author_id uuid not null references app.staff,
  created_at timestamptz not null default clock_timestamp(),
  foreign key (referral_id, client_id, office_id) references app.referral (id, client_id, office_id) on update cascade
);

-- The purpose stands with the first version, the reason of a change with its own. Read only on a ticket.
create table app.referral_note (
  referral_id uuid not null,
  version integer not null,
  client_id uuid not null,
  office_id uuid not null,
  body text not null check (body <> '' and octet_length(body) <= 10485760),
  primary key (referral_id, version),
  foreign key (referral_id, version) references app.referral_status (referral_id, version),
  foreign key (referral_id, client_id, office_id) references app.referral (id, client_id, office_id) on update cascade
);
