-- One session, once: the receipt first, so that a retry is known even after the caseload moved; then the rules; then the
-- policies decide by caseload and office.
set local role ippo_api;

-- The rules that a session's facts keep, new or amended.
create function kit.demand_session(p_kind text, p_method text, p_minutes integer, p_at timestamptz, p_contact text, p_note text)
returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  perform kit.demand_code('session_kind', p_kind);
  perform kit.demand_code('session_method', p_method);
  perform kit.demand_code('contact_level', p_contact);
  if p_minutes is not null and p_minutes not between 1 and 1440 then
    perform kit.refuse('minutes.out_of_range');
  elsif p_at > clock_timestamp() + interval '5 minutes' then
    perform kit.refuse('session.future');
  elsif p_at < '1990-01-01+09' then
    perform kit.refuse('session.too_long_ago');
  end if;
  perform kit.demand_note(p_note);
end
$$;

-- Whose side of the information wall a note is on: of the one person it was told by, else of the household.
create function kit.told_by(p_with text[]) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select case when cardinality(p_with) = 1 then p_with[1] else 'household' end
$$;

create function kit.store_session_people(
  p_session uuid, p_version integer, p_client uuid, p_office uuid, p_with text[], p_author uuid, p_staff text[])
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  stranger text;
begin
  for i in 1 .. coalesce(cardinality(p_with), 0) loop
    perform kit.demand_code('who', p_with[i]);
  end loop;
  insert into app.session_with (session_id, version, client_id, office_id, who)
  select distinct p_session, p_version, p_client, p_office, who from unnest(p_with) who;
  select l into stranger from unnest(p_staff) l
  where not exists (
    select from app.staff s join app.duty d on d.staff_id = s.id
    where s.login = l and d.office_id = p_office);
  if stranger is not null then
    perform kit.refuse('staff.not_of_office');
  end if;
  insert into app.session_staff (session_id, version, client_id, office_id, staff_id)
  select p_session, p_version, p_client, p_office, s.id
  from app.staff s where s.id = p_author or s.login = any (p_staff);
end
$$;

create function api.session_log(
  p_id uuid, p_client text, p_kind text, p_method text, p_minutes integer, p_at timestamptz, p_with text[],
  p_contact text, p_accompanied boolean, p_staff text[], p_note text, p_written_at timestamptz default null)
returns table (state text, client_code text, client_name text, held_at timestamptz)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  -- when nothing was said: when it was written down, which is no part of what a retry is compared by; a clock ahead of
  -- ours counts as now
  happened timestamptz := coalesce(
    p_at, date_trunc('second', least(coalesce(p_written_at, clock_timestamp()), clock_timestamp())));
  target uuid;
  home record;
  closed date;
begin
  if not kit.receipt(p_id, 'session.log', jsonb_build_array(
    p_client, p_kind, p_method, p_minutes, p_at, p_with, p_contact, p_accompanied, p_staff, p_note))
  then
    -- the client's name only while one may still see it
    return query select 'duplicate', c.code, v.name, n.held_at
      from (select) one
      left join app.session s on s.id = p_id
      left join app.client c on c.id = s.client_id
      left join lateral (select l.name from app.client_version l where l.client_id = c.id order by l.version desc limit 1) v on true
      left join lateral (select l.held_at from app.session_version l where l.session_id = s.id order by l.version desc limit 1) n on true;
    return;
  end if;
  perform kit.demand_session(p_kind, p_method, p_minutes, p_at, p_contact, p_note);
  target := kit.client_named(p_client);
  select c.office_id, c.code, v.name into home
  from app.client c join app.client_version v on v.client_id = c.id
  where c.id = target order by v.version desc limit 1;
  select c.closed_on into closed from app.client_closing c where c.id = kit.open_closing(target);
  if closed < (happened at time zone 'Asia/Tokyo')::date then
    perform kit.refuse('client.closed');
  end if;
  if not (target = any (me.clients()) or home.office_id = any (me.offices('supervisor'))) then
    perform kit.not_found('client');
  end if;
  insert into app.session (id, client_id, office_id, author_id) values (p_id, target, home.office_id, author);
  insert into app.session_version (
    session_id, version, client_id, office_id, kind, method, held_at, minutes, contact, accompanied, author_id)
  values (p_id, 1, target, home.office_id, p_kind, p_method, happened, p_minutes, p_contact, p_accompanied, author);
  perform kit.store_session_people(p_id, 1, target, home.office_id, p_with, author, p_staff);
  if p_note is not null then
    insert into app.session_note (session_id, version, client_id, office_id, told_by, body)
    values (p_id, 1, target, home.office_id, kit.told_by(p_with), p_note);
  end if;
  return query select 'saved'::text, home.code, home.name, happened;
end
$$;
grant execute on function api.session_log(
  uuid, text, text, text, integer, timestamptz, text[], text, boolean, text[], text, timestamptz) to counselor, supervisor;
