-- What LINE delivered: many deliveries a call, in one transaction. Each event once, however often it comes; one that cannot be
-- taken loses none of its neighbours. The shape of `p_deliveries` is in docs/line.md.
set local role ippo_api;

-- Until the end of the transaction nobody takes in a message of this office, so none falls behind a closing.
create function kit.line_one_at_a_time(office uuid) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('line ' || office::text, 0));
end
$$;

-- Until the end of the transaction nobody closes a conversation of these offices, and nobody else takes in what one of these people
-- (or nobody) wrote: so a message finds its inquiry open or makes another. Calls with other people's messages go side by side.
create function kit.line_take_turns(offices uuid[], people text[]) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  -- everybody in one order
  perform pg_advisory_xact_lock_shared(key)
  from (select distinct hashtextextended('line ' || o::text, 0) as key from unnest(offices) o order by 1) k;
  perform pg_advisory_xact_lock(key)
  from (select distinct hashtextextended('line user ' || coalesce(p, ''), 0) as key from unnest(people) p order by 1) k;
end
$$;

-- The inquiry of this account that is not closed; null where there is none. Under kit.line_take_turns.
create function kit.line_open_inquiry(account uuid) returns uuid
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select l.inquiry_id from app.inquiry_line l
    where l.account_id = account
      and not exists (select from app.inquiry_closing c where c.inquiry_id = l.inquiry_id));
end
$$;

-- The same, or a new one. Received when it was written, but not in the future and not before there was LINE.
create function kit.line_inquiry(in_office uuid, account uuid, written_at timestamptz) returns uuid
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  found uuid := kit.line_open_inquiry(account);
  inserted integer := 0;
begin
  if found is not null then
    return found;
  end if;
  found := gen_random_uuid();
  while inserted = 0 loop
    insert into app.inquiry (id, code, office_id, channel, kind, relation, received_at)
    values (found, kit.spoken_code('Q'), in_office, 'line', 'unknown', 'unknown',
      date_trunc('second', least(greatest(written_at, '2011-06-23+09'), clock_timestamp())))
    on conflict do nothing;
    get diagnostics inserted = row_count;
  end loop;
  insert into app.inquiry_person (inquiry_id, office_id) values (found, in_office);
  insert into app.inquiry_line (inquiry_id, office_id, account_id) values (found, in_office, account);
  return found;
end
$$;

-- An event as it was told; `account` and `inquiry` are known once it is taken (kit.line_take).
create type kit.line_told as (
  id text, office uuid, type text, source text, mode text, redelivered boolean, at timestamptz, user_id text, token text,
  message jsonb, unsend text, detail jsonb, account uuid, inquiry uuid
);

-- The same events with their accounts and open inquiries, as far as there are any.
create function kit.line_known(told kit.line_told[]) returns kit.line_told[]
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return array(
    select (t.id, t.office, t.type, t.source, t.mode, t.redelivered, t.at, t.user_id, t.token, t.message, t.unsend, t.detail,
      a.id, (
        select l.inquiry_id from app.inquiry_line l
        where l.account_id = a.id and not exists (select from app.inquiry_closing c where c.inquiry_id = l.inquiry_id)
      ))::kit.line_told
    from unnest(told) with ordinality t
    left join app.line_account a on t.source = 'user' and a.office_id = t.office and a.user_id = t.user_id
    order by t.ordinality);
end
$$;

-- Events that are new, a statement a table; gives them back with whose they are. What they withdraw, and what an edit replaces,
-- comes later (kit.line_withdraw, kit.line_edit). An edited message can come before the one it edits: it then stands for both, and
-- takes its time.
create function kit.line_take(given kit.line_told[]) returns kit.line_told[]
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  told kit.line_told[];
  newcomer record;
  kept integer;
