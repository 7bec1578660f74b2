-- Where a sender of LINE's messages sends: every office, one at a time. Empty for everybody else.
set local role ippo_owner;
grant select (id) on app.office to ippo_lookup;
set local role ippo_lookup;
create function me.sending_offices() returns uuid[]
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not pg_has_role(session_user, 'line_sender', 'member') then
    return '{}';
  end if;
  return array(select o.id from app.office o);
end
$$;
grant execute on function me.sending_offices() to ippo_owner, ippo_api;
