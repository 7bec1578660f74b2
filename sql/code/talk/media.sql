-- Pictures, videos, audio and files of LINE's messages (docs/decisions/0033). LINE keeps them for a while only; the sender asks for
-- each until it has it or LINE has it no more. Nothing here opens or shows one: a person takes it out, on record.
set local role ippo_api;

-- Until the end of the transaction nobody else stores, or withdraws, the content of this message.
create function kit.line_media_one_at_a_time(in_office uuid, message text) returns void
language sql volatile
set search_path = pg_catalog, pg_temp
as $$
  select pg_advisory_xact_lock(hashtextextended('line media ' || in_office::text || ' ' || message, 0))
$$;

-- Withdrawn: the content goes, and what could tell one picture from another. Under kit.line_media_one_at_a_time.
create function kit.line_media_withdraw(in_office uuid, message text) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  event text := (select m.webhook_event_id from app.line_message m where m.office_id = in_office and m.message_id = message);
begin
  update app.line_media set size = null, declared_type = null, sniffed_type = null, digest = null
  where webhook_event_id = event and digest is not null;
  update app.line_media_part set content = null where webhook_event_id = event and content is not null;
  delete from ops.line_fetch f where f.webhook_event_id = event;
end
$$;

-- For how long LINE is asked. How long it keeps a content is not published; a fortnight is more than was ever seen.
create function kit.line_media_term() returns interval
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select interval '14 days'
$$;

