-- What people wrote: the same demands wherever it stands.
set local role ippo_api;

-- A note may be missing, but it may not be blank, and it holds no control characters but tab and line feed.
create function kit.demand_note(given text) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if given is null then
    return;
  elsif given !~ '\S' then
    perform kit.refuse('note.empty');
  elsif octet_length(given) > 10485760 then
    perform kit.refuse('note.too_large');
  elsif given ~ '[\x01-\x08\x0b-\x1f\x7f]' then
    perform kit.refuse('note.control_character');
  end if;
end
$$;

-- An answer left blank at a prompt is no answer. What is kept is kept as it was given.
create function kit.answer(given text) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select case when given ~ '\S' then given end
$$;

-- The one of my offices that is meant; without a code there must be only one.
create function kit.office_meant(given text, mine uuid[]) returns uuid
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  found uuid[];
begin
  select array_agg(o.id) into found from app.office o where o.id = any (mine) and (given is null or o.code = given);
  if found is null then
    perform kit.refuse('office.not_yours');
  elsif cardinality(found) > 1 then
    perform kit.refuse('office.choose');
  end if;
  return found[1];
end
$$;

create function kit.today() returns date
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select (clock_timestamp() at time zone 'Asia/Tokyo')::date
$$;

-- A day's first moment in the office's time zone.
create function kit.start_of(given date) returns timestamptz
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select given::timestamp at time zone 'Asia/Tokyo'
$$;

-- The client whose record is to be written: named as elsewhere, on my caseload or in an office I supervise (at intake one
-- knows a client's name and writes no record), and not closed before that day.
create function kit.client_to_write(given text, on_day date) returns app.client
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  named uuid := kit.client_named(given);
  target app.client;
  closed date;
begin
  select c.* into target from app.client c where c.id = named;
  if not (target.id = any (me.clients()) or target.office_id = any (me.offices('supervisor'))) then
    perform kit.not_found('client');
  end if;
  select c.closed_on into closed from app.client_closing c where c.id = kit.open_closing(target.id);
  if closed < on_day then
    perform kit.refuse('client.closed');
  end if;
  return target;
end
$$;

-- The name a client goes by now; null when one may not see it.
create function kit.client_name(target uuid) returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select v.name from app.client_version v where v.client_id = target order by v.version desc limit 1
$$;
