-- Assessments and plans. A factor is never overwritten, only followed by a later one; a plan is agreed anew, not changed.

create table app.assessment (
  id uuid primary key,
  client_id uuid not null,
  office_id uuid not null,
  assessed_on date not null,
  author_id uuid not null references app.staff,
  created_at timestamptz not null default clock_timestamp(),
  unique (id, client_id, office_id),
  foreign key (client_id, office_id) references app.client (id, office_id) on update cascade
);
create index on app.assessment (client_id, assessed_on);

-- What set the withdrawal off and what holds today are different facts, and so are a diagnosis, a suspicion and what a
-- mother tells: role, source and certainty stand in each row.
create table app.assessment_factor (
  assessment_id uuid not null,
  factor text not null references code.factor,
  client_id uuid not null,
  office_id uuid not null,
  role text not null references code.factor_role,
  source text not null references code.who,
  certainty text not null references code.certainty,
  since text check (since ~ '^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'),
  primary key (assessment_id, factor),
  foreign key (assessment_id, client_id, office_id) references app.assessment (id, client_id, office_id) on update cascade
);
create index on app.assessment_factor (client_id, factor);

create table app.assessment_note (
  assessment_id uuid primary key,
  client_id uuid not null,
  office_id uuid not null,
  told_by text not null references code.who,
  body text not null check (body <> '' and octet_length(body) <= 10485760),
  foreign key (assessment_id, client_id, office_id) references app.assessment (id, client_id, office_id) on update cascade
);

-- A plan belongs to its owner: the mother can have one of her own. Agreeing another is the next version.
create table app.plan (
  id uuid primary key,
  client_id uuid not null,
  office_id uuid not null,
  owner text not null references code.who,
  version integer not null check (version > 0),
  agreed_on date not null,
  from_on date not null,
  until_on date,
  check_every text not null references code.plan_check,
  author_id uuid not null references app.staff,
  created_at timestamptz not null default clock_timestamp(),
  unique (client_id, owner, version),
  unique (id, client_id, office_id),
  foreign key (client_id, office_id) references app.client (id, office_id) on update cascade,
  check (until_on >= from_on)
);

-- The guide's other parts: 今週の目標, 具体的な行動, ご褒美, 専門機関への相談. Two of them are offers, so they may be absent.
create table app.plan_text (
  plan_id uuid primary key,
  client_id uuid not null,
  office_id uuid not null,
  goal text not null check (goal <> ''),
  action text not null check (action <> ''),
  reward text check (reward <> ''),
  consult text check (consult <> ''),
  foreign key (plan_id, client_id, office_id) references app.plan (id, client_id, office_id) on update cascade
);

create table app.plan_check (
  id uuid primary key,
  plan_id uuid not null,
  client_id uuid not null,
  office_id uuid not null,
  checked_on date not null,
  result text not null references code.plan_result,
  author_id uuid not null references app.staff,
  created_at timestamptz not null default clock_timestamp(),
  unique (plan_id, checked_on),
  unique (id, client_id, office_id),
  foreign key (plan_id, client_id, office_id) references app.plan (id, client_id, office_id) on update cascade
);
create index on app.plan_check (client_id, checked_on);

-- The person's own feeling, and the praise.
create table app.plan_check_text (
  check_id uuid primary key,
  client_id uuid not null,
  office_id uuid not null,
  feeling text check (feeling <> ''),
  praise text check (praise <> ''),
  foreign key (check_id, client_id, office_id) references app.plan_check (id, client_id, office_id) on update cascade,
  check (feeling is not null or praise is not null)
);

create table app.plan_pause (
  id uuid primary key,
  plan_id uuid not null,
  client_id uuid not null,
  office_id uuid not null,
  turn integer not null check (turn > 0),
  paused_on date not null,
  author_id uuid not null references app.staff,
  created_at timestamptz not null default clock_timestamp(),
  unique (plan_id, turn),
  unique (id, client_id, office_id),
  foreign key (plan_id, client_id, office_id) references app.plan (id, client_id, office_id) on update cascade
);
create table app.plan_resumption (
  id uuid primary key,
  pause_id uuid not null unique,
  client_id uuid not null,
  office_id uuid not null,
  resumed_on date not null,
  author_id uuid not null references app.staff,
  created_at timestamptz not null default clock_timestamp(),
  foreign key (pause_id, client_id, office_id) references app.plan_pause (id, client_id, office_id) on update cascade
);
