-- The rows behind the figures: base sets, each an array of facts with ids in it and no name, and which of them a figure counts.
-- They are asked for apart from the figures, which are counted without making rows; Tests/Recount/rows.sql holds the two
-- against each other, figure by figure.
set local role ippo_figures;

create function kit.figure_bases(p_of_program boolean default false) returns text[]
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select array['inquiries', 'clients', 'clients_new', 'clients_closed', 'clients_reopened', 'sessions', 'referrals',
    'plans_agreed', 'plan_checks', 'plans_overdue']
    || case when p_of_program then array['enrolment_entered', 'enrolment_left'] else '{}' end
$$;

-- A moment as JSON has it, whatever the session's time zone.
create function kit.moment_text(given timestamptz) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select to_char(given at time zone 'Asia/Tokyo', 'YYYY-MM-DD"T"HH24:MI:SS.MS') || '+09:00'
$$;

create function kit.base_inquiries(
  p_offices uuid[], p_first date, p_end date, p_program kit.figure_program)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select jsonb_agg(jsonb_build_object(
        'inquiry_id', i.id, 'at', kit.moment_text(i.received_at), 'channel', i.channel, 'kind', i.kind,
        'relation', i.relation, 'relation_group', kit.relation_group(i.relation), 'minutes', i.minutes,
        'anonymous', i.kind = 'consultation' and i.minutes is not null and not exists (
          select from app.inquiry_link l
          where l.inquiry_id = i.id and not exists (select from app.inquiry_unlink u where u.link_id = l.id)))
      order by i.received_at, i.id)
    from kit.received_inquiries(p_offices, kit.start_of(p_first), kit.start_of(p_end), p_program) i);
end
$$;

create function kit.base_clients(
  p_offices uuid[], p_first date, p_end date, p_program kit.figure_program)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  last_day date := p_end - 1;
begin
  return (
    with people as (
      select c.id, c.received_on, v.sex, kit.age(v.birth, v.age_about, v.age_about_on, last_day) as age,
        kit.withdrawal_band(kit.withdrawn_months(v.withdrawn_since, last_day)) as withdrawal_band
      from unnest(kit.active_clients(p_offices, p_first, p_end, p_program)) a (id)
      join app.client c on c.id = a.id
      cross join lateral (
        select n.sex, n.birth, n.age_about, n.age_about_on, n.withdrawn_since
        from app.client_version n where n.client_id = a.id order by n.version desc limit 1) v
    )
    select jsonb_agg(jsonb_build_object(
        'client_id', p.id, 'on', p.received_on, 'sex', p.sex, 'age', p.age, 'age_band', kit.age_band(p.age),
        'withdrawal_band', p.withdrawal_band,
        'factors', coalesce((
          select jsonb_agg(distinct f.factor)
          from app.assessment a join app.assessment_factor f on f.assessment_id = a.id
          where f.client_id = p.id and a.assessed_on <= last_day), '["unknown"]'))
      order by p.received_on, p.id)
    from people p);
end
$$;

-- Who came, who left and who came back: by the day that it counts for.
create function kit.base_movements(
  p_base text, p_offices uuid[], p_first date, p_end date, p_program kit.figure_program)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select jsonb_agg(jsonb_build_object('client_id', m.client_id, 'on', m.day) order by m.day, m.client_id)
    from (
      select c.id as client_id, c.received_on as day
      from app.client c where p_base = 'clients_new' and c.office_id = any (p_offices)
      union all
      select c.client_id, c.closed_on
      from app.client_closing c where p_base = 'clients_closed' and c.office_id = any (p_offices)
      union all
      select r.client_id, r.reopened_on
      from app.client_reopening r where p_base = 'clients_reopened' and r.office_id = any (p_offices)) m
    where m.day >= p_first and m.day < p_end and kit.is_inside(p_program, m.client_id, m.day));
end
$$;

-- Whose first day in the program, or last one, was in the month; that day.
create function kit.base_enrolments(
  p_base text, p_offices uuid[], p_first date, p_end date, p_program kit.figure_program)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    with people as (
      select e.client_id, min(e.from_on) as first_day, max(e.end_on) as end_day
      from kit.enrolled(p_program) e
      where e.office_id = any (p_offices) and e.from_on < p_end group by e.client_id
    )
    select jsonb_agg(jsonb_build_object('client_id', m.client_id, 'on', m.day) order by m.day, m.client_id)
    from (
      select p.client_id, p.first_day as day from people p where p_base = 'enrolment_entered' and p.first_day >= p_first
      union all
      select p.client_id, p.end_day - 1 from people p
      where p_base = 'enrolment_left' and p.end_day > p_first and p.end_day <= p_end and p.end_day < p_program.end_on) m);
