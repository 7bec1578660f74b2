-- Sessions as they stand now. A row is one consultation of one case, whoever of the household took part, unless the program
-- counts heads; LINE and mail count one a client, method and day, unless it counts each.
set local role ippo_figures;

-- `unit` is what is counted: the session, or for LINE and mail the first of the client's day; `heads` is for how many it counts.
-- Minutes are never folded.
create function kit.figures_of_sessions(
  p_offices uuid[], p_from timestamptz, p_until timestamptz, p_anonymous bigint, p_program kit.figure_program)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    with standing as materialized (
      select s.session_id, s.version, s.client_id, s.kind, s.method, s.held_at, coalesce(s.minutes, 0) as minutes, s.contact,
        s.by_day, s.present
      from kit.standing_sessions(p_offices, p_from, p_until, p_program) s
    ), consultations as materialized (
      select s.session_id as unit, s.session_id, s.version, s.client_id, s.method, s.minutes, s.contact,
        case when p_program.per_person then kit.heads(s.present) else 1 end as heads
      from standing s where s.kind = 'consultation' and not s.by_day
      union all
      select first_value(s.session_id) over (a_day order by s.session_id),
        s.session_id, s.version, s.client_id, s.method, s.minutes, s.contact,
        case when p_program.per_person then kit.heads(bit_or(s.present) over a_day) else 1 end
      from standing s where s.kind = 'consultation' and s.by_day
      window a_day as (partition by s.client_id, s.method, (s.held_at at time zone 'Asia/Tokyo')::date)
    ), by_method as (
      select c.method, sum(c.heads) filter (where c.unit = c.session_id) as n, count(distinct c.client_id) as people,
        sum(c.minutes) as minutes
      from consultations c group by c.method
    ),
    -- looked up a session at a time (offset 0): these tables know no month, and reading all of them grows with the history
    by_staff as (
      select u.staff_id, sum(u.heads) as n, count(distinct u.client_id) as people, sum(u.minutes) as minutes
      from (
        select t.staff_id, c.unit, c.client_id, min(c.heads) as heads, sum(c.minutes) as minutes
        from consultations c cross join lateral (
          select t.staff_id from app.session_staff t
          where t.session_id = c.session_id and t.version = c.version offset 0) t
        group by t.staff_id, c.unit, c.client_id) u
      group by u.staff_id
    ), by_with as (
      select u.who, count(*) as n
      from (
        select distinct coalesce(w.who, 'unknown') as who, c.unit
        from consultations c left join lateral (
          select w.who from app.session_with w
          where w.session_id = c.session_id and w.version = c.version offset 0) w on true) u
      group by u.who
    )
    select jsonb_build_object(
      'count', coalesce(sum(c.heads) filter (where c.unit = c.session_id), 0),
      'people', count(distinct c.client_id),
      'minutes', coalesce(sum(c.minutes), 0),
      'anonymous', p_anonymous,
      'absent_visits', (select count(*) from standing where kind = 'absent_visit'),
      'no_shows', (select count(*) from standing where kind = 'no_show'),
      'agency_contacts', (select count(*) from standing where kind = 'agency_contact'),
      'by_method', (select coalesce(jsonb_object_agg(m.method,
          jsonb_build_object('count', m.n, 'people', m.people, 'minutes', m.minutes)), '{}') from by_method m),
      'by_staff', (select coalesce(jsonb_object_agg(a.login,
          jsonb_build_object('count', s.n, 'people', s.people, 'minutes', s.minutes)), '{}')
        from by_staff s join app.staff a on a.id = s.staff_id),
      'by_with', (select coalesce(jsonb_object_agg(w.who, w.n), '{}') from by_with w),
      'by_contact', (select coalesce(jsonb_object_agg(k.contact, k.n), '{}')
        from (select contact, count(distinct unit) as n from consultations where contact is not null group by contact) k))
    from consultations c);
end
$$;

-- Count and distinct clients of the whole span, or of each month that has any: folded in one pass, first LINE and mail by client, method
-- and day, then clients.
create function kit.counted_sessions(
  p_offices uuid[], p_from timestamptz, p_until timestamptz, p_monthly boolean, p_program kit.figure_program)
returns table (month timestamptz, count bigint, people bigint)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    with units as (
      select case when p_monthly then date_trunc('month', s.held_at, 'Asia/Tokyo') else p_from end as at, s.client_id,
        case when s.by_day then s.method end as method,
        case when s.by_day then (s.held_at at time zone 'Asia/Tokyo')::date end as day,
        case when p_program.per_person then sum(kit.heads(s.present))::bigint else count(*) end as n,
        case when p_program.per_person then kit.heads(bit_or(s.present)) else 1 end as folded
      from kit.standing_sessions(p_offices, p_from, p_until, p_program) s
      where s.kind = 'consultation'
      group by 1, 2, 3, 4
    ), people as (
      select u.at, sum(case when u.method is null then u.n else u.folded end) as n from units u group by u.at, u.client_id
    )
    select p.at, sum(p.n)::bigint, count(*) from people p group by p.at;
end
$$;

create function kit.sessions_between(
  p_offices uuid[], p_from timestamptz, p_until timestamptz, p_program kit.figure_program)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce(
    (select jsonb_build_object('count', s.count, 'people', s.people)
      from kit.counted_sessions(p_offices, p_from, p_until, false, p_program) s),
    '{"count": 0, "people": 0}');
end
$$;
