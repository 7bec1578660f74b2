-- Where a LINE login takes things in. Empty for everybody else.
set local role ippo_owner;
grant select (id, created_at, code) on app.office to ippo_lookup;
grant select (id, destination, office_id, takes_unknown) on app.line_channel to ippo_lookup;
grant select (channel_id) on app.line_channel_end to ippo_lookup;

set local role ippo_lookup;
-- The office of the login: the one whose channel is marked, else the one that was founded first.
create function me.line_home() returns uuid
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not pg_has_role(session_user, 'line_intake', 'member') then
    return null;
  end if;
  return coalesce(
    (select c.office_id from app.line_channel c
      where c.takes_unknown and not exists (select from app.line_channel_end e where e.channel_id = c.id)),
    (select o.id from app.office o order by o.created_at, o.code limit 1));
end
$$;

-- The office a destination belongs to; null where nobody has said so.
create function me.line_office(given text) returns uuid
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not pg_has_role(session_user, 'line_intake', 'member') then
    return null;
  end if;
  return (
    select c.office_id from app.line_channel c
    where c.destination = given and not exists (select from app.line_channel_end e where e.channel_id = c.id));
end
$$;

-- All of them: what the policies ask.
create function me.line_offices() returns uuid[]
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not pg_has_role(session_user, 'line_intake', 'member') then
    return '{}';
  end if;
  -- one statement: it is asked some ten times a call
  return array(
    with standing as materialized (
      select c.office_id, c.takes_unknown from app.line_channel c
      where not exists (select from app.line_channel_end e where e.channel_id = c.id))
    select s.office_id from standing s
    union all
    (select o.id from app.office o where not exists (select from standing s where s.takes_unknown)
      order by o.created_at, o.code limit 1));
end
$$;

-- For whoever binds one: whether a destination is somebody's already, and whether one takes in what is for nobody known. Of which
-- office is not told.
create function me.line_account_taken(given text) returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return cardinality(me.offices('office_admin')) > 0 and exists (
    select from app.line_channel c
    where c.destination = given and not exists (select from app.line_channel_end e where e.channel_id = c.id));
end
$$;
create function me.line_home_taken() returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return cardinality(me.offices('office_admin')) > 0 and exists (
    select from app.line_channel c
    where c.takes_unknown and not exists (select from app.line_channel_end e where e.channel_id = c.id));
end
$$;
grant execute on function me.line_home(), me.line_office(text), me.line_offices() to ippo_owner, ippo_api;
grant execute on function me.line_account_taken(text), me.line_home_taken() to ippo_api;