begin
  if exists (select from unnest(given) t where not (t.unsend ~ '^[!-~]+$' and octet_length(t.unsend) <= 100)) then
    raise exception using errcode = 'data_exception', message = 'line.unsend';
  end if;
  told := kit.line_known(given);
  if exists (select from unnest(told) t where t.source = 'user' and t.user_id is not null and t.account is null) then
    insert into app.line_account (office_id, user_id)
    select distinct t.office, t.user_id from unnest(told) t
    where t.source = 'user' and t.user_id is not null and t.account is null;
    told := kit.line_known(given);
  end if;
  for newcomer in
    select t.office, t.account, min(t.at) as at from unnest(told) t
    where t.account is not null and t.inquiry is null and t.message is not null
    group by t.office, t.account
  loop
    perform kit.line_inquiry(newcomer.office, newcomer.account, newcomer.at);
  end loop;
  if found then
    told := kit.line_known(given);
  end if;
  insert into app.line_event (
    webhook_event_id, office_id, account_id, inquiry_id, type, source, mode, redelivered, detail, occurred_at)
  select t.id, t.office, t.account, t.inquiry, t.type, t.source, t.mode, t.redelivered, t.detail, t.at
  from unnest(told) t;
  insert into app.line_message (
    webhook_event_id, office_id, account_id, inquiry_id, message_id, kind, text, details, sent_at, edited_at)
  select t.id, t.office, t.account, t.inquiry, t.message ->> 'id', t.message ->> 'kind', t.message ->> 'text',
    t.message -> 'details', t.at, case when t.type = 'messageEdited' then t.at end
  from unnest(told) t
  where t.message is not null and t.account is not null
  order by t.type = 'messageEdited'
  on conflict do nothing;
  get diagnostics kept = row_count;
  if kept < (select count(*) from unnest(told) t where t.message is not null and t.source = 'user') then
    update app.line_message m set sent_at = t.at
    from unnest(told) t
    where t.type = 'message' and m.office_id = t.office and m.message_id = t.message ->> 'id'
      and m.edited_at is not null and t.at < m.sent_at;
  end if;
  insert into ops.line_reply_token (webhook_event_id, office_id, account_id, token)
  select t.id, t.office, t.account, t.token from unnest(told) t
  where t.token is not null and t.mode = 'active'
  on conflict do nothing;
  return told;
end
$$;

-- The same, without those that cannot be taken: by halves, so that one among two hundred costs a few calls and not two hundred.
create function kit.line_take_apart(given kit.line_told[], out taken kit.line_told[], out unreadable text[])
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  one kit.line_told := given[1];
  half integer := cardinality(given) / 2;
  earlier record;
  later record;
begin
  begin
    taken := kit.line_take(given);
    unreadable := '{}';
    return;
  exception when data_exception or integrity_constraint_violation or program_limit_exceeded then
    null;  -- one of them, or more
  end;
  if half = 0 then
    insert into app.line_event (webhook_event_id, office_id, type, source, mode, redelivered, occurred_at)
    values (one.id, one.office, 'unreadable', 'none', 'standby', false, clock_timestamp());
    taken := '{}';
    unreadable := array[one.id];
    return;
  end if;
  select a.taken, a.unreadable into earlier from kit.line_take_apart(given[:half]) a;
  select a.taken, a.unreadable into later from kit.line_take_apart(given[half + 1:]) a;
  taken := earlier.taken || later.taken;
  unreadable := earlier.unreadable || later.unreadable;
end
$$;

-- Withdrawn: the words and the content go, whichever came first; a tombstone stays for what may still come.
create function kit.line_withdraw(in_office uuid, withdrawn text, at timestamptz) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  -- a content that is being stored is stored before, or finds the message withdrawn
  perform kit.line_media_one_at_a_time(in_office, withdrawn);
  insert into app.line_tombstone (office_id, message_id, unsent_at) values (in_office, withdrawn, at)
  on conflict do nothing;
  update app.line_message set text = null, details = null, unsent_at = at
  where office_id = in_office and message_id = withdrawn and unsent_at is null;
  perform kit.line_media_withdraw(in_office, withdrawn);
end
$$;

-- Edited: the newer words replace the older ones, and nothing replaces what was withdrawn. Deliveries come in any order.
create function kit.line_edit(in_office uuid, edited text, words text, at timestamptz) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  update app.line_message set text = words, edited_at = at
  where office_id = in_office and message_id = edited and unsent_at is null and coalesce(edited_at, sent_at) <= at;
end
$$;

-- Withdrawn before it came: rare, and asked first, for to look through the words is dear.
create function kit.line_withdraw_late(arrived kit.line_told[]) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  early record;
begin
  for early in
    select t.office_id, t.message_id, t.unsent_at
    from unnest(arrived) a, lateral (
      -- `offset`: by the index for each of a few, not by going through all there are
      select t.* from app.line_tombstone t where t.office_id = a.office and t.message_id = a.message ->> 'id' offset 0) t
  loop
    update app.line_message m set text = null, details = null, unsent_at = early.unsent_at
    where m.office_id = early.office_id and m.message_id = early.message_id and m.unsent_at is null;
  end loop;
end
$$;

-- What follows the arrivals. Where it fails, the arrivals stand: it is tried again one by one, and the ids are told of those that
-- nothing followed. What may pass by itself (a lock, a full disk, a shutdown) is the caller's to try again.
create function kit.line_follow(arrived kit.line_told[]) returns text[]
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  one kit.line_told;
  left_alone text[] := '{}';
