-- Who counts as a second person: nobody who could be the first in disguise (docs/decisions/0014).
set local role ippo_gate;

-- Every act by which somebody came to know a password that is not their own: whose login was made or whose password set,
-- who asked for it, and who agreed. Where one person was enough, the one who asked. Null: the migration's login agreed.
create function kit.gate_acts() returns table (whom uuid, asked uuid, agreed uuid)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select s.id, s.created_by, case when d.request_id is null then s.created_by else d.decided_by end
  from app.staff s
  left join (app.gate_request q join app.gate_decision d on d.request_id = q.id and d.approved)
    on q.action = 'add' and q.login = s.login and q.requested_by = s.created_by
  where s.created_by is not null
  union all
  select s.id, q.requested_by, d.decided_by
  from app.gate_request q
  join app.gate_decision d on d.request_id = q.id and d.approved
  join app.staff s on s.login = q.login
  where q.action = 'password'
$$;

-- Everybody whom one and the same person could be together with this one. A person's hands are they themselves and, again
-- and again, whoever was made or set by a hand with the agreement of a hand. Accounts that were closed count: what
-- they made is still there. A loop and no recursive query, because the step asks twice for what was found so far.
create function kit.same_hand(p_staff uuid) returns uuid[]
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  together uuid[] := array[p_staff];
  holder uuid;
  hands uuid[];
  more uuid[];
begin
  for holder in select distinct a.asked from kit.gate_acts() a loop
    hands := array[holder];
    loop
      select array_agg(distinct a.whom) into more
      from kit.gate_acts() a
      where a.asked = any (hands) and a.agreed = any (hands) and a.whom <> all (hands);
      exit when more is null;
      hands := hands || more;
    end loop;
    if p_staff = any (hands) then
      together := together || hands;
    end if;
  end loop;
  return together;
end
$$;

-- Who may say yes to a request: the office's supervisors and administrators that are independent of whoever asked; where
-- the office has none, those of the other offices. Empty: nobody on the staff.
create function kit.second_persons(p_office uuid, p_login text, p_asked_by uuid) returns uuid[]
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  tied uuid[] := kit.same_hand(p_asked_by);
begin
  return (
    with independent as (
      select d.staff_id, d.office_id
      from app.duty d join app.staff s on s.id = d.staff_id
      where d.role in ('office_admin', 'supervisor') and s.login <> p_login and s.id <> all (tied)
        and not exists (select from app.duty_end e where e.duty_id = d.id)
        and not exists (select from app.staff_end e where e.staff_id = s.id)
    )
    select coalesce(array_agg(distinct i.staff_id), '{}') from independent i
    where i.office_id = p_office or not exists (select from independent o where o.office_id = p_office)
  );
end
$$;

-- The requests that this login sees: of the offices where it has a duty for that, of another office that has no independent
-- person of its own, and for the migration's login those for which there is nobody at all.
create function kit.waiting_requests() returns setof app.gate_request
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  mine uuid[] := me.offices('office_admin') || me.offices('supervisor');
  author uuid := me.staff_id();
  request app.gate_request;
  others uuid[];
begin
  for request in
    select q.* from app.gate_request q
    where not exists (select from app.gate_decision d where d.request_id = q.id)
    order by q.requested_at
  loop
    if request.office_id = any (mine) then
      return next request;
      continue;
    end if;
    others := kit.second_persons(request.office_id, request.login, request.requested_by);
    if author = any (others) or session_user = 'ippo_migrate' and cardinality(others) = 0 then
      return next request;
    end if;
  end loop;
end
$$;
