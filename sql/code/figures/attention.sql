-- What somebody should look at, as figures for everyone who sees figures, and as lists for the one who acts on them. As of the
-- month's last day, or today where the month still runs; 確認 and amendments count as they stand now, like every record of a
-- month that is completed later.
set local role ippo_owner;
grant select (session_id, version) on app.session_review to ippo_figures;
grant select (author_id) on app.session_version to ippo_figures;
grant select (client_id) on app.referral to ippo_figures;

set local role ippo_figures;

-- How many days without a consultation, or without a sign of the person, are a silence.
create function kit.silence_days() returns integer
language sql immutable
as $$
  select 60
$$;

-- Each open case with the day of its last consultation, with whomever, and of the last sign that the person themselves gave
-- (they read, answered, were there); never before the case was opened, or opened again. An attempt (no answer, declined, a note
-- left, through the family) is no sign.
create function kit.silences(p_active uuid[], p_end date)
returns table (client_id uuid, quiet_since date, quiet_days integer, unseen_since date, unseen_days integer)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  on_day date := least(p_end - 1, kit.today());
  ends timestamptz := kit.start_of(p_end);
begin
  return query
    with cases as materialized (
      select c.id, greatest(c.received_on, (
        select max(r.reopened_on) from app.client_reopening r
        where r.client_id = c.id and r.reopened_on <= on_day)) as opened_on
      from unnest(kit.open_cases(p_active, on_day)) a (id) join app.client c on c.id = a.id
      where c.received_on <= on_day
    ), spans as (
      select k.id, greatest(k.opened_on, (
          select (v.held_at at time zone 'Asia/Tokyo')::date
          from app.session_version v
          where v.client_id = k.id and v.held_at < ends and v.kind = 'consultation'
            and not exists (
              select from app.session_version n where n.session_id = v.session_id and n.version = v.version + 1)
          order by v.held_at desc limit 1)) as quiet_since,
        greatest(k.opened_on, (
          select (v.held_at at time zone 'Asia/Tokyo')::date
          from app.session_version v
          where v.client_id = k.id and v.held_at < ends
            and v.contact in ('read_signs', 'written_reply', 'through_door', 'same_room', 'seen', 'spoke', 'met')
            and not exists (
              select from app.session_version n where n.session_id = v.session_id and n.version = v.version + 1)
          order by v.held_at desc limit 1)) as unseen_since
      from cases k
    )
    select s.id, s.quiet_since, on_day - s.quiet_since, s.unseen_since, on_day - s.unseen_since from spans s;
end
$$;

-- Referrals of the month's clients that wait for somebody's answer at its end: the person's (`offered`) or the provider's.
create function kit.referrals_waiting(p_active uuid[], p_end date)
returns table (client_id uuid, provider_id uuid, status text, status_on date)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    select r.client_id, r.provider_id, s.status, s.status_on
    from app.referral r
    cross join lateral (
      select l.status, l.status_on from app.referral_status l
      where l.referral_id = r.id and l.status_on < p_end order by l.status_on desc, l.version desc limit 1) s
    where r.client_id = any (p_active) and s.status in ('offered', 'asked', 'waiting');
end
$$;

-- Sessions of the twelve months up to the month's end whose latest version nobody has reviewed.
create function kit.sessions_unreviewed(p_offices uuid[], p_end date, p_program kit.figure_program)
returns table (author_id uuid, held_at timestamptz)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    select v.author_id, v.held_at
    from app.session_version v
    where v.office_id = any (p_offices) and v.held_at >= kit.start_of((p_end - interval '1 year')::date)
      and v.held_at < kit.start_of(p_end)
      and not exists (
        select from app.session_version n
        where n.office_id = any (p_offices) and n.session_id = v.session_id and n.version = v.version + 1 and n.version > 1)
      and not exists (select from app.session_review r where r.session_id = v.session_id and r.version = v.version)
      and (p_program.id is null or exists (
        select from kit.enrolled(p_program) e
        where e.client_id = v.client_id and v.held_at >= e.starts and v.held_at < e.ends));
end
$$;

-- Of a program: cases that are in it on that day, with everything that is known of them, and sessions that were held in it.
create function kit.figures_of_attention(p_offices uuid[], p_active uuid[], p_end date, p_program kit.figure_program)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  members uuid[] := kit.members(p_active, least(p_end - 1, kit.today()), p_program);
begin
  return (
    select jsonb_build_object(
      'silent', count(*) filter (where s.quiet_days >= kit.silence_days()),
      'longest_silence', coalesce(max(s.quiet_days), 0),
      'unseen', count(*) filter (where s.unseen_days >= kit.silence_days()),
      'referrals_waiting', (select count(*) from kit.referrals_waiting(members, p_end)),
      'unreviewed', (select count(*) from kit.sessions_unreviewed(p_offices, p_end, p_program)))
    from kit.silences(members, p_end) s);
end
$$;
