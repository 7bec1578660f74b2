-- Calls as a telephone system wrote them down (docs/decisions/0025). A call is known by its key, or by its number and the
-- moment at which it began: importing it again, from whichever file, changes nothing. An answered call is an inquiry, unless
-- somebody wrote it down while they talked. A missed one is a call-back that is due; those of one number on one day are one.
-- `p_calls`: key, started (of `p_zone`, without offset), seconds, answered, withheld, number, e164, display. A dry run answers the
-- same and writes nothing.
set local role ippo_api;

create function kit.call_moments(p_zone text, p_calls jsonb)
returns table (
  place integer, call_key text, started_at timestamptz, seconds integer, answered boolean, withheld boolean, number text,
  e164 text, display text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select e.place::integer, e.value ->> 'key',
    case when p_zone ~ '^[+-]'
      then (e.value ->> 'started')::timestamp at time zone p_zone::interval
      else (e.value ->> 'started')::timestamp at time zone p_zone end,
    (e.value ->> 'seconds')::integer, (e.value ->> 'answered')::boolean, (e.value ->> 'withheld')::boolean,
    e.value ->> 'number', e.value ->> 'e164',
    e.value ->> 'display'
  from jsonb_array_elements(p_calls) with ordinality as e (value, place)
$$;

-- A phone inquiry of that moment which no call was told to be yet: of the same number, or written down without one. Of the whole
-- office, whoever imports: one that is linked to a colleague's client is not entered again.
set local role ippo_similar;
create function kit.inquiry_of_call(p_office uuid, p_e164 text, p_started timestamptz, p_ended timestamptz) returns uuid
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select i.id
  from app.inquiry i join app.inquiry_person p on p.inquiry_id = i.id
  where i.office_id = p_office and i.channel = 'phone'
    and i.received_at between p_started - interval '10 minutes' and p_ended + interval '10 minutes'
    and (p.caller_e164 = p_e164
      or p.caller_e164 is null
        and i.received_at between p_started - interval '2 minutes' and p_ended + interval '2 minutes')
    and not exists (select from app.inquiry_call c where c.inquiry_id = i.id)
  order by (p.caller_e164 is not null) desc, abs(extract(epoch from i.received_at - p_started)), i.code
  limit 1
$$;

grant execute on function kit.inquiry_of_call(uuid, text, timestamptz, timestamptz) to ippo_api;

-- The call-back of that number on that day.
set local role ippo_api;
create function kit.callback_of_day(p_office uuid, p_number bytea, p_started timestamptz) returns uuid
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select c.inquiry_id from app.inquiry_call c
  where c.office_id = p_office and c.number_key = p_number and not c.answered
    and (c.started_at at time zone 'Asia/Tokyo')::date = (p_started at time zone 'Asia/Tokyo')::date
    and not exists (select from app.inquiry_closing e where e.inquiry_id = c.inquiry_id)
  order by c.started_at, c.id limit 1
$$;

create type kit.imported_call as (place integer, state text, code text, started_at timestamptz);

create function kit.import_calls(p_office uuid, p_author uuid, p_zone text, p_calls jsonb, p_dry_run boolean)
returns kit.imported_call[]
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  results kit.imported_call[] := '{}';
  c record;
  digest bytea;
  target uuid;
  outcome text;
  new_code text;
  inserted integer;
begin
  for c in select m.* from kit.call_moments(p_zone, p_calls) m order by m.started_at, m.place loop
    if c.started_at > clock_timestamp() + interval '1 day' then
      results := results || (c.place, 'future', null, c.started_at)::kit.imported_call;
      continue;
    end if;
    digest := case when c.e164 is not null then sha256(convert_to(p_office::text || c.e164, 'UTF8')) end;
    select k.inquiry_id into target from app.inquiry_call k
    where k.office_id = p_office and (k.call_key = c.call_key or k.number_key = digest and k.started_at = c.started_at)
    limit 1;
    if target is not null then
      results := results
        || (c.place, 'unchanged', (select i.code from app.inquiry i where i.id = target), c.started_at)::kit.imported_call;
      continue;
    end if;
    if c.answered then
      target := kit.inquiry_of_call(p_office, c.e164, c.started_at, c.started_at + make_interval(secs => c.seconds));
      outcome := 'known';
      -- a trial, of which nothing stays, tells nothing of what one may not see
      if p_dry_run and not exists (select from app.inquiry_person p where p.inquiry_id = target) then
        target := null;
      end if;
    elsif digest is not null then
      target := kit.callback_of_day(p_office, digest, c.started_at);
      outcome := 'repeated';
    end if;
    if target is null then
      outcome := 'inserted';
      target := gen_random_uuid();
      inserted := 0;
      while inserted = 0 loop
        new_code := kit.spoken_code('Q');
        insert into app.inquiry (id, code, office_id, channel, kind, relation, received_at, minutes, author_id)
        values (target, new_code, p_office, 'phone', 'unknown', 'unknown', c.started_at,
          case when c.answered then least(1440, greatest(1, ceil(c.seconds / 60.0))) end, p_author)
        on conflict do nothing;
        get diagnostics inserted = row_count;
      end loop;
      insert into app.inquiry_person (inquiry_id, office_id, caller_phone, caller_e164, caller_display)
      values (target, p_office, kit.answer(c.number), c.e164, case when c.number is not null then c.display end);
      -- nobody can be called back
      if not c.answered and c.withheld then
        insert into app.inquiry_closing (inquiry_id, office_id, reason_code, author_id)
        values (target, p_office, 'no_number', p_author);
      end if;
    end if;
    insert into app.inquiry_call (
      inquiry_id, office_id, call_key, number_key, started_at, seconds, answered, author_id)
    values (target, p_office, c.call_key, digest, c.started_at, c.seconds, c.answered, p_author);
    -- a further call of that day is due again only where somebody had answered the ones before it
    if not c.answered and not c.withheld and not exists (
      select from app.inquiry_callback b
      where b.inquiry_id = target
        and not exists (select from app.inquiry_callback l where l.inquiry_id = target and l.turn > b.turn)
        and not exists (
          select from app.inquiry_callback_attempt a
          where a.inquiry_id = target and a.turn = b.turn and kit.settles_callback(a.result) and a.tried_at < c.started_at))
    then
      insert into app.inquiry_callback (id, inquiry_id, office_id, turn, due_at, why, author_id)
      values (gen_random_uuid(), target, p_office,
        1 + coalesce((select max(b.turn) from app.inquiry_callback b where b.inquiry_id = target), 0), c.started_at,
        'missed_call', p_author);
    end if;
    results := results
      || (c.place, outcome, (select i.code from app.inquiry i where i.id = target), c.started_at)::kit.imported_call;
    target := null;
  end loop;
  return results;
end
$$;

create function api.inquiry_import(p_office text, p_zone text, p_calls jsonb, p_dry_run boolean)
returns table (place integer, state text, code text, started_at timestamptz)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  home uuid := kit.office_meant(p_office, kit.inquiry_offices());
  results kit.imported_call[];
begin
  if jsonb_typeof(p_calls) is distinct from 'array' then
    perform kit.refuse('call.form');
  elsif exists (
    select from jsonb_array_elements(p_calls) e
    where jsonb_typeof(e.value) <> 'object' or coalesce(octet_length(e.value ->> 'key'), 0) not between 1 and 200
      or coalesce(e.value ->> 'started', '') !~ '^[12][0-9]{3}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$'
      or jsonb_typeof(e.value -> 'seconds') is distinct from 'number'
      or jsonb_typeof(e.value -> 'answered') is distinct from 'boolean'
      or jsonb_typeof(e.value -> 'withheld') is distinct from 'boolean'
      or coalesce(e.value ->> 'e164', '+811') !~ '^\+[0-9]{3,15}$')
  then
    perform kit.refuse('call.form');
  elsif coalesce(p_zone, '') !~ '^[+-][0-9]{2}:[0-9]{2}$'
    and not exists (select from pg_timezone_names z where z.name = p_zone)
  then
    perform kit.refuse('call.zone_unknown');
  end if;
  -- two imports at once would both write the same calls down
  perform pg_advisory_xact_lock(hashtextextended('inquiry.import.' || home, 0));
  if not coalesce(p_dry_run, false) then
    results := kit.import_calls(home, author, p_zone, p_calls, false);
  else
    begin
      results := kit.import_calls(home, author, p_zone, p_calls, true);
      raise exception using errcode = 'IPDRY';
    exception when sqlstate 'IPDRY' then
      -- undone; what would have been written has no code
      select array_agg((r.place, r.state, i.code, r.started_at)::kit.imported_call) into results
      from unnest(results) r left join app.inquiry i on i.code = r.code;
    end;
  end if;
  return query
    select r.place, r.state, r.code, r.started_at from unnest(results) r order by r.place;
end
$$;
grant execute on function api.inquiry_import(text, text, jsonb, boolean) to counselor, intake, supervisor;
