-- The conversation of an inquiry, and answering in it. Who may see an inquiry's people may read and answer; a mother's thread and
-- her son's are two accounts and two inquiries, and nothing here ever puts them together.
set local role ippo_api;

-- Whether somebody's words, or the office's, may be seen: the inquiry is one's own to see, and was opened.
create function kit.line_visible(inquiry uuid) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select exists (select from app.inquiry_person p where p.inquiry_id = inquiry)
$$;

-- The account that an inquiry on LINE belongs to; refused where it did not come by LINE.
create function kit.line_thread_of(p_inquiry text) returns app.inquiry_line
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  target uuid := kit.inquiry_named(p_inquiry);
  found app.inquiry_line;
begin
  if not kit.line_visible(target) then
    perform kit.not_found('inquiry');
  end if;
  select l.* into found from app.inquiry_line l where l.inquiry_id = target;
  if found.inquiry_id is null then
    perform kit.refuse('line.not_line');
  end if;
  return found;
end
$$;

-- How a message stands: its last step, or `queued`, or `recalled`; `arrived` or `missing` where somebody looked.
create function kit.line_state(target uuid) returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select case
    when exists (select from app.line_send_recall r where r.send_id = target) then 'recalled'
    else coalesce(
      (select case when t.arrived then 'arrived' else 'missing' end from app.line_send_settlement t where t.send_id = target),
      (select case s.step when 'began' then 'sending' else s.step end
       from app.line_send_step s where s.send_id = target order by s.turn desc limit 1), 'queued') end
$$;

