-- The sender's side: one request after the other, each step committed before the next. Nothing is remembered anywhere else.
set local role ippo_api;

-- Puts a message in the line. Without words: something to be marked as read.
create function kit.line_queue(
  new_id uuid, in_office uuid, account uuid, inquiry uuid, new_kind text, event_id text, is_crisis boolean, author uuid,
  due timestamptz, words text, read_token text)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  now_ timestamptz := clock_timestamp();
begin
  insert into app.line_send (id, office_id, account_id, inquiry_id, kind, answers, crisis, author_id, queued_at, not_before)
  values (new_id, in_office, account, inquiry, new_kind, event_id, is_crisis, author, now_, due);
  if words is not null then
    insert into app.line_send_text (send_id, office_id, inquiry_id, body) values (new_id, in_office, inquiry, words);
  end if;
  insert into ops.line_pending (send_id, office_id, account_id, in_line, token, queued_at, due_at)
  values (new_id, in_office, account, new_kind = 'answer', read_token, now_, due);
  perform pg_notify('ippo_send', '');
end
$$;

create function kit.line_step(job app.line_send, new_step text, new_way text, event_id text, certain boolean,
  http integer, request text, moment timestamptz, again timestamptz) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into app.line_send_step (
    send_id, office_id, inquiry_id, turn, step, way, token_of, is_certain, status, request_id, at, again_at)
  select job.id, job.office_id, job.inquiry_id, 1 + coalesce(max(s.turn), 0), new_step, new_way, event_id, certain, http,
    case when request ~ '^[!-~]{1,64}$' then request end, moment, again
  from app.line_send_step s where s.send_id = job.id;
  if new_step = 'waiting' then
    update ops.line_pending set due_at = again where send_id = job.id;
  elsif new_step <> 'began' then
    delete from ops.line_pending where send_id = job.id;
  end if;
end
$$;

-- Whether a request for this message may have been accepted: more were begun than are known to have come to nothing.
create function kit.line_may_be_sent(target uuid) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select count(*) filter (where s.step = 'began') > count(*) filter (where s.step = 'waiting' and s.is_certain)
  from app.line_send_step s where s.send_id = target
$$;

