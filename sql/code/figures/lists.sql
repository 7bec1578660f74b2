-- What a supervisor acts on, client by client and by code, never by name: in the report of one office, and only for a
-- supervisor of it. Null for everybody else, be it the reporter, and for several offices.
set local role ippo_owner;
grant select (code) on app.client to ippo_figures;
grant select (id, code) on app.provider to ippo_figures;

set local role ippo_figures;
create function kit.month_lists(p_offices uuid[], p_first date, p_program kit.figure_program) returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  end_day date := (p_first + interval '1 month')::date;
  on_day date := least(end_day - 1, kit.today());
  active uuid[];
  members uuid[];
begin
  if cardinality(p_offices) <> 1 or not p_offices <@ me.offices('supervisor') then
    return null;
  end if;
  active := kit.active_clients(p_offices, p_first, end_day, p_program);
  members := kit.members(active, on_day, p_program);
  return jsonb_build_object(
    'plans', (
      select coalesce(jsonb_agg(jsonb_build_object(
          'client', c.code, 'owner', p.owner, 'until', p.until_on, 'days', greatest(0, on_day - p.until_on))
        order by p.until_on, c.code, p.owner), '[]')
      from kit.plans_overdue(kit.members(active, end_day - 1, p_program), end_day - 1) p join app.client c on c.id = p.client_id),
    'silences', (
      select coalesce(jsonb_agg(jsonb_build_object(
          'client', c.code, 'since', s.quiet_since, 'days', s.quiet_days, 'unseen_since', s.unseen_since,
          'unseen_days', s.unseen_days)
        order by s.quiet_since, s.unseen_since, c.code), '[]')
      from kit.silences(members, end_day) s join app.client c on c.id = s.client_id
      where s.quiet_days >= kit.silence_days() or s.unseen_days >= kit.silence_days()),
    'referrals', (
      select coalesce(jsonb_agg(jsonb_build_object(
          'client', c.code, 'provider', p.code, 'status', r.status, 'since', r.status_on, 'days', on_day - r.status_on)
        order by r.status_on, c.code, p.code), '[]')
      from kit.referrals_waiting(members, end_day) r
      join app.client c on c.id = r.client_id join app.provider p on p.id = r.provider_id),
    'unreviewed', (
      select coalesce(jsonb_agg(jsonb_build_object('staff', u.login, 'count', u.n, 'oldest', u.oldest)
        order by u.oldest, u.login), '[]')
      from (
        select a.login, count(*) as n, min((s.held_at at time zone 'Asia/Tokyo')::date) as oldest
        from kit.sessions_unreviewed(p_offices, end_day, p_program) s join app.staff a on a.id = s.author_id
        group by a.login) u));
end
$$;