-- Oldest first. Empty without an opening; what was withdrawn has no words.
create function api.inquiry_thread(p_inquiry text)
returns table (
  at timestamptz, direction text, kind text, who text, body text, state text, send_id uuid, media_number integer, media_state text,
  media_size integer, media_type text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  target uuid := kit.inquiry_named(p_inquiry);
begin
  return query
    select m.sent_at, 'in'::text, m.kind, null::text, m.text,
      case when m.unsent_at is not null then 'withdrawn' when m.edited_at is not null then 'edited' else 'received' end,
      null::uuid, x.number, x.state, x.size, coalesce(x.sniffed_type, x.declared_type)
    from app.line_message m left join kit.line_media_of(target, clock_timestamp()) x on x.event = m.webhook_event_id
    where m.inquiry_id = target
    union all
    select s.queued_at, 'out', s.kind, a.login, t.body, kit.line_state(s.id), s.id, null, null, null, null
    from app.line_send s
    join app.line_send_text t on t.send_id = s.id
    left join app.staff a on a.id = s.author_id
    where s.inquiry_id = target
    order by 1, 2, 7;
end
$$;

-- To whom an answer would go, and by which way.
create type api.line_addressee as (
  code text, relation text, caller_name text, tied_as text, tied_name text, client_code text, client_name text, blocked boolean, flagged boolean, by_reply boolean,
  left_over integer, reserve integer, recall_seconds integer
);
create function kit.line_addressee(thread app.inquiry_line, at timestamptz) returns api.line_addressee
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  setting app.line_setting := kit.line_setting(thread.office_id);
  tie app.line_tie := kit.line_tie(thread.account_id);
  answer api.line_addressee;
begin
  select i.code, i.relation, p.caller_name, tie.who, tie.name, c.code, kit.client_name(c.id),
    coalesce((
      select e.type = 'unfollow' from app.line_event e
      where e.account_id = thread.account_id and e.type in ('follow', 'unfollow')
      order by e.occurred_at desc, e.webhook_event_id desc limit 1), false),
    kit.inquiry_flagged(i.id),
    exists (
      select from ops.line_reply_token t join app.line_event e on e.webhook_event_id = t.webhook_event_id
      where t.account_id = thread.account_id and e.mode = 'active'
        and least(t.received_at, e.occurred_at)
          > at + make_interval(secs => coalesce(setting.recall_seconds, 10)) - interval '40 seconds'
        and not exists (select from app.line_send_step s where s.token_of = t.webhook_event_id)),
    kit.line_left(thread.office_id, at), coalesce(setting.reserve, 20), coalesce(setting.recall_seconds, 10)
  into answer
  from app.inquiry i
  join app.inquiry_person p on p.inquiry_id = i.id
  left join app.client c on c.id = tie.client_id
  where i.id = thread.inquiry_id;
  return answer;
end
$$;
create function api.inquiry_addressee(p_inquiry text) returns setof api.line_addressee
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return next kit.line_addressee(kit.line_thread_of(p_inquiry), clock_timestamp());
end
$$;

-- An answer waits for some seconds, in which it can be taken back; the end of these is told. When only the reserve for emergencies is
-- left, it is refused unless somebody says that this is one: a supervisor, or anybody while a flag is open.
create function kit.line_answer(new_id uuid, thread app.inquiry_line, words text, is_crisis boolean, author uuid)
returns timestamptz
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  at timestamptz := clock_timestamp();
  whom api.line_addressee := kit.line_addressee(thread, at);
  due timestamptz := at + make_interval(secs => whom.recall_seconds);
begin
  if exists (select from app.inquiry_closing c where c.inquiry_id = thread.inquiry_id) then
    perform kit.refuse('inquiry.already_closed');
  elsif whom.blocked then
    perform kit.refuse('line.blocked');
  elsif is_crisis and not whom.flagged and not thread.office_id = any (me.offices('supervisor')) then
    perform kit.refuse('line.no_crisis');
  elsif not whom.by_reply and whom.left_over <= 0 then
    perform kit.refuse('line.quota_used_up');
  elsif not whom.by_reply and whom.left_over <= whom.reserve and not is_crisis then
    perform kit.refuse('line.quota_reserve');
  end if;
  perform kit.line_queue(
    new_id, thread.office_id, thread.account_id, thread.inquiry_id, 'answer', null, is_crisis, author, due, words, null);
  return due;
end
$$;

create function api.inquiry_reply(p_id uuid, p_inquiry text, p_note text, p_crisis boolean)
returns table (state text, code text, not_before timestamptz)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  thread app.inquiry_line;
begin
  if not kit.receipt(p_id, 'inquiry.reply', jsonb_build_array(p_inquiry, p_note, p_crisis)) then
    return query select 'duplicate'::text, p_inquiry, s.not_before
      from (select) one left join app.line_send s on s.id = p_id;
    return;
  end if;
  thread := kit.line_thread_of(p_inquiry);
  perform kit.demand_note(p_note);
  if p_note is null then
    perform kit.refuse('note.empty');
  elsif char_length(p_note) > 2000 then
    perform kit.refuse('line.too_long');
  end if;
  return query select 'saved'::text, p_inquiry, kit.line_answer(p_id, thread, p_note, p_crisis, author);
end
$$;

-- Taking back what is not on its way yet: one's own, or as a supervisor anybody's.
create function api.inquiry_recall(p_id uuid, p_inquiry text, p_send uuid) returns table (state text, code text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  thread app.inquiry_line;
  job app.line_send;
begin
  if not kit.receipt(p_id, 'inquiry.recall', jsonb_build_array(p_inquiry, p_send)) then
    return query select 'duplicate'::text, p_inquiry;
    return;
  end if;
  thread := kit.line_thread_of(p_inquiry);
  select s.* into job from app.line_send s
  where s.inquiry_id = thread.inquiry_id and s.kind = 'answer'
    and (s.id = p_send or (p_send is null and s.author_id = author and kit.line_state(s.id) = 'queued'))
    and (s.author_id = author or s.office_id = any (me.offices('supervisor')))
  order by s.queued_at desc limit 1;
  if job.id is null then
    perform kit.not_found('message');
  end if;
  perform kit.one_at_a_time(job.id);
  if exists (select from app.line_send_recall r where r.send_id = job.id) then
    return query select 'duplicate'::text, p_inquiry;
    return;
  elsif exists (select from app.line_send_step s where s.send_id = job.id) then
    perform kit.refuse('line.already_sent');
  end if;
  insert into app.line_send_recall (send_id, office_id, inquiry_id, author_id)
  values (job.id, job.office_id, job.inquiry_id, author);
  delete from ops.line_pending p where p.send_id = job.id;
  return query select 'saved'::text, p_inquiry;
end
$$;

-- Somebody has read it: marked as read at LINE up to the newest message, once a message.
create function api.inquiry_read(p_inquiry text) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target uuid := kit.inquiry_named(p_inquiry);
  newest app.line_message;
begin
  select m.* into newest from app.line_message m
  where m.inquiry_id = target and m.details ? 'read_token' order by m.sent_at desc, m.webhook_event_id desc limit 1;
  if newest.webhook_event_id is null
    or exists (
      select from app.line_send s
      where s.inquiry_id = target and s.kind = 'read' and s.answers = newest.webhook_event_id)
    or not exists (
      select from app.line_event e where e.webhook_event_id = newest.webhook_event_id and e.mode = 'active')
  then
    return false;
  end if;
  perform kit.line_queue(
    gen_random_uuid(), newest.office_id, newest.account_id, target, 'read', newest.webhook_event_id, false, author,
    clock_timestamp(), null, newest.details ->> 'read_token');
  return true;
end
$$;
grant execute on function api.inquiry_thread(text), api.inquiry_addressee(text),
  api.inquiry_reply(uuid, text, text, boolean), api.inquiry_recall(uuid, text, uuid), api.inquiry_read(text)
  to counselor, intake, supervisor;
