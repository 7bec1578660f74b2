-- Reading a session with its note: a ticket on its client, then, in the next transaction, the versions.
set local role ippo_api;
create function api.session_open(p_id uuid) returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target uuid;
begin
  select s.client_id into target from app.session s where s.id = p_id;
  if target is null then
    perform kit.not_found('session');
  end if;
  return kit.ticket(author, target);
end
$$;

create function api.session_show(p_id uuid) returns setof api.session_card
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select * from kit.session_cards(array[p_id], null, null, null)
$$;

-- Every version, oldest first, with its note where it has one of its own (an amendment of the minutes has a reason and no
-- note). Empty without a ticket: a reason is somebody's words as well.
create function api.session_notes(p_id uuid)
returns table (version integer, saved_at timestamptz, author text, reason text, told_by text, body text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select v.version, v.saved_at, s.login, v.reason, n.told_by, n.body
  from app.session_version v
  join app.staff s on s.id = v.author_id
  left join app.session_note n on n.session_id = v.session_id and n.version = v.version
  where v.session_id = p_id and v.client_id = any ((select me.opened())::uuid[])
  order by v.version
$$;
grant execute on function api.session_open(uuid), api.session_show(uuid), api.session_notes(uuid) to counselor, supervisor;
