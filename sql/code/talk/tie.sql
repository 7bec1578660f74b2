-- Whose account it is. It is never guessed: somebody hands a code over in person, and it comes back by LINE.
set local role ippo_api;

create function kit.line_code_digest(salt bytea, symbols text) returns bytea
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select sha256(salt || convert_to(symbols, 'UTF8'))
$$;

-- A text as a code: eight of the symbols that people say aloud, however they are written; null where it is none.
create function kit.line_code_in(words text) returns text
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
declare
  -- a long text is none, nor is one with a sign that stays Japanese; both are known at once
  symbols text := case when octet_length(words) < 100 and words !~ '[ぁ-ゖァ-ヺ一-龠]' then
    translate(upper(normalize(words, NFKC)), 'ZS -‐‑–—−ー　', '25') end;
begin
  return case when symbols ~ '^[2-9A-HJKMNP-RT-Y]{8}$' then symbols end;
end
$$;

-- The tie that stands for an account.
create function kit.line_tie(account uuid) returns app.line_tie
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select t.* from app.line_tie t
  where t.account_id = account and not exists (select from app.line_tie_end e where e.code_id = t.code_id)
  order by t.tied_at desc limit 1
$$;

-- Makes a code and tells it, this once. A retry makes none: what was told before is nowhere to be read.
create function api.line_code_make(p_id uuid, p_client text, p_as text, p_name text)
returns table (state text, client_code text, client_name text, code text, until timestamptz)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target app.client;
  symbols text;
  fresh bytea := substr(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 1, 16);
  ends timestamptz := clock_timestamp() + interval '1 day';
begin
  if not kit.receipt(p_id, 'line.code', jsonb_build_array(p_client, p_as, p_name)) then
    return query select 'duplicate'::text, null::text, null::text, null::text, c.until
      from (select) one left join app.line_code c on c.id = p_id;
    return;
  end if;
  target := kit.client_to_write(p_client, kit.today());
  perform kit.demand_code('relation', p_as);
  if p_as is null or p_as in ('agency', 'commissioner', 'unknown') then
    perform kit.refuse('line.code_whose');
  end if;
  symbols := substr(kit.spoken_code('x'), 3) || substr(kit.spoken_code('x'), 3);
  insert into app.line_code (id, office_id, client_id, who, name, salt, digest, author_id, until)
  values (p_id, target.office_id, target.id, p_as, kit.answer(p_name), fresh, kit.line_code_digest(fresh, symbols), author, ends);
  return query select 'saved'::text, target.code, kit.client_name(target.id), left(symbols, 4) || '-' || right(symbols, 4), ends;
end
$$;

-- A message that may be a code. True: it was one, and the account is tied. An account that is tied already, or that has tried five
-- others within a day, is not asked.
create function kit.line_try_code(event app.line_event, words text) returns boolean
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  symbols text := kit.line_code_in(words);
  fits app.line_code;
begin
  if symbols is null or (kit.line_tie(event.account_id)).code_id is not null
    or (select count(*) from app.line_code_try t
        where t.account_id = event.account_id and t.tried_at > clock_timestamp() - interval '1 day') >= 5
  then
    return false;
  end if;
  select c.* into fits from app.line_code c
  where c.office_id = event.office_id and c.until > clock_timestamp()
    and c.digest = kit.line_code_digest(c.salt, symbols)
    and not exists (select from app.line_tie t where t.code_id = c.id);
  if fits.id is null then
    insert into app.line_code_try (webhook_event_id, office_id, account_id)
    values (event.webhook_event_id, event.office_id, event.account_id);
    return false;
  end if;
  insert into app.line_tie (code_id, office_id, account_id, client_id, who, name)
  values (fits.id, fits.office_id, event.account_id, fits.client_id, fits.who, fits.name);
  return true;
end
$$;

-- A wrong tie is undone, by whoever looks after the client; its reason stays.
create function api.line_untie(p_id uuid, p_inquiry text, p_reason text) returns table (state text, code text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  thread app.inquiry_line;
  tie app.line_tie;
begin
  if not kit.receipt(p_id, 'line.untie', jsonb_build_array(p_inquiry, p_reason)) then
    return query select 'duplicate'::text, p_inquiry;
    return;
  end if;
  thread := kit.line_thread_of(p_inquiry);
  tie := kit.line_tie(thread.account_id);
  if kit.answer(p_reason) is null then
    perform kit.refuse('line.reason_missing');
  elsif tie.code_id is null
    or not (tie.client_id = any (me.caseload()) or tie.office_id = any (me.offices('supervisor')))
  then
    perform kit.refuse('line.not_tied');
  end if;
  begin
    insert into app.line_tie_end (code_id, office_id, client_id, author_id, reason)
    values (tie.code_id, tie.office_id, tie.client_id, author, p_reason);
  exception when unique_violation then
    perform kit.conflict('inquiry.lost_race');
  end;
  return query select 'saved'::text, p_inquiry;
end
$$;
grant execute on function api.line_code_make(uuid, text, text, text) to counselor, supervisor;
grant execute on function api.line_untie(uuid, text, text) to counselor, supervisor;
