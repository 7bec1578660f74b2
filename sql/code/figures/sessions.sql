-- Sessions as they stand now: each in its latest version, with the client it belongs to. A row is one consultation of one case,
-- whoever of the household took part; LINE and mail count one a client, method and day.
set local role ippo_figures;

-- `unit` is what is counted: the session, or for LINE and mail the first of the client's day. Minutes are never folded.
create function kit.figures_of_sessions(p_offices uuid[], p_from timestamptz, p_until timestamptz, p_anonymous bigint)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    with standing as materialized (
      select v.session_id, v.version, v.client_id, v.kind, v.method, v.held_at, coalesce(v.minutes, 0) as minutes, v.contact
      from app.session_version v
      where v.office_id = any (p_offices) and v.held_at >= p_from and v.held_at < p_until
        and not exists (
          select from app.session_version n
          where n.office_id = any (p_offices) and n.session_id = v.session_id and n.version = v.version + 1 and n.version > 1)
    ), consultations as materialized (
      select s.session_id as unit, s.session_id, s.version, s.client_id, s.method, s.minutes, s.contact
      from standing s where s.kind = 'consultation' and not kit.is_counted_by_day(s.method)
      union all
      select first_value(s.session_id) over (
          partition by s.client_id, s.method, (s.held_at at time zone 'Asia/Tokyo')::date order by s.session_id),
        s.session_id, s.version, s.client_id, s.method, s.minutes, s.contact
      from standing s where s.kind = 'consultation' and kit.is_counted_by_day(s.method)
    ), by_method as (
      select c.method, count(*) filter (where c.unit = c.session_id) as n, count(distinct c.client_id) as people,
        sum(c.minutes) as minutes
      from consultations c group by c.method
    ),
    -- looked up a session at a time (offset 0): these tables know no month, and reading all of them grows with the history
    by_staff as (
      select u.staff_id, count(*) as n, count(distinct u.client_id) as people, sum(u.minutes) as minutes
      from (
        select t.staff_id, c.unit, c.client_id, sum(c.minutes) as minutes
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
      'count', count(*) filter (where c.unit = c.session_id),
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

-- Count and distinct clients of a longer span, folded in one pass: first LINE and mail by client, method and day, then clients.
create function kit.sessions_between(p_offices uuid[], p_from timestamptz, p_until timestamptz) returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    with units as (
      select v.client_id,
        case when kit.is_counted_by_day(v.method) then v.method end as method,
        case when kit.is_counted_by_day(v.method) then (v.held_at at time zone 'Asia/Tokyo')::date end as day,
        count(*) as n
      from app.session_version v
      where v.office_id = any (p_offices) and v.held_at >= p_from and v.held_at < p_until and v.kind = 'consultation'
        and not exists (
          select from app.session_version n
          where n.office_id = any (p_offices) and n.session_id = v.session_id and n.version = v.version + 1 and n.version > 1)
      group by 1, 2, 3
    ), people as (
      select sum(case when u.method is null then u.n else 1 end) as n from units u group by u.client_id
    )
    select jsonb_build_object('count', coalesce(sum(p.n), 0), 'people', count(*)) from people p);
end
$$;
