-- What a figure is counted from: sessions and inquiries as they stand, of offices, of a program or not. Functions without a
-- search path, so that the planner puts them into the queries that ask; without a program (its id null) it strikes the
-- program's clauses out, and the plan is the one of an office's month.
set local role ippo_figures;

-- A program's term and rules. `end_on`, like every end here, is the first day that is no longer in it.
create type kit.figure_program as (id uuid, from_on date, end_on date, per_person boolean, each_message boolean);

-- All null without a code. Whoever works for none of its offices learns as much as of one that is not there.
create function kit.figure_program(p_code text) returns kit.figure_program
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  found kit.figure_program;
begin
  select p.id, v.from_on, coalesce(v.until_on + 1, 'infinity'), v.presence = 'person', not v.line_by_day into found
  from app.program p join app.program_version v on v.program_id = p.id
  where p.code = p_code order by v.version desc limit 1;
  if p_code is not null and found.id is null then
    perform kit.not_found('program');
  end if;
  return found;
end
$$;

-- Which client was in the program on which days, as days and as moments; never outside its term.
create function kit.enrolled(p_program kit.figure_program)
returns table (client_id uuid, office_id uuid, from_on date, end_on date, starts timestamptz, ends timestamptz)
language sql stable
as $$
  select e.client_id, e.office_id, s.from_on, s.end_on,
    s.from_on::timestamp at time zone 'Asia/Tokyo', s.end_on::timestamp at time zone 'Asia/Tokyo'
  from app.enrolment e
  left join app.enrolment_end x on x.enrolment_id = e.id
  cross join lateral (
    select greatest(e.from_on, (p_program).from_on) as from_on,
      least(coalesce(x.left_on + 1, 'infinity'), (p_program).end_on) as end_on) s
  where e.program_id = (p_program).id and s.from_on < s.end_on
$$;

-- Whether that client's day is one of the program's; without a program every day is.
create function kit.is_inside(p_program kit.figure_program, p_client uuid, p_day date) returns boolean
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return p_program.id is null or exists (
    select from kit.enrolled(p_program) e where e.client_id = p_client and p_day >= e.from_on and p_day < e.end_on);
end
$$;

-- Those of the clients who are in the program on that day; all of them without a program.
create function kit.members(p_clients uuid[], p_day date, p_program kit.figure_program) returns uuid[]
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_program.id is null then
    return p_clients;
  end if;
  return (
    select coalesce(array_agg(c.id), '{}') from unnest(p_clients) c (id)
    where exists (
      select from kit.enrolled(p_program) e where e.client_id = c.id and p_day >= e.from_on and p_day < e.end_on));
end
$$;

-- Which programs a month of an office belongs to: those it works for and whose term has a day in it.
create function kit.programs_of_month(p_office uuid, p_first date) returns table (id uuid, code text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select p.id, p.code
  from app.program_office f
  join app.program p on p.id = f.program_id
  join app.program_version v on v.program_id = p.id
    and not exists (select from app.program_version n where n.program_id = p.id and n.version = v.version + 1)
  where f.office_id = p_office and v.from_on < p_first + interval '1 month' and (v.until_on is null or v.until_on >= p_first)
  order by p.code collate "C"
$$;

-- A bit for each of a case's people who can be in a session; those who come for their work have none, nor has who is not known.
create function kit.person_bit(who text) returns integer
language sql immutable
as $$
  select coalesce(1 << array_position(
    '{person,mother,father,sibling,spouse,child,grandparent,family,friend,other}'::text[], who), 0)
$$;

-- How many people those bits are; a consultation is one at least.
create function kit.heads(present integer) returns bigint
language sql immutable
as $$
  select greatest(1::bigint, bit_count(coalesce(present, 0)::bit(16)))
$$;

-- Sessions as they stand now: each in its latest version, with the client it belongs to. `by_day`: counts one a client,
-- method and day. `present`: who was there, where the program counts heads.
create function kit.standing_sessions(
  p_offices uuid[], p_from timestamptz, p_until timestamptz, p_program kit.figure_program)
returns table (
  session_id uuid, version integer, client_id uuid, kind text, method text, held_at timestamptz, minutes smallint,
  contact text, by_day boolean, present integer)
language sql stable
as $$
  select v.session_id, v.version, v.client_id, v.kind, v.method, v.held_at, v.minutes, v.contact,
    kit.is_counted_by_day(v.method) and not coalesce((p_program).each_message, false),
    case when (p_program).per_person then (
      select bit_or(kit.person_bit(w.who)) from app.session_with w
      where w.session_id = v.session_id and w.version = v.version) end
  from app.session_version v
  where v.office_id = any (p_offices) and v.held_at >= p_from and v.held_at < p_until
    and not exists (
      select from app.session_version n
      where n.office_id = any (p_offices) and n.session_id = v.session_id and n.version = v.version + 1 and n.version > 1)
    and ((p_program).id is null or exists (
      select from kit.enrolled(p_program) e
      where e.client_id = v.client_id and v.held_at >= e.starts and v.held_at < e.ends))
$$;

-- An inquiry belongs to the program that was chosen for it last; where nobody has chosen, to that of the client it stands
-- linked to, on the day it came.
create function kit.received_inquiries(
  p_offices uuid[], p_from timestamptz, p_until timestamptz, p_program kit.figure_program)
returns table (id uuid, channel text, kind text, relation text, minutes smallint, received_at timestamptz)
language sql stable
as $$
  select i.id, i.channel, i.kind, i.relation, i.minutes, i.received_at
  from app.inquiry i
  where i.office_id = any (p_offices) and i.received_at >= p_from and i.received_at < p_until
    and ((p_program).id is null or (
      i.received_at >= (p_program).from_on::timestamp at time zone 'Asia/Tokyo'
      and i.received_at < (p_program).end_on::timestamp at time zone 'Asia/Tokyo'
      and coalesce(
        (select coalesce(c.program_id = (p_program).id, false)
          from app.inquiry_program c where c.inquiry_id = i.id order by c.turn desc limit 1),
        exists (
          select from app.inquiry_link l
          join kit.enrolled(p_program) e on e.client_id = l.client_id
          where l.inquiry_id = i.id and i.received_at >= e.starts and i.received_at < e.ends
            and not exists (select from app.inquiry_unlink u where u.link_id = l.id)))))
$$;

-- What stands on a program's report: the contract as it is now, its offices and those that were counted, and what it wants of
-- the month's fiscal year. Null without a program.
create function kit.program_terms(p_program uuid, p_offices uuid[], p_month date) returns jsonb
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'code', p.code, 'name', v.name, 'name_en', v.name_en, 'funder', v.funder, 'municipality', v.municipality,
    'from', v.from_on, 'until', v.until_on, 'presence', v.presence, 'line_by_day', v.line_by_day,
    'offices', (select jsonb_agg(o.code order by o.code)
      from app.program_office f join app.office o on o.id = f.office_id where f.program_id = p.id),
    'counted', (select jsonb_agg(o.code order by o.code) from app.office o where o.id = any (p_offices)),
    'target', (select jsonb_build_object('inquiries', t.inquiries, 'sessions', t.sessions, 'people', t.people)
      from app.program_target t
      where t.program_id = p.id and t.version = v.version
        and t.fiscal_year = extract(year from p_month - interval '3 months')))
  from app.program p join app.program_version v on v.program_id = p.id
  where p.id = p_program order by v.version desc limit 1
$$;