-- A conversation's media, numbered as they arrived: a number stays what it is. `state`: `waiting` until LINE gave it, `received`,
-- `gone` (LINE has it no more), `too_large`, `failed`, `elsewhere` (it never was at LINE), `withdrawn`.
create function kit.line_media_of(target uuid, moment timestamptz)
returns table (event text, number integer, kind text, state text, size integer, declared_type text, sniffed_type text, file_name text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select m.webhook_event_id, (row_number() over (order by e.received_at, e.webhook_event_id))::integer, m.kind,
    case
      when m.unsent_at is not null then 'withdrawn'
      when x.outcome is not null then x.outcome
      when coalesce(m.details ->> 'provider', 'line') <> 'line' then 'elsewhere'
      when m.sent_at < moment - kit.line_media_term() then 'gone'
      else 'waiting' end,
    x.size, x.declared_type, x.sniffed_type, m.details ->> 'file_name'
  from app.line_message m
  join app.line_event e on e.webhook_event_id = m.webhook_event_id
  left join app.line_media x on x.webhook_event_id = m.webhook_event_id
  where m.inquiry_id = target and m.kind in ('image', 'video', 'audio', 'file')
$$;

-- What a content's first bytes say it is; null where they say nothing.
create function kit.sniffed_type(content bytea) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select case
    when h like 'ffd8ff%' then 'image/jpeg'
    when h like '89504e470d0a1a0a%' then 'image/png'
    when h like '47494638%' then 'image/gif'
    when h like '52494646________57454250%' then 'image/webp'
    when h ~ '^.{8}66747970(68656963|68656978|6d696631)' then 'image/heic'
    when h ~ '^.{8}667479704d3441' then 'audio/mp4'
    when h ~ '^.{8}66747970' then 'video/mp4'
    when h like '494433%' or h ~ '^fff[23ab]' then 'audio/mpeg'
    when h like '4f676753%' then 'audio/ogg'
    when h like '25504446%' then 'application/pdf'
    when h like '504b0304%' then 'application/zip'
    when h like 'd0cf11e0a1b11ae1%' then 'application/x-ole-storage'
    when h like '4d5a%' then 'application/x-msdownload'
    when h like '7f454c46%' then 'application/x-executable'
  end
  from (select encode(substr(content, 1, 16), 'hex') as h) first_bytes
$$;

create type api.line_fetch as (event text, message text, kind text, wake timestamptz);

-- The next content to ask LINE for. That it is asked for is committed with the time of the next try, so whoever is killed in the
-- middle is followed by another try; trying twice does no harm.
create function kit.line_fetch_next(in_office uuid, moment timestamptz) returns api.line_fetch
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  answer api.line_fetch;
  due timestamptz;
begin
  select m.webhook_event_id, m.message_id, m.kind, coalesce(f.due_at, m.sent_at)
  into answer.event, answer.message, answer.kind, due
  from app.line_message m left join ops.line_fetch f on f.webhook_event_id = m.webhook_event_id
  where m.office_id = in_office and m.kind in ('image', 'video', 'audio', 'file') and m.unsent_at is null
    and m.sent_at >= moment - kit.line_media_term()
    and coalesce(m.details ->> 'provider', 'line') = 'line'
    and not exists (select from app.line_media x where x.webhook_event_id = m.webhook_event_id)
  order by coalesce(f.due_at, m.sent_at), m.webhook_event_id limit 1;
  if due > moment then
    return (null::text, null::text, null::text, due)::api.line_fetch;
  elsif answer.event is null then
    return answer;
  end if;
  insert into ops.line_fetch as f (webhook_event_id, tries, due_at) values (answer.event, 1, moment + interval '1 minute')
  on conflict (webhook_event_id) do update
  set tries = f.tries + 1, due_at = moment + make_interval(secs => least(21600, 60 * power(2, least(f.tries, 10))));
  return answer;
end
$$;

-- What LINE answered; the state is told. `content`: it came. `preparing`: not yet. `gone`: LINE says so. `missing`: LINE knows no such
-- content, which at first can mean that it has it not yet. `refused`: LINE cannot give it. `too_large`. `busy`: later, and no fault of
-- the content's. `lost`: no answer. A content that was withdrawn meanwhile is not kept.
create function kit.line_fetched(target text, meaning text, declared text, given bytea, moment timestamptz) returns text
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  message app.line_message;
  denied integer := 1 + coalesce((select f.denied from ops.line_fetch f where f.webhook_event_id = target), 0);
  result text;
begin
  select m.* into message from app.line_message m where m.webhook_event_id = target;
  perform kit.line_media_one_at_a_time(message.office_id, message.message_id);
  -- as it is now, under the lock
  select m.* into message from app.line_message m where m.webhook_event_id = target;
  select x.outcome into result from app.line_media x where x.webhook_event_id = target;
  if message.unsent_at is not null then
    result := 'withdrawn';
  elsif result is null then
    result := case
      when meaning = 'content' and octet_length(given) > 20971520 then 'too_large'
      when meaning = 'content' and given is not null then 'received'
      when meaning in ('gone', 'too_large') then meaning
      when meaning = 'missing' and denied >= 5 then 'gone'
      when meaning = 'refused' and denied >= 3 then 'failed'
      else 'waiting' end;
    if result = 'received' then
      insert into app.line_media (webhook_event_id, office_id, inquiry_id, outcome, size, declared_type, sniffed_type, digest)
      values (target, message.office_id, message.inquiry_id, 'received', octet_length(given),
        case when declared ~ '^[!-~]{1,100}$' then declared end, kit.sniffed_type(given), sha256(given));
      insert into app.line_media_part (webhook_event_id, part, office_id, inquiry_id, content)
      select target, n, message.office_id, message.inquiry_id, substr(given, (n - 1) * 1048576 + 1, 1048576)
      from generate_series(1, (octet_length(given) + 1048575) / 1048576) n;
    elsif result <> 'waiting' then
      insert into app.line_media (webhook_event_id, office_id, inquiry_id, outcome)
      values (target, message.office_id, message.inquiry_id, result);
    end if;
  end if;
  if result <> 'waiting' then
    delete from ops.line_fetch f where f.webhook_event_id = target;
  elsif meaning in ('missing', 'refused') then
    update ops.line_fetch f set denied = f.denied + 1 where f.webhook_event_id = target;
  elsif meaning in ('preparing', 'busy') then
    -- no fault of the content's: it is asked for as often as before
    update ops.line_fetch f
    set tries = greatest(1, f.tries - 1),
      due_at = moment + case meaning when 'preparing' then interval '30 seconds' else interval '5 minutes' end
    where f.webhook_event_id = target;
  end if;
  return result;
end
$$;

-- One fetcher an office, apart from its sender: a slow video holds no answer up.
create function api.line_fetch_begin(p_office text) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_advisory_lock(hashtextextended('line fetcher ' || kit.line_sending_office(p_office)::text, 0));
  return true;
end
$$;

create function api.line_fetch_next(p_office text) returns setof api.line_fetch
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return next kit.line_fetch_next(kit.line_sending_office(p_office), clock_timestamp());
end
$$;

create function api.line_fetched(p_event text, p_meaning text, p_declared text, p_content bytea) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (
    select from app.line_message m where m.webhook_event_id = p_event and m.office_id = any (me.sending_offices()))
  then
    perform kit.not_found('message');
  end if;
  return kit.line_fetched(p_event, p_meaning, p_declared, p_content, clock_timestamp());
end
$$;
grant execute on function api.line_fetch_begin(text), api.line_fetch_next(text), api.line_fetched(text, text, text, bytea)
  to line_sender;

-- Taking one out is on record before a byte of it is read. Only of an inquiry that was opened.
create function api.inquiry_media_open(p_id uuid, p_inquiry text, p_number integer)
returns table (
  state text, code text, number integer, kind text, size integer, declared_type text, sniffed_type text, file_name text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  thread app.inquiry_line;
  found record;
  is_new boolean;
begin
  is_new := kit.receipt(p_id, 'inquiry.media', jsonb_build_array(p_inquiry, p_number));
  thread := kit.line_thread_of(p_inquiry);
  select m.* into found from kit.line_media_of(thread.inquiry_id, clock_timestamp()) m where m.number = p_number;
  if found.event is null then
    perform kit.not_found('media');
  elsif found.state <> 'received' then
    perform kit.refuse('media.' || found.state);
  end if;
  if is_new then
    insert into app.line_media_opening (id, webhook_event_id, office_id, inquiry_id, staff_id, until)
    values (p_id, found.event, thread.office_id, thread.inquiry_id, author, clock_timestamp() + interval '15 minutes');
  end if;
  return query select case when is_new then 'saved' else 'duplicate' end, p_inquiry, found.number, found.kind, found.size,
    found.declared_type, found.sniffed_type, found.file_name;
end
$$;

-- The content of what was taken out by this id, in order; empty once that has run out.
create function api.inquiry_media_content(p_taken uuid) returns table (part integer, content bytea)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select p.part, p.content
  from app.line_media_opening o join app.line_media_part p on p.webhook_event_id = o.webhook_event_id
  where o.id = p_taken and o.staff_id = (select me.staff_id()) and p.content is not null
  order by p.part
$$;
grant execute on function api.inquiry_media_open(uuid, text, integer), api.inquiry_media_content(uuid)
  to counselor, intake, supervisor;
