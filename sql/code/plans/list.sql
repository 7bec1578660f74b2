-- Plans as they stand, without their words. `due` says what a plan waits for today: `review` past its last day, `check`
-- when a daily one has none of yesterday or today, a weekly one none in seven days; nothing while it is paused, when
-- another was agreed to follow it, or when the case is closed.
set local role ippo_api;

create function kit.plan_cards(p_client uuid) returns setof api.plan_card
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with today as materialized (select kit.today() as day)
  select p.id, c.id, c.code, n.name, p.owner, p.version, p.agreed_on, p.from_on, p.until_on, p.check_every,
    stands.state, pause.paused_on, done.checks, done.last_on, done.last_result,
    case
      when stands.state <> 'in_force' or exists (
        select from app.client_closing e where e.client_id = c.id
          and not exists (select from app.client_reopening r where r.closing_id = e.id)) then null
      when p.until_on < today.day then
        case when not exists (
          select from app.plan l where l.client_id = p.client_id and l.owner = p.owner and l.version > p.version)
        then 'review' end
      when p.check_every = 'daily' and greatest(done.last_on, resumed.last_on - 1, p.from_on - 1) < today.day - 1 then 'check'
      when p.check_every = 'weekly' and greatest(done.last_on, resumed.last_on, p.from_on) <= today.day - 7 then 'check'
    end
  from today cross join app.plan p
  join app.client c on c.id = p.client_id
  join app.client_version n on n.client_id = c.id
    and not exists (select from app.client_version l where l.client_id = c.id and l.version = n.version + 1)
  left join app.plan_pause pause on pause.plan_id = p.id
    and not exists (select from app.plan_resumption r where r.pause_id = pause.id)
  cross join lateral (
    select case
      when p.from_on > today.day then 'coming'
      when exists (
        select from app.plan l where l.client_id = p.client_id and l.owner = p.owner and l.version > p.version
          and l.from_on <= today.day) then 'superseded'
      when pause.id is not null then 'paused'
      else 'in_force' end as state
  ) stands
  cross join lateral (
    select count(*)::integer as checks, max(k.checked_on) as last_on,
      (array_agg(k.result order by k.checked_on desc))[1] as last_result
    from app.plan_check k where k.plan_id = p.id
  ) done
  -- after a pause the count begins anew
  cross join lateral (
    select max(r.resumed_on) as last_on
    from app.plan_pause a join app.plan_resumption r on r.pause_id = a.id where a.plan_id = p.id
  ) resumed
  where p_client is null or p.client_id = p_client
$$;

-- The plans in force, paused or coming; with `p_due` only those that wait for something.
create function api.plan_list(p_client text, p_due boolean) returns setof api.plan_card
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select card.* from kit.plan_cards(case when p_client is not null then kit.client_named(p_client) end) card
  where card.state <> 'superseded' and (not coalesce(p_due, false) or card.due is not null)
  order by card.due nulls last, coalesce(card.last_checked_on, card.from_on), card.client_code, card.owner
$$;
grant execute on function api.plan_list(text, boolean) to counselor, supervisor;
