set local role ippo_gate;

-- A new login, by an office_admin of that office. A supervisor's waits for a second person: otherwise an admin who reads
-- no notes could make himself a reader.
create function api.staff_add(
  p_id uuid, p_login text, p_name text, p_kana text, p_duties text[], p_office text, p_verifier text)
returns table (state text, id uuid)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  home uuid;
begin
  select o.id into home from app.office o where o.code = p_office and o.id = any (me.offices('office_admin'));
  if home is null then
    perform kit.refuse('office.not_yours');
  elsif coalesce(p_name, '') = '' then
    perform kit.refuse('staff.name_missing');
  end if;
  perform kit.demand_login(p_login);
  perform kit.demand_verifier(p_verifier);
  perform kit.demand_duties(p_duties);
  if 'supervisor' = any (p_duties) then
    insert into app.gate_request (id, action, office_id, login, name, kana, roles, requested_by)
    values (p_id, 'add', home, p_login, p_name, p_kana, p_duties, author);
    insert into app.gate_verifier (request_id, verifier) values (p_id, p_verifier);
    return query select 'waiting'::text, p_id;
    return;
  end if;
  return query select 'saved'::text, kit.make_login(p_login, p_name, p_kana, p_duties, home, p_verifier, author);
end
$$;

-- A new password for somebody else. Where that person supervises any office it waits for a second person.
create function api.staff_password(p_id uuid, p_login text, p_verifier text)
returns table (state text, id uuid)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target uuid;
  home uuid;
  duties text[];
begin
  select s.id, min(d.office_id::text)::uuid, array_agg(distinct d.role) into target, home, duties
  from app.staff s join app.duty d on d.staff_id = s.id
  where s.login = p_login and d.office_id = any (me.offices('office_admin'))
    and not exists (select from app.staff_end e where e.staff_id = s.id)
  group by s.id;
  if target is null then
    perform kit.not_found('staff');
  end if;
  if exists (
    select from app.duty d where d.staff_id = target and d.role = 'supervisor'
      and not exists (select from app.duty_end e where e.duty_id = d.id))
  then
    perform kit.demand_verifier(p_verifier);
    insert into app.gate_request (id, action, office_id, login, roles, requested_by)
    values (p_id, 'password', home, p_login, duties, author);
    insert into app.gate_verifier (request_id, verifier) values (p_id, p_verifier);
    return query select 'waiting'::text, p_id;
    return;
  end if;
  -- whoever sets somebody's password could come as them: that it was done, and by whom, stands in the chain
  insert into app.gate_request (id, action, office_id, login, roles, requested_by)
  values (p_id, 'password', home, p_login, duties, author)
  on conflict do nothing;
  if not found then
    perform kit.conflict('receipt.other_content');
  end if;
  insert into app.gate_decision (request_id, approved, decided_by) values (p_id, true, author);
  perform kit.set_verifier(p_login, p_verifier);
  return query select 'saved'::text, target;
end
$$;

-- The second person (kit.second_persons). A no needs no independence: it gives nobody anything. Where nobody on the staff
-- is independent of whoever asked, the migration's login decides.
create function api.staff_approve(p_login text, p_approved boolean)
returns table (state text, id uuid)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := case when session_user <> 'ippo_migrate' then kit.author() end;
  request app.gate_request;
  secret text;
  made uuid;
begin
  select q.* into request from kit.waiting_requests() q where q.login = p_login order by q.requested_at limit 1;
  if request.id is null then
    perform kit.not_found('request');
  elsif request.requested_by = author then
    perform kit.refuse('gate.second_person');
  elsif request.action = 'password' and request.login = session_user then
    perform kit.refuse('gate.not_own');
  elsif p_approved is not false then
    if author is not null
      and author <> all (kit.second_persons(request.office_id, request.login, request.requested_by))
    then
      perform kit.refuse('gate.not_independent');
    elsif not exists (
      select from app.duty d
      where d.staff_id = request.requested_by and d.office_id = request.office_id and d.role = 'office_admin'
        and not exists (select from app.duty_end e where e.duty_id = d.id)
        and not exists (select from app.staff_end e where e.staff_id = d.staff_id))
    then
      -- they know the password that waits here, and answer for it no more
      perform kit.refuse('gate.requester_gone');
    end if;
  end if;
  delete from app.gate_verifier v where v.request_id = request.id returning v.verifier into secret;
  insert into app.gate_decision (request_id, approved, decided_by) values (request.id, p_approved, author);
  if not p_approved then
    return query select 'refused'::text, request.id;
    return;
  end if;
  if request.action = 'add' then
    made := kit.make_login(
      request.login, request.name, request.kana, request.roles, request.office_id, secret, request.requested_by);
  else
    perform kit.set_verifier(request.login, secret);
    made := request.id;
  end if;
  return query select 'saved'::text, made;
end
$$;

-- Ends an account at once: no login, no open connection.
create function api.staff_disable(p_login text) returns table (state text, id uuid)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target record;
begin
  select s.id, s.login, s.role_oid into target
  from app.staff s
  join pg_catalog.pg_roles r on r.oid = s.role_oid and r.rolname = s.login
  where s.login = p_login
    and exists (select from app.duty d where d.staff_id = s.id and d.office_id = any (me.offices('office_admin')));
  if target.id is null then
    perform kit.not_found('staff');
  elsif target.id = author then
    perform kit.refuse('staff.not_self');
  end if;
  if exists (select from app.staff_end e where e.staff_id = target.id) then
    return query select 'duplicate'::text, target.id;
    return;
  end if;
  insert into app.staff_end (staff_id, ended_by) values (target.id, author);
  execute format('alter role %I nologin', target.login);
  perform pg_terminate_backend(a.pid) from pg_stat_get_activity(null) a where a.usesysid = target.role_oid;
  return query select 'saved'::text, target.id;
end
$$;

-- What waits for a second person in my offices, and elsewhere for me.
create function api.staff_requests()
returns table (id uuid, action text, login text, name text, roles text[], office text, requested_by text, requested_at timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select q.id, q.action, q.login, q.name, q.roles, o.code, s.login, q.requested_at
  from kit.waiting_requests() q
  join app.office o on o.id = q.office_id
  join app.staff s on s.id = q.requested_by
  order by q.requested_at
$$;

grant execute on function
  api.staff_add(uuid, text, text, text, text[], text, text), api.staff_password(uuid, text, text), api.staff_disable(text)
  to office_admin;
grant execute on function api.staff_approve(text, boolean), api.staff_requests() to office_admin, supervisor, ippo_migrate;

set local role ippo_api;
create function api.staff_list()
returns table (id uuid, login text, name text, kana text, roles text[], offices text[], state text, created_at timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select s.id, s.login, s.name, s.kana,
    array_agg(distinct d.role order by d.role), array_agg(distinct o.code order by o.code),
    case when exists (select from app.staff_end e where e.staff_id = s.id) then 'disabled' else 'active' end, s.created_at
  from app.staff s
  join app.duty d on d.staff_id = s.id and not exists (select from app.duty_end e where e.duty_id = d.id)
  join app.office o on o.id = d.office_id
  where d.office_id = any (me.offices())
  group by s.id, s.login, s.name, s.kana, s.created_at
  order by s.login
$$;
grant execute on function api.staff_list() to counselor, intake, supervisor, office_admin;
