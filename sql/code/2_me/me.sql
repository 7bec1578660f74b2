-- Who is asking, by session_user and by nothing else. Owned by the lookup role, which passes row-level security and may
-- read only these few columns; each is called once a query, as an array. PL/pgSQL, because a function in SQL is planned anew at
-- each call, and one verb asks for these a dozen times.
set local role ippo_owner;
revoke all on all tables in schema app from ippo_lookup;
grant select (id, login, role_oid) on app.staff to ippo_lookup;
grant select (staff_id) on app.staff_end to ippo_lookup;
grant select (id, staff_id, office_id, role) on app.duty to ippo_lookup;
grant select (duty_id) on app.duty_end to ippo_lookup;
grant select (id, staff_id, client_id, office_id) on app.assignment to ippo_lookup;
grant select (assignment_id) on app.assignment_end to ippo_lookup;
grant select (staff_id, client_id, office_id, outside_caseload, until, opened_in) on app.access to ippo_lookup;

set local role ippo_lookup;

-- The member of staff behind this login; null for services, for owners and after the account was closed.
create function me.staff_id() returns uuid
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select s.id from app.staff s
    where s.login = session_user
      and not exists (select from app.staff_end e where e.staff_id = s.id)
  );
end
$$;

-- The offices where I have this duty.
create function me.offices(duty text) returns uuid[]
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select coalesce(array_agg(d.office_id), '{}')
    from app.staff s join app.duty d on d.staff_id = s.id
    where s.login = session_user and d.role = duty
      and not exists (select from app.duty_end e where e.duty_id = d.id)
      and not exists (select from app.staff_end e where e.staff_id = s.id)
  );
end
$$;

-- The offices where I have any duty.
create function me.offices() returns uuid[]
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select coalesce(array_agg(distinct d.office_id), '{}')
    from app.staff s join app.duty d on d.staff_id = s.id
    where s.login = session_user
      and not exists (select from app.duty_end e where e.duty_id = d.id)
      and not exists (select from app.staff_end e where e.staff_id = s.id)
  );
end
$$;

-- My caseload, and what I opened outside it for a reason, for as long as that lasts. A ticket counts from the next
-- transaction on; clock_timestamp, because now() stands still in a transaction.
create function me.clients() returns uuid[]
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    with mine as (
      select s.id, d.office_id
      from app.staff s join app.duty d on d.staff_id = s.id and d.role = 'counselor'
      where s.login = session_user
        and not exists (select from app.duty_end e where e.duty_id = d.id)
        and not exists (select from app.staff_end e where e.staff_id = s.id)
    )
    select coalesce(array_agg(c.client_id), '{}') from (
      select a.client_id
      from mine join app.assignment a on a.staff_id = mine.id and a.office_id = mine.office_id
      where not exists (select from app.assignment_end e where e.assignment_id = a.id)
      union
      select t.client_id
      from mine join app.access t on t.staff_id = mine.id and t.office_id = mine.office_id
      where t.outside_caseload and t.until > clock_timestamp()
        and t.opened_in is distinct from pg_current_xact_id_if_assigned()
    ) c
  );
end
$$;

-- My caseload alone: what outlasts a broken glass (moving a session, taking an inquiry off its client) asks for this.
create function me.caseload() returns uuid[]
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select coalesce(array_agg(distinct a.client_id), '{}')
    from app.staff s
    join app.duty d on d.staff_id = s.id and d.role = 'counselor'
    join app.assignment a on a.staff_id = s.id and a.office_id = d.office_id
    where s.login = session_user
      and not exists (select from app.duty_end e where e.duty_id = d.id)
      and not exists (select from app.staff_end e where e.staff_id = s.id)
      and not exists (select from app.assignment_end e where e.assignment_id = a.id)
  );
end
$$;

-- Clients whose record I have opened: a ticket of an earlier transaction that has not run out.
create function me.opened() returns uuid[]
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select coalesce(array_agg(distinct t.client_id), '{}')
    from app.staff s join app.access t on t.staff_id = s.id
    where s.login = session_user and t.until > clock_timestamp()
      and t.opened_in is distinct from pg_current_xact_id_if_assigned()
      and not exists (select from app.staff_end e where e.staff_id = s.id)
  );
end
$$;

grant execute on all functions in schema me to ippo_owner, ippo_api, ippo_similar, ippo_audit, ippo_figures, ippo_gate;
