-- What the office does by itself when something arrived: at most one message an event, and none inside a human conversation.
set local role ippo_api;

-- What the office sends by itself. Without a reply token only what a life may hang on is pushed (kit.line_next).
create function kit.line_automatic(event app.line_event, inquiry uuid, new_kind text, words text) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  perform kit.line_queue(
    gen_random_uuid(), event.office_id, event.account_id, inquiry, new_kind, event.webhook_event_id, new_kind = 'hotline', null,
    clock_timestamp(), words, null);
end
$$;

-- The hotlines, once an inquiry, and not while somebody of the office is answering.
create function kit.crisis_hotline(event app.line_event) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  if event.mode <> 'active' or exists (
    select from app.line_send s where s.inquiry_id = event.inquiry_id
      and (s.kind = 'hotline' or (s.kind = 'answer' and s.queued_at > clock_timestamp() - interval '30 minutes')))
  then
    return;
  end if;
  perform kit.line_automatic(event, event.inquiry_id, 'hotline',
    kit.line_text_at(event.office_id, clock_timestamp(), 'hotlines', 'hotlines_closed'));
end
$$;

-- The first message of an inquiry is acknowledged; outside the hours with when the office opens.
create function kit.line_acknowledge(event app.line_event) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  if event.mode <> 'active' or exists (
    select from app.line_send s where s.inquiry_id = event.inquiry_id and s.kind in ('acknowledgement', 'hotline', 'answer'))
  then
    return;
  end if;
  perform kit.line_automatic(event, event.inquiry_id, 'acknowledgement',
    kit.line_text_at(event.office_id, clock_timestamp(), 'acknowledgement', 'after_hours'));
end
$$;

-- What follows an arrival. `api.line_receive` calls it with the events that are new, in order of time, before what was withdrawn
-- loses its words, and once more with the edits. Only what there is something to do about is looked at one by one: somebody may
-- write a hundred messages in a night.
create function kit.line_arrived(told kit.line_told[]) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  event app.line_event;
  item record;
  any_flag boolean := false;
begin
  for item in
    with lists as materialized (
      select o.office,
        coalesce(
          (select l.keys from app.crisis_list l where l.office_id = o.office order by l.version desc limit 1),
          kit.crisis_start_keys()) as keys
      from (select distinct t.office from unnest(told) t where t.inquiry is not null and t.message ->> 'text' is not null) o
    ), arrived as materialized (
      select t.id, t.type, t.source, t.mode, t.at, t.account, t.inquiry, exists (
          select from lists l, app.fold(t.message ->> 'text') f, unnest(l.keys) k
          where l.office = t.office and t.inquiry is not null and position(k in f) > 0) as is_cry,
        case when t.type = 'message' and t.inquiry is not null and kit.line_code_in(t.message ->> 'text') is not null
          then t.message ->> 'text' end as words
      from unnest(told) t where t.type in ('message', 'messageEdited', 'follow', 'join')
    )
    select a.id, a.is_cry, a.words from arrived a
    where a.words is not null
      or a.is_cry
      or (a.type = 'follow' and a.account is not null and a.mode = 'active')
      or (a.type = 'join' and a.source in ('group', 'room') and a.mode = 'active')
      or (a.type = 'message' and a.inquiry is not null and a.mode = 'active' and not exists (
        select from app.line_send s
        where s.inquiry_id = a.inquiry and s.kind in ('acknowledgement', 'hotline', 'answer')))
    order by a.at, a.id
  loop
    select e.* into event from app.line_event e where e.webhook_event_id = item.id;
    if item.is_cry then
      if not kit.inquiry_flagged(event.inquiry_id) then
        insert into app.crisis_flag (inquiry_id, office_id, webhook_event_id)
        values (event.inquiry_id, event.office_id, event.webhook_event_id);
        any_flag := true;
      end if;
      perform kit.crisis_hotline(event);
    end if;
    case event.type
      when 'message' then
        if kit.line_try_code(event, item.words) then
          if event.mode = 'active' then
            perform kit.line_automatic(event, event.inquiry_id, 'linked', '番号を受け取りました。ありがとうございます。');
          end if;
        else
          perform kit.line_acknowledge(event);
        end if;
      when 'follow' then
        perform kit.line_automatic(event, null, 'greeting', kit.line_text(event.office_id, 'greeting'));
      when 'join' then
        perform kit.line_automatic(event, null, 'refusal', kit.line_text(event.office_id, 'group_refusal'));
      else null;
    end case;
  end loop;
  if any_flag then
    perform pg_notify('ippo_watch', '');
  end if;
end
$$;
