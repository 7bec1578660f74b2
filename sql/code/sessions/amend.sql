-- An amendment is a new version with its reason; what is not given stays. Two at once: one of them is told.
set local role ippo_api;
create function api.session_amend(
  p_id uuid, p_session uuid, p_base integer, p_kind text, p_method text, p_minutes integer, p_at timestamptz,
  p_with text[], p_contact text, p_accompanied boolean, p_staff text[], p_note text, p_reason text)
returns table (state text, version integer)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  was app.session_version;
  was_with text[];
  was_staff text[];
  next_version integer;
begin
  if not kit.receipt(p_id, 'session.amend', jsonb_build_array(
    p_session, p_base, p_kind, p_method, p_minutes, p_at, p_with, p_contact, p_accompanied, p_staff, p_note, p_reason))
  then
    return query select 'duplicate'::text, null::integer;
    return;
  end if;
  select v.* into was from app.session_version v where v.session_id = p_session order by v.version desc limit 1;
  if was.session_id is null then
    perform kit.not_found('session');
  elsif p_base is not null and p_base <> was.version then
    perform kit.conflict('amend.lost_race');
  elsif coalesce(p_reason, '') !~ '\S' then
    perform kit.refuse('reason.missing');
  end if;
  perform kit.demand_session(p_kind, p_method, p_minutes, p_at, p_contact, p_note);
  next_version := was.version + 1;
  was_with := array(select w.who from app.session_with w where w.session_id = p_session and w.version = was.version);
  was_staff := array(
    select s.login from app.session_staff t join app.staff s on s.id = t.staff_id
    where t.session_id = p_session and t.version = was.version);
  begin
    insert into app.session_version (
      session_id, version, client_id, office_id, kind, method, held_at, minutes, contact, accompanied, author_id, reason)
    values (
      p_session, next_version, was.client_id, was.office_id, coalesce(p_kind, was.kind), coalesce(p_method, was.method),
      coalesce(p_at, was.held_at), coalesce(p_minutes, was.minutes), coalesce(p_contact, was.contact),
      coalesce(p_accompanied, was.accompanied), author, p_reason);
  exception when unique_violation then
    perform kit.conflict('amend.lost_race');
  end;
  perform kit.store_session_people(
    p_session, next_version, was.client_id, was.office_id, coalesce(p_with, was_with), null, coalesce(p_staff, was_staff));
  if p_note is not null then
    insert into app.session_note (session_id, version, client_id, office_id, told_by, body)
    values (p_session, next_version, was.client_id, was.office_id, kit.told_by(coalesce(p_with, was_with)), p_note);
  end if;
  return query select 'saved'::text, next_version;
end
$$;
grant execute on function api.session_amend(
  uuid, uuid, integer, text, text, integer, timestamptz, text[], text, boolean, text[], text, text) to counselor, supervisor;

-- A session that stands with the wrong client moves, with every version and note: nothing readable stays behind.
create function api.session_move(p_id uuid, p_session uuid, p_to text)
returns table (state text, client_code text, client_name text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  origin uuid;
  target uuid;
  home record;
  moved integer;
begin
  if not kit.receipt(p_id, 'session.move', jsonb_build_array(p_session, p_to)) then
    return query select 'duplicate', card.code, card.name from kit.client_cards(array[kit.client_named(p_to)]) card;
    return;
  end if;
  select s.client_id into origin from app.session s where s.id = p_session;
  if origin is null then
    perform kit.not_found('session');
  end if;
  target := kit.client_named(p_to);
  select card.code, card.name, c.office_id into home
  from kit.client_cards(array[target]) card join app.client c on c.id = card.id;
  if target = origin then
    perform kit.refuse('session.already_there');
  end if;
  -- the policies demand both clients; a row that may not be moved reports nothing, so one row is demanded
  update app.session s set client_id = target, office_id = home.office_id where s.id = p_session;
  get diagnostics moved = row_count;
  if moved <> 1 then
    perform kit.not_found('session');
  end if;
  insert into app.session_move (id, session_id, from_client, client_id, office_id, author_id)
  values (p_id, p_session, origin, target, home.office_id, author);
  return query select 'saved'::text, home.code, home.name;
end
$$;
grant execute on function api.session_move(uuid, uuid, text) to counselor, supervisor;
