-- A case's sessions in their order with who took part and the note as it stands, for the record on paper (支援経過記録). On a
-- ticket (api.client_open) only; without one no row, so that no sheet without notes passes for the whole record.
set local role ippo_api;
create function api.session_record(p_client text, p_from timestamptz, p_until timestamptz)
returns table (
  id uuid, held_at timestamptz, minutes smallint, staff_names text[], kind text, method text, with_who text[], contact text,
  accompanied boolean, version integer, saved_at timestamptz, reason text, told_by text, body text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select card.id, card.held_at, card.minutes,
    array(
      select s.name from app.session_staff t join app.staff s on s.id = t.staff_id
      where t.session_id = card.id and t.version = card.version order by s.login),
    card.kind, card.method, card.with_who, card.contact, card.accompanied, card.version, card.saved_at, v.reason,
    note.told_by, note.body
  from kit.session_cards(null, kit.client_named(p_client), p_from, p_until) card
  join app.session_version v on v.session_id = card.id and v.version = card.version
  -- an amendment that left the note alone has none of its own
  left join lateral (
    select n.told_by, n.body from app.session_note n where n.session_id = card.id order by n.version desc limit 1) note on true
  where card.client_id = any ((select me.opened())::uuid[])
  order by card.held_at, card.id
$$;
grant execute on function api.session_record(text, timestamptz, timestamptz) to counselor, supervisor;
