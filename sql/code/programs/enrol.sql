-- A case belongs to a program from a day on, until a day; to one program on any day, or its sessions would be paid for twice.
set local role ippo_api;

create function kit.enrol(
  p_id uuid, p_client uuid, p_office uuid, p_program uuid, p_from date, p_until date, p_author uuid) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  perform kit.one_at_a_time(p_client);
  perform kit.demand_program(p_program, p_office, p_from);
  if p_until < p_from then
    perform kit.refuse('enrolment.left_before');
  elsif p_until is not null then
    perform kit.demand_program(p_program, p_office, p_until);
  end if;
  if exists (
    select from app.enrolment e left join app.enrolment_end x on x.enrolment_id = e.id
    where e.client_id = p_client and e.from_on <= coalesce(p_until, 'infinity')
      and coalesce(x.left_on, 'infinity') >= greatest(e.from_on, p_from))
  then
    perform kit.refuse('enrolment.overlaps');
  end if;
  insert into app.enrolment (id, client_id, office_id, program_id, from_on, author_id)
  values (p_id, p_client, p_office, p_program, p_from, p_author);
  if p_until is not null then
    insert into app.enrolment_end (enrolment_id, client_id, office_id, left_on, author_id)
    values (p_id, p_client, p_office, p_until, p_author);
  end if;
end
$$;

-- `p_until` where it is known already, such as for the program of the year before.
create function api.client_enrol(p_id uuid, p_client text, p_program text, p_from date, p_until date)
returns table (state text, client_id uuid)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target app.client;
begin
  if not kit.receipt(p_id, 'client.enrol', jsonb_build_array(p_client, p_program, p_from, p_until)) then
    return query select 'duplicate'::text, kit.client_named(p_client);
    return;
  end if;
  if p_from > kit.today() or p_until > kit.today() then
    perform kit.refuse('date.future');
  end if;
  target := kit.client_to_write(p_client, coalesce(p_from, kit.today()));
  perform kit.enrol(
    p_id, target.id, target.office_id, kit.program_named(p_program), coalesce(p_from, kit.today()), p_until, author);
  return query select 'saved'::text, target.id;
end
$$;

-- `p_on` is the last day that belongs to the program; the day before its first one takes back what was a mistake.
create function api.client_leave(p_id uuid, p_client text, p_program text, p_on date)
returns table (state text, client_id uuid)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target app.client;
  standing app.enrolment;
begin
  if not kit.receipt(p_id, 'client.leave', jsonb_build_array(p_client, p_program, p_on)) then
    return query select 'duplicate'::text, kit.client_named(p_client);
    return;
  end if;
  -- also of a case that is closed
  target := kit.client_to_write(p_client, null);
  perform kit.one_at_a_time(target.id);
  select e.* into standing
  from app.enrolment e
  where e.client_id = target.id and e.program_id = kit.program_named(p_program)
    and not exists (select from app.enrolment_end x where x.enrolment_id = e.id);
  if standing.id is null then
    perform kit.refuse('enrolment.none');
  elsif p_on > kit.today() then
    perform kit.refuse('date.future');
  elsif coalesce(p_on, kit.today()) < standing.from_on - 1 then
    perform kit.refuse('enrolment.left_before');
  end if;
  insert into app.enrolment_end (enrolment_id, client_id, office_id, left_on, author_id)
  values (standing.id, target.id, target.office_id, coalesce(p_on, kit.today()), author);
  return query select 'saved'::text, target.id;
end
$$;

-- All the programs a case has been in, the first one first.
create function api.client_enrolments(p_client text)
returns table (
  id uuid, program text, program_name text, from_on date, left_on date, author text, created_at timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select e.id, p.code, v.name, e.from_on, x.left_on, s.login, e.created_at
  from app.enrolment e
  join app.program p on p.id = e.program_id
  join app.program_version v on v.program_id = p.id
    and not exists (select from app.program_version n where n.program_id = p.id and n.version = v.version + 1)
  join app.staff s on s.id = e.author_id
  left join app.enrolment_end x on x.enrolment_id = e.id
  where e.client_id = (select kit.client_named(p_client))
  order by e.from_on, e.created_at, e.id
$$;
grant execute on function api.client_enrol(uuid, text, text, date, date), api.client_leave(uuid, text, text, date)
  to counselor, supervisor;
grant execute on function api.client_enrolments(text) to counselor, intake, supervisor;
