-- What the functions of `api` share. Nobody on the staff can call these.
set local role ippo_api;

-- A rule of the office says no. The rule's name travels; the words are made where the person's language is known.
create function kit.refuse(rule text) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception using errcode = 'IP004', message = rule;
end
$$;

-- "Not there" and "not yours" are one answer.
create function kit.not_found(what text) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception using errcode = 'IP003', message = what;
end
$$;

create function kit.conflict(what text) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception using errcode = 'IP005', message = what;
end
$$;

-- Who writes: the member of staff of this login.
create function kit.author() returns uuid
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := me.staff_id();
begin
  if author is null then
    perform kit.refuse('staff.unknown');
  end if;
  return author;
end
$$;

-- A code of a list, or a refusal that names the list.
create function kit.demand_code(list text, given text) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  known boolean;
begin
  if given is null then
    return;
  end if;
  execute format('select exists (select from code.%I where code = $1)', list) into known using given;
  if not known then
    perform kit.refuse('code.unknown.' || list);
  end if;
end
$$;

-- The receipt comes first. True: new, go on. False: the same was saved before, answer `duplicate`. Other content under
-- the same id, or somebody else's id: a conflict. `content` is what the caller gave, before any default.
create function kit.receipt(given_id uuid, for_verb text, content jsonb) returns boolean
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  digest bytea := sha256(convert_to(content::text, 'UTF8'));
  inserted integer;
begin
  insert into app.receipt (id, author_id, verb, content_hash)
  values (given_id, author, for_verb, digest)
  on conflict do nothing;
  get diagnostics inserted = row_count;
  if inserted = 1 then
    return true;
  end if;
  if exists (
    select from app.receipt r
    where r.id = given_id and r.author_id = author and r.verb = for_verb and r.content_hash = digest)
  then
    return false;
  end if;
  perform kit.conflict('receipt.other_content');
end
$$;

-- A code that people say aloud: the prefix and four of 29 symbols, without those that are easily confused.
create function kit.spoken_code(prefix text) returns text
language sql volatile
set search_path = pg_catalog, pg_temp
as $$
  select prefix || '-' || string_agg(
    substr('23456789ABCDEFGHJKMNPQRTUVWXY', 1 + (get_byte(r.bytes, i * 2) * 256 + get_byte(r.bytes, i * 2 + 1)) % 29, 1), '')
  from (select sha256(uuid_send(gen_random_uuid())) as bytes) r, generate_series(0, 3) i
$$;

-- The clients that this names, among those one may see: by a code, or by a name or kana that fits exactly; else null.
create function kit.clients_fitting(given text) returns uuid[]
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  found uuid[];
begin
  if given ~ '^C-[2-9A-HJKMNP-RT-Y]{4}$' then
    select array_agg(c.id) into found from app.client c where c.code = given;
  else
    select array_agg(distinct v.client_id) into found
    from app.client_version v
    where (v.name_key = app.fold(given) or v.kana_key = app.fold(given))
      and not exists (
        select from app.client_version n where n.client_id = v.client_id and n.version = v.version + 1);
  end if;
  return found;
end
$$;

-- The one client that this names, among those one may see.
create function kit.client_named(given text) returns uuid
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  found uuid[] := kit.clients_fitting(given);
begin
  if cardinality(found) > 1 then
    perform kit.refuse('client.ambiguous');
  elsif found is null then
    perform kit.not_found('client');
  end if;
  return found[1];
end
$$;

-- Until the end of the transaction nobody else closes, reopens or hands over this client.
create function kit.one_at_a_time(target uuid) returns void
language sql volatile
set search_path = pg_catalog, pg_temp
as $$
  select pg_advisory_xact_lock(hashtextextended(target::text, 0))
$$;

-- Answers to a client whose office this is, whoever looks after it; only for opening a record for a reason, so only in the
-- offices where one may: with another duty there, "refused" would tell a code that is somebody's from one that is nobody's.
set local role ippo_similar;
create function kit.client_of_my_office(given_code text) returns table (id uuid, office_id uuid)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select c.id, c.office_id from app.client c
  where c.code = given_code and c.office_id = any (me.offices('counselor') || me.offices('supervisor'))
$$;
grant execute on function kit.client_of_my_office(text) to ippo_api;

-- Whether the own office has a record like this one (same folded name or kana, births not differing; or a telephone
-- number) beside those already known to the asker.
create function kit.office_has_similar(
  in_office uuid, given_name text, given_kana text, given_birth date, numbers text[], known uuid[])
returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from app.client_version v
    where v.office_id = in_office and v.client_id <> all (known)
      and (((v.name_key = app.fold(given_name) or v.kana_key = app.fold(given_kana))
          and (given_birth is null or v.birth is null or v.birth = given_birth))
        or exists (
          select from app.client_phone p
          where p.client_id = v.client_id and p.version = v.version and p.e164 = any (numbers)))
      and not exists (
        select from app.client_version n where n.client_id = v.client_id and n.version = v.version + 1))
$$;
grant execute on function kit.office_has_similar(uuid, text, text, date, text[], uuid[]) to ippo_api;
set local role ippo_api;
grant execute on function kit.refuse(text), kit.not_found(text), kit.conflict(text), kit.author() to ippo_gate, ippo_migrate;