begin
  if cardinality(arrived) > 0 then
    perform kit.line_arrived(arrived);
  end if;
  return '{}';
exception
  when transaction_rollback or insufficient_resources or object_not_in_prerequisite_state or operator_intervention
    or system_error then
    raise;
  when others then
    foreach one in array arrived loop
      begin
        perform kit.line_arrived(array[one]);
      exception
        when transaction_rollback or insufficient_resources or object_not_in_prerequisite_state or operator_intervention
          or system_error then
          raise;
        when others then
          left_alone := left_alone || one.id;
      end;
    end loop;
    return left_alone;
end
$$;

-- The receiver's connection stands for weeks: a plan that was made for a small table would go through a large one row by row. A call
-- has a few events, each of which is found by an index.
create function api.line_receive(p_deliveries jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
as $$
declare
  home uuid := me.line_home();
  wanted jsonb;
  told kit.line_told[];
  one kit.line_told;
  arrived kit.line_told[];
  unreadable text[];
  left_alone text[] := '{}';
  strangers text[];
  forgotten timestamptz := clock_timestamp() - interval '20 minutes';
begin
  if home is null then
    perform kit.refuse('line.no_office');
  end if;
  -- each destination's office once
  select coalesce(jsonb_object_agg(d.destination, coalesce(d.office, home)), '{}'),
    coalesce(array_agg(d.destination) filter (where d.office is null), '{}')
  into wanted, strangers
  from (
    select destination, me.line_office(destination) as office
    from (
      select distinct coalesce(delivery ->> 'destination', '') as destination
      from jsonb_array_elements(p_deliveries) delivery) given) d;
  perform kit.line_take_turns(
    array(select value::uuid from jsonb_each_text(wanted)),
    array(select e ->> 'user' from jsonb_array_elements(p_deliveries) d, jsonb_array_elements(d -> 'events') e));

  -- of one id that comes twice in a call, the first; then without those that came before
  select coalesce(array_agg(t order by (t).at, (t).id), '{}') into told
  from (
    select distinct on (e.id) (e.id, (wanted ->> coalesce(d.destination, ''))::uuid, e.type, e.source, e.mode, e.redelivered,
      to_timestamp(e.at / 1000), e."user", e.token, e.message, e.unsend, e.detail, null, null)::kit.line_told as t
    from jsonb_to_recordset(p_deliveries) d (destination text, events jsonb),
      jsonb_to_recordset(d.events) e (
        id text, type text, source text, mode text, redelivered boolean, at numeric, "user" text, token text,
        message jsonb, unsend text, detail jsonb)
    order by e.id) given
  where not exists (select from app.line_event e where e.webhook_event_id = (t).id);
  select a.taken, a.unreadable into arrived, unreadable from kit.line_take_apart(told) a;

  -- what follows sees the words before they are edited or withdrawn, and the edited ones too: a cry for help keeps its flag
  left_alone := kit.line_follow(array(select t from unnest(arrived) t where t.type <> 'messageEdited'));
  if exists (select from unnest(arrived) t where t.type = 'messageEdited' and t.source = 'user') then
    foreach one in array arrived loop
      if one.source = 'user' and one.type = 'messageEdited' then
        perform kit.line_edit(one.office, one.message ->> 'id', one.message ->> 'text', one.at);
      end if;
    end loop;
    left_alone := left_alone || kit.line_follow(array(
      select t from unnest(arrived) t where t.type = 'messageEdited' and t.source = 'user'));
  end if;
  foreach one in array arrived loop
    if one.source = 'user' and one.unsend is not null then
      perform kit.line_withdraw(one.office, one.unsend, one.at);
    end if;
  end loop;
  perform kit.line_withdraw_late(arrived);

  -- many at a time, and one call alone
  if (select t.received_at from ops.line_reply_token t order by t.received_at limit 1) < forgotten - interval '1 minute'
    and pg_try_advisory_xact_lock(hashtextextended('line reply tokens', 0))
  then
    delete from ops.line_reply_token where received_at < forgotten;
  end if;
  return jsonb_build_object('new', cardinality(arrived), 'known',
    (select count(*) from jsonb_array_elements(p_deliveries) d, jsonb_array_elements(d -> 'events'))
      - cardinality(told), 'unreadable', to_jsonb(unreadable),
    'left_alone', to_jsonb(left_alone), 'strangers', to_jsonb(strangers));
end
$$;
grant execute on function api.line_receive(jsonb) to line_intake;