-- A reply token that has not been used, and is so young that LINE still takes it. LINE gives a token about a minute, from when the
-- event came; what was spooled meanwhile has none left. Twenty seconds are kept for the request.
create function kit.line_fresh_token(job app.line_send, moment timestamptz) returns table (event_id text, token text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select t.webhook_event_id, t.token
  from ops.line_reply_token t join app.line_event e on e.webhook_event_id = t.webhook_event_id
  where t.office_id = job.office_id
    and case when job.answers is not null then t.webhook_event_id = job.answers else t.account_id = job.account_id end
    and e.mode = 'active' and least(t.received_at, e.occurred_at) > moment - interval '40 seconds'
    and not exists (select from app.line_send_step s where s.token_of = t.webhook_event_id)
  order by t.received_at desc limit 1
$$;

create type api.line_job as (
  send uuid, turn integer, way text, destination text, token text, retry_key uuid, body text, preview text, wake timestamptz
);

-- The next request, put on record as begun. What was begun before and has no answer is begun again where that cannot double it:
-- a push by its retry key, for less than the 24 hours that LINE keeps it; a reply by its token, which works once, as long as it
-- works at all. Else nobody knows, and a person has to look.
create function kit.line_next(in_office uuid, moment timestamptz) returns api.line_job
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  next_id uuid;
  job app.line_send;
  last app.line_send_step;
  way text;
  event_id text;
  secret text;
  answer api.line_job;
begin
  loop
    select p.send_id into next_id
    from ops.line_pending p
    where p.office_id = in_office and p.due_at <= moment
      and not (p.in_line and exists (
        select from ops.line_pending e
        where e.account_id = p.account_id and e.in_line and (e.queued_at, e.send_id) < (p.queued_at, p.send_id)))
    order by p.in_line, p.due_at, p.queued_at limit 1;
    if next_id is null then
      select min(p.due_at) into answer.wake from ops.line_pending p where p.office_id = in_office and p.due_at > moment;
      return answer;
    end if;
    -- somebody may be taking it back at this moment
    perform kit.one_at_a_time(next_id);
    if not exists (select from ops.line_pending p where p.send_id = next_id) then
      continue;
    end if;
    select s.* into job from app.line_send s where s.id = next_id;
    select s.* into last from app.line_send_step s where s.send_id = next_id order by s.turn desc limit 1;
    event_id := null;
    secret := null;
    if job.kind = 'read' then
      way := 'read';
      select p.token into secret from ops.line_pending p where p.send_id = job.id;
    elsif kit.line_may_be_sent(job.id) then
      select s.way, s.token_of into way, event_id
      from app.line_send_step s where s.send_id = job.id and s.step = 'began' order by s.turn desc limit 1;
      if way = 'reply' then
        select t.token into secret
        from ops.line_reply_token t join app.line_event e on e.webhook_event_id = t.webhook_event_id
        where t.webhook_event_id = event_id and least(t.received_at, e.occurred_at) > moment - interval '50 seconds';
      end if;
      if (way = 'reply' and secret is null)
        or (way = 'push' and (select min(s.at) from app.line_send_step s where s.send_id = job.id and s.way = 'push')
          < moment - interval '23 hours')
      then
        perform kit.line_step(job, 'unsure', way, event_id, false, null, null, moment, null);
        perform pg_notify('ippo_watch', '');
        continue;
      end if;
    else
      select f.event_id, f.token into event_id, secret from kit.line_fresh_token(job, moment) f;
      way := case when secret is not null then 'reply' else 'push' end;
      if way = 'push' and job.kind in ('greeting', 'acknowledgement', 'refusal', 'linked') then
        -- said by a machine and late, it is not worth a message
        perform kit.line_step(job, 'lapsed', null, null, true, null, null, moment, null);
        continue;
      end if;
    end if;
    perform kit.line_step(job, 'began', way, event_id, null, null, null, moment, null);
    select job.id, (select max(s.turn) from app.line_send_step s where s.send_id = job.id), way, coalesce(a.user_id, ''), secret,
      job.retry_key, t.body, case when job.kind = 'answer' then kit.line_text(in_office, 'preview') end, null
    into answer
    from (select) one
    left join app.line_account a on a.id = job.account_id
    left join app.line_send_text t on t.send_id = job.id;
    return answer;
  end loop;
end
$$;

-- What became of a request. An answer to anything but the last one begun changes nothing.
create function kit.line_sent(target uuid, of_turn integer, meaning text, http integer, request text, moment timestamptz)
returns text
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  job app.line_send;
  last app.line_send_step;
  before boolean;
  step text;
  certain boolean;
  tried integer;
  again timestamptz;
begin
  select s.* into job from app.line_send s where s.id = target;
  perform kit.one_at_a_time(target);
  select s.* into last from app.line_send_step s where s.send_id = target order by s.turn desc limit 1;
  if last.step is distinct from 'began' or last.turn <> of_turn then
    return coalesce(last.step, 'none');
  end if;
  -- may one of the requests before this one have been accepted?
  select count(*) filter (where s.step = 'began' and s.turn < of_turn) > count(*) filter (where s.step = 'waiting' and s.is_certain),
    count(*) filter (where s.step = 'waiting')
  into before, tried from app.line_send_step s where s.send_id = target;
  certain := meaning in ('token', 'quota', 'rate', 'auth', 'not_sent') and not before;
  step := case
    when meaning = 'accepted' then 'sent'
    when meaning = 'refused' then 'refused'
    -- used up: by nobody else than an earlier request of ours, as long as it would still work
    when meaning = 'token' and before then
      case when exists (
        select from ops.line_reply_token t join app.line_event e on e.webhook_event_id = t.webhook_event_id
        where t.webhook_event_id = last.token_of and least(t.received_at, e.occurred_at) > moment - interval '60 seconds')
      then 'sent' else 'unsure' end
    when meaning = 'quota' then case when before then 'unsure' else 'refused' end
    else 'waiting' end;
  if step = 'waiting' then
    again := case
      when meaning = 'token' then moment
      when meaning in ('rate', 'auth') then moment + interval '1 minute'
      else moment + make_interval(secs => least(300, power(2, least(tried, 9)))) end;
  end if;
  perform kit.line_step(job, step, last.way, last.token_of, certain, http, request, moment, again);
  if step in ('refused', 'unsure') then
    perform pg_notify('ippo_watch', '');
  end if;
  return step;
end
$$;

create function kit.line_sending_office(given text) returns uuid
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  found uuid;
begin
  select o.id into found from app.office o where o.code = given and o.id = any (me.sending_offices());
  if found is null then
    perform kit.not_found('office');
  end if;
  return found;
end
$$;

-- One sender an office: it holds the place as long as its session lives.
create function api.line_begin(p_office text) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_advisory_lock(hashtextextended('line sender ' || kit.line_sending_office(p_office)::text, 0));
  return true;
end
$$;

create function api.line_next(p_office text) returns setof api.line_job
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return next kit.line_next(kit.line_sending_office(p_office), clock_timestamp());
end
$$;

create function api.line_sent(p_send uuid, p_turn integer, p_meaning text, p_http integer, p_request text) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select from app.line_send s where s.id = p_send and s.office_id = any (me.sending_offices())) then
    perform kit.not_found('message');
  end if;
  return kit.line_sent(p_send, p_turn, p_meaning, p_http, p_request, clock_timestamp());
end
$$;

create function api.line_quota_seen(p_office text, p_most integer, p_used integer) returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  home uuid := kit.line_sending_office(p_office);
begin
  insert into app.line_quota (office_id, most, used) values (home, p_most, p_used);
  return kit.line_left(home, clock_timestamp());
end
$$;
grant execute on function api.line_begin(text), api.line_next(text), api.line_sent(uuid, integer, text, integer, text),
  api.line_quota_seen(text, integer, integer) to line_sender;