end
$$;

-- `unit` is what counts as one: the session, or for LINE and mail the first of the client's day; null for what is no
-- consultation. `heads`, where the program counts them: for how many the unit counts.
create function kit.base_sessions(
  p_offices uuid[], p_first date, p_end date, p_program kit.figure_program)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    with standing as (
      select v.session_id, v.version, v.client_id, v.kind, v.method, v.held_at, v.minutes, v.contact,
        case when v.kind <> 'consultation' then null
          when v.by_day then first_value(v.session_id) over (a_day order by v.session_id)
          else v.session_id end as unit,
        case when p_program.per_person is not true or v.kind <> 'consultation' then null
          when v.by_day then kit.heads(bit_or(v.present) over a_day)
          else kit.heads(v.present) end as heads
      from kit.standing_sessions(p_offices, kit.start_of(p_first), kit.start_of(p_end), p_program) v
      window a_day as (partition by v.kind, v.client_id, v.method, (v.held_at at time zone 'Asia/Tokyo')::date)
    )
    select jsonb_agg(jsonb_build_object(
        'session', s.session_id, 'version', s.version, 'unit', s.unit, 'client_id', s.client_id,
        'at', kit.moment_text(s.held_at), 'kind', s.kind, 'method', s.method, 'minutes', s.minutes,
        'staff', coalesce((
          select jsonb_agg(a.login order by a.login)
          from app.session_staff t join app.staff a on a.id = t.staff_id
          where t.session_id = s.session_id and t.version = s.version), '[]'),
        'with', coalesce((
          select jsonb_agg(w.who order by w.who)
          from app.session_with w where w.session_id = s.session_id and w.version = s.version), '["unknown"]'),
        'contact', s.contact) || case when p_program.per_person then jsonb_build_object('heads', s.heads) else '{}' end
      order by s.held_at, s.session_id)
    from standing s);
end
$$;

create function kit.base_referrals(
  p_offices uuid[], p_first date, p_end date, p_program kit.figure_program)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    with candidates as (
      select r.id from app.referral r
      where r.office_id = any (p_offices) and r.made_on >= p_first and r.made_on < p_end
      union
      select r.id from app.referral_status s join app.referral r on r.id = s.referral_id
      where s.office_id = any (p_offices) and s.status_on >= p_first and s.status_on < p_end and r.made_on < p_first
    ), counted as (
      select r.id, r.client_id, r.provider_id, r.made_on, stands.status
      from candidates c
      join app.referral r on r.id = c.id
      cross join lateral (
        select s.status, s.status_on from app.referral_status s
        where s.referral_id = c.id and s.status_on < p_end order by s.status_on desc, s.version desc limit 1) stands
      left join lateral (
        select s.status from app.referral_status s
        where s.referral_id = c.id and s.status_on < p_first order by s.status_on desc, s.version desc limit 1) stood on true
      where (r.made_on >= p_first or (stood.status = 'informed' and stands.status <> 'informed'))
        and kit.is_inside(
          p_program, r.client_id, case when r.made_on >= p_first then r.made_on else stands.status_on end)
    )
    select jsonb_agg(jsonb_build_object(
        'referral', c.id, 'client_id', c.client_id, 'provider_id', c.provider_id, 'on', c.made_on, 'status', c.status,
        'kinds', coalesce((
          select jsonb_agg(k.kind order by k.kind)
          from app.provider_kind k
          where k.provider_id = c.provider_id
            and k.version = (select max(v.version) from app.provider_version v where v.provider_id = c.provider_id)), '[]'))
      order by c.made_on, c.id)
    from counted c);
end
$$;

create function kit.base_plans(
  p_base text, p_offices uuid[], p_first date, p_end date, p_program kit.figure_program)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  last_day date := p_end - 1;
