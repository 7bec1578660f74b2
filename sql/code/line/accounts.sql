-- The offices' accounts at LINE: which bot's user id (`destination`) is whose. Each is one office's at a time.
set local role ippo_api;

-- Two administrators of two offices cannot both take the same one.
create function kit.line_accounts_one_at_a_time() returns void
language sql volatile
set search_path = pg_catalog, pg_temp
as $$
  select pg_advisory_xact_lock(hashtextextended('line accounts', 0))
$$;

create function api.line_account_bind(p_id uuid, p_destination text, p_office text, p_takes_unknown boolean)
returns table (state text, destination text, office text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  home uuid;
begin
  if not kit.receipt(p_id, 'line.account.bind', jsonb_build_array(p_destination, p_office, p_takes_unknown)) then
    return query select 'duplicate'::text, p_destination, o.code
      from (select) one
      left join app.line_channel c on c.id = p_id
      left join app.office o on o.id = c.office_id;
    return;
  end if;
  home := kit.office_meant(p_office, me.offices('office_admin'));
  if coalesce(p_destination, '') !~ '^U[0-9a-f]{32}$' then
    perform kit.refuse('line.destination_form');
  end if;
  perform kit.line_accounts_one_at_a_time();
  if me.line_account_taken(p_destination) then
    perform kit.refuse('line.account_taken');
  elsif p_takes_unknown and me.line_home_taken() then
    perform kit.refuse('line.home_taken');
  end if;
  insert into app.line_channel (id, destination, office_id, takes_unknown, author_id)
  values (p_id, p_destination, home, coalesce(p_takes_unknown, false), author);
  return query select 'saved'::text, p_destination, o.code from app.office o where o.id = home;
end
$$;

create function api.line_account_unbind(p_id uuid, p_destination text) returns table (state text, destination text, office text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  found app.line_channel;
begin
  if not kit.receipt(p_id, 'line.account.unbind', jsonb_build_array(p_destination)) then
    return query select 'duplicate'::text, p_destination, null::text;
    return;
  end if;
  perform kit.line_accounts_one_at_a_time();
  select c.* into found from app.line_channel c
  where c.destination = p_destination and not exists (select from app.line_channel_end e where e.channel_id = c.id);
  if found.id is null then
    perform kit.not_found('line_account');
  end if;
  insert into app.line_channel_end (channel_id, office_id, author_id) values (found.id, found.office_id, author);
  return query select 'saved'::text, p_destination, o.code from app.office o where o.id = found.office_id;
end
$$;

-- Those that stand, of one's offices.
create function api.line_account_list()
returns table (destination text, office text, takes_unknown boolean, author text, added_at timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select c.destination, o.code, c.takes_unknown, s.login, c.added_at
  from app.line_channel c
  join app.office o on o.id = c.office_id
  join app.staff s on s.id = c.author_id
  where c.office_id = any ((select me.offices('office_admin'))::uuid[])
    and not exists (select from app.line_channel_end e where e.channel_id = c.id)
  order by o.code, c.added_at, c.destination
$$;
grant execute on function api.line_account_bind(uuid, text, text, boolean), api.line_account_unbind(uuid, text),
  api.line_account_list() to office_admin;
