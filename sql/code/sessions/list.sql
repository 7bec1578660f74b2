-- Sessions as they stand now (each in its latest version), without their notes; newest first.
set local role ippo_api;
create function kit.session_cards(p_ids uuid[], p_client uuid, p_from timestamptz, p_until timestamptz)
returns setof api.session_card
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select v.session_id, c.id, c.code, n.name, v.kind, v.method, v.held_at, v.minutes,
    array(select w.who from app.session_with w where w.session_id = v.session_id and w.version = v.version order by 1),
    v.contact, v.accompanied,
    array(select s.login from app.session_staff t join app.staff s on s.id = t.staff_id
      where t.session_id = v.session_id and t.version = v.version order by 1),
    v.version, v.saved_at,
    (select s.login from app.staff s where s.id = r.author_id), r.reviewed_at
  from app.session_version v
  join app.client c on c.id = v.client_id
  join app.client_version n on n.client_id = c.id
    and not exists (select from app.client_version l where l.client_id = c.id and l.version = n.version + 1)
  left join app.session_review r on r.session_id = v.session_id and r.version = v.version
  where not exists (select from app.session_version l where l.session_id = v.session_id and l.version = v.version + 1)
    and (p_ids is null or v.session_id = any (p_ids))
    and (p_client is null or v.client_id = p_client)
    and (p_from is null or v.held_at >= p_from) and (p_until is null or v.held_at < p_until)
  order by v.held_at desc, v.session_id
$$;

-- `p_unreviewed`: only those whose latest version nobody has reviewed.
create function api.session_list(
  p_client text, p_from timestamptz, p_until timestamptz, p_unreviewed boolean default false)
returns setof api.session_card
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select card.* from kit.session_cards(
    null, case when p_client is not null then kit.client_named(p_client) end, p_from, p_until) card
  where card.reviewed_at is null or not coalesce(p_unreviewed, false)
$$;
grant execute on function api.session_list(text, timestamptz, timestamptz, boolean) to counselor, supervisor;

-- One session's card, to show whose it is before it is changed; leaves no ticket, as its note is not in it. Nothing for one that
-- is not there or not one's own.
create function api.session_named(p_session uuid)
returns setof api.session_card
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select card.* from kit.session_cards(array[p_session], null, null, null) card
$$;
grant execute on function api.session_named(uuid) to counselor, supervisor;