begin
  return case p_base
    when 'plans_agreed' then (
      select jsonb_agg(jsonb_build_object(
          'plan', p.id, 'client_id', p.client_id, 'owner', p.owner, 'version', p.version, 'on', p.agreed_on,
          'until', p.until_on)
        order by p.agreed_on, p.id)
      from app.plan p
      where p.office_id = any (p_offices) and p.agreed_on >= p_first and p.agreed_on < p_end
        and kit.is_inside(p_program, p.client_id, p.agreed_on))
    when 'plan_checks' then (
      select jsonb_agg(jsonb_build_object(
          'plan', p.id, 'client_id', k.client_id, 'owner', p.owner, 'version', p.version, 'on', k.checked_on,
          'result', k.result)
        order by k.checked_on, k.id)
      from app.plan_check k join app.plan p on p.id = k.plan_id
      where k.office_id = any (p_offices) and k.checked_on >= p_first and k.checked_on < p_end
        and kit.is_inside(p_program, k.client_id, k.checked_on))
    else (
      select jsonb_agg(jsonb_build_object(
          'plan', p.id, 'client_id', p.client_id, 'owner', p.owner, 'version', p.version, 'on', p.agreed_on,
          'until', p.until_on)
        order by p.until_on, p.id)
      from unnest(kit.members(kit.active_clients(p_offices, p_first, p_end, p_program), last_day, p_program)) a (id)
      cross join lateral (
        select distinct on (p.owner) p.id, p.client_id, p.owner, p.version, p.agreed_on, p.until_on
        from app.plan p where p.client_id = a.id and p.agreed_on <= last_day
        order by p.owner, p.version desc) p
      where p.until_on < last_day
        and not exists (
          select from app.client_closing e
          where e.client_id = a.id and e.closed_on <= last_day
            and not exists (
              select from app.client_reopening r where r.closing_id = e.id and r.reopened_on <= last_day))
        and not exists (
          select from app.plan_pause s
          where s.plan_id = p.id and s.paused_on <= last_day
            and not exists (
              select from app.plan_resumption r where r.pause_id = s.id and r.resumed_on <= last_day)))
  end;
end
$$;

-- One base set of a month. It runs as its owner, who reads ids past row-level security; who may ask is its callers' affair.
create function kit.base_rows(p_base text, p_offices uuid[], p_first date, p_program text default null) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set random_page_cost = 1.1
set jit = off
as $$
declare
  end_day date := (p_first + interval '1 month')::date;
  program kit.figure_program := kit.figure_program(p_program);
begin
  return coalesce(case
    when p_base = 'inquiries' then kit.base_inquiries(p_offices, p_first, end_day, program)
    when p_base = 'clients' then kit.base_clients(p_offices, p_first, end_day, program)
    when p_base ~ '^clients_' then kit.base_movements(p_base, p_offices, p_first, end_day, program)
    when p_base = 'sessions' then kit.base_sessions(p_offices, p_first, end_day, program)
    when p_base = 'referrals' then kit.base_referrals(p_offices, p_first, end_day, program)
    when p_base ~ '^enrolment_' and program.id is not null then
      kit.base_enrolments(p_base, p_offices, p_first, end_day, program)
    when p_base = any (kit.figure_bases()) then kit.base_plans(p_base, p_offices, p_first, end_day, program)
  end, '[]');
end
$$;

-- The base set that a figure counts; null for what is no figure of a month's own.
create function kit.base_of_figure(p_figure text) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select case
    when p_figure ~ '^inquiries\.(total|consultations|by_(channel|relation|kind)\.\w+)$' or p_figure = 'sessions.anonymous'
      then 'inquiries'
    when p_figure ~ '^clients\.(active|by_(age_band|sex|withdrawal_band|factor)\.\w+)$' then 'clients'
    when p_figure ~ '^clients\.(new|closed|reopened)$' then 'clients_' || split_part(p_figure, '.', 2)
    when p_figure ~ '^sessions\.(count|people|minutes|absent_visits|no_shows|agency_contacts)$'
      or p_figure ~ '^sessions\.by_(method|staff)\.\w+\.(count|people|minutes)$'
      or p_figure ~ '^sessions\.by_(with|contact)\.\w+$' then 'sessions'
    when p_figure ~ '^referrals\.(made|informed|by_(kind|status)\.\w+)$' then 'referrals'
    when p_figure in ('enrolment.entered', 'enrolment.left') then 'enrolment_' || split_part(p_figure, '.', 2)
    when p_figure = 'plans.agreed' then 'plans_agreed'
    when p_figure ~ '^plans\.(checks|by_result\.\w+)$' then 'plan_checks'
    when p_figure = 'plans.review_overdue' then 'plans_overdue'
  end
$$;

