-- The gate: the only place that makes, resets and ends logins. It may create roles, so every value is checked against a
-- strict pattern, roles come from a list of constants, and a login that exists for any other purpose is refused.
set local role ippo_gate;

create function kit.demand_login(given text) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if given !~ '^[a-z][a-z0-9_]{1,30}$' or given ~ '^(pg_|ippo_)' then
    perform kit.refuse('staff.login_form');
  elsif exists (select from pg_catalog.pg_roles r where r.rolname = given) then
    perform kit.refuse('staff.login_taken');
  end if;
end
$$;

-- A SCRAM verifier as libpq makes it; never a password.
create function kit.demand_verifier(given text) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  if given is null
    or given !~ '^SCRAM-SHA-256\$[0-9]{4,6}:[A-Za-z0-9+/]{16,64}={0,2}\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$'
  then
    perform kit.refuse('staff.verifier_form');
  end if;
end
$$;

create function kit.demand_duties(given text[]) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  if coalesce(cardinality(given), 0) = 0
    or not given <@ array['counselor', 'intake', 'supervisor', 'office_admin']
  then
    perform kit.refuse('staff.role_unknown');
  end if;
end
$$;

-- Makes the login with its group roles and its rows.
create function kit.make_login(
  p_login text, p_name text, p_kana text, p_duties text[], p_office uuid, p_verifier text, p_by uuid)
returns uuid
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  new_id uuid := gen_random_uuid();
  duty text;
  group_role text;
begin
  perform kit.demand_login(p_login);
  perform kit.demand_verifier(p_verifier);
  perform kit.demand_duties(p_duties);
  begin
    execute format('create role %I login inherit password %L', p_login, p_verifier);
    foreach duty in array p_duties loop
      group_role := case duty
        when 'counselor' then 'counselor' when 'intake' then 'intake'
        when 'supervisor' then 'supervisor' when 'office_admin' then 'office_admin' end;
      execute format('grant %I to %I', group_role, p_login);
    end loop;
  exception when others then
    -- the statement's text holds a verifier: only the bare state leaves
    raise exception using errcode = 'IP001', message = 'gate.' || sqlstate;
  end;
  insert into app.staff (id, login, role_oid, name, kana, created_by)
  select new_id, p_login, r.oid, p_name, p_kana, p_by from pg_catalog.pg_roles r where r.rolname = p_login;
  insert into app.duty (staff_id, office_id, role, granted_by)
  select distinct new_id, p_office, d, p_by from unnest(p_duties) d;
  return new_id;
end
$$;

-- Sets a verifier, only of a login that the staff list knows by its oid.
create function kit.set_verifier(p_login text, p_verifier text) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  known text;
begin
  perform kit.demand_verifier(p_verifier);
  select s.login into known
  from app.staff s join pg_catalog.pg_roles r on r.oid = s.role_oid and r.rolname = s.login
  where s.login = p_login and not exists (select from app.staff_end e where e.staff_id = s.id);
  if known is null then
    perform kit.not_found('staff');
  end if;
  begin
    execute format('alter role %I password %L', known, p_verifier);
  exception when others then
    raise exception using errcode = 'IP001', message = 'gate.' || sqlstate;
  end;
end
$$;