-- Whether a figure counts a row of its base set.
create function kit.is_behind(p_figure text, p_row jsonb) returns boolean
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select case split_part(p_figure, '.', 1) || '.' || split_part(p_figure, '.', 2)
    when 'inquiries.consultations' then p_row ->> 'kind' = 'consultation'
    when 'inquiries.by_channel' then p_row ->> 'channel' = split_part(p_figure, '.', 3)
    when 'inquiries.by_relation' then p_row ->> 'relation_group' = split_part(p_figure, '.', 3)
    when 'inquiries.by_kind' then p_row ->> 'kind' = split_part(p_figure, '.', 3)
    when 'clients.by_age_band' then p_row ->> 'age_band' = split_part(p_figure, '.', 3)
    when 'clients.by_sex' then p_row ->> 'sex' = split_part(p_figure, '.', 3)
    when 'clients.by_withdrawal_band' then p_row ->> 'withdrawal_band' = split_part(p_figure, '.', 3)
    when 'clients.by_factor' then p_row -> 'factors' ? split_part(p_figure, '.', 3)
    when 'sessions.anonymous' then (p_row ->> 'anonymous')::boolean
    when 'sessions.absent_visits' then p_row ->> 'kind' = 'absent_visit'
    when 'sessions.no_shows' then p_row ->> 'kind' = 'no_show'
    when 'sessions.agency_contacts' then p_row ->> 'kind' = 'agency_contact'
    when 'sessions.count' then p_row ->> 'kind' = 'consultation'
    when 'sessions.people' then p_row ->> 'kind' = 'consultation'
    when 'sessions.minutes' then p_row ->> 'kind' = 'consultation'
    when 'sessions.by_method' then p_row ->> 'kind' = 'consultation' and p_row ->> 'method' = split_part(p_figure, '.', 3)
    when 'sessions.by_staff' then p_row ->> 'kind' = 'consultation' and p_row -> 'staff' ? split_part(p_figure, '.', 3)
    when 'sessions.by_with' then p_row ->> 'kind' = 'consultation' and p_row -> 'with' ? split_part(p_figure, '.', 3)
    when 'sessions.by_contact' then
      p_row ->> 'kind' = 'consultation' and p_row ->> 'contact' = split_part(p_figure, '.', 3)
    when 'referrals.made' then p_row ->> 'status' <> 'informed'
    when 'referrals.informed' then p_row ->> 'status' = 'informed'
    when 'referrals.by_kind' then p_row ->> 'status' <> 'informed' and p_row -> 'kinds' ? split_part(p_figure, '.', 3)
    when 'referrals.by_status' then p_row ->> 'status' = split_part(p_figure, '.', 3)
    when 'plans.by_result' then p_row ->> 'result' = split_part(p_figure, '.', 3)
    else true
  end
$$;

-- What a figure counts in the rows behind it: minutes, people, consultations by their unit, or the rows.
create function kit.counted(p_figure text, p_rows jsonb) returns bigint
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select case
    when p_figure ~ '\.minutes$' then coalesce(sum((r.fact ->> 'minutes')::integer), 0)
    when p_figure ~ '\.people$' or p_figure in ('clients.closed', 'clients.reopened')
      then count(distinct r.fact ->> 'client_id')
    -- in what was kept before there were programs, and where none counts heads, a unit is one
    when p_figure ~ '^sessions\.(count|by_(method|staff)\.\w+\.count)$' then (
      select coalesce(sum(u.heads), 0) from (
        select max(coalesce((h.fact ->> 'heads')::bigint, 1)) as heads
        from jsonb_array_elements(p_rows) h (fact) where h.fact ->> 'unit' is not null group by h.fact ->> 'unit') u)
    when p_figure ~ '^sessions\.by_' then count(distinct r.fact ->> 'unit')
    else count(*)
  end
  from jsonb_array_elements(p_rows) r (fact)
$$;

create function kit.rows_behind(p_figure text, p_rows jsonb) returns jsonb
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(r.fact order by r.place), '[]')
  from jsonb_array_elements(p_rows) with ordinality r (fact, place) where kit.is_behind(p_figure, r.fact)
$$;

grant execute on function kit.figure_bases(boolean), kit.programs_of_month(uuid, date),
  kit.base_rows(text, uuid[], date, text), kit.base_of_figure(text),
  kit.is_behind(text, jsonb), kit.counted(text, jsonb), kit.rows_behind(text, jsonb) to ippo_api;
