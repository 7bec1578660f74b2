-- 確認: a supervisor of the office has read a version of a session. All that are named, or none. Another pair of eyes: not
-- whoever wrote a version of it or took part. Whoever is the office's only supervisor has their own records reviewed by
-- another one (docs/decisions/0016-reviews.md).
set local role ippo_api;
create function api.session_review(p_id uuid, p_sessions uuid[], p_base integer)
returns table (session_id uuid, client_code text, version integer, state text, reviewed_by text, reviewed_at timestamptz)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  named uuid[] := array(select distinct s from unnest(p_sessions) s);
  is_new boolean := kit.receipt(p_id, 'session.review', jsonb_build_array(p_sessions, p_base));
  made uuid[];
begin
  if is_new then
    if cardinality(named) = 0 or (
      select count(*) from app.session s where s.id = any (named) and s.office_id = any (me.offices('supervisor')))
      <> cardinality(named)
    then
      perform kit.not_found('session');
    elsif exists (
      select from app.session_version v where v.session_id = any (named) and v.author_id = author)
      or exists (
        select from app.session_staff t
        where t.session_id = any (named) and t.staff_id = author and not exists (
          select from app.session_version n where n.session_id = t.session_id and n.version = t.version + 1))
    then
      perform kit.refuse('review.own');
    elsif p_base <> any (array(
      select max(v.version) from app.session_version v where v.session_id = any (named) group by v.session_id))
    then
      perform kit.conflict('review.amended');
    end if;
    with inserted as (
      insert into app.session_review (session_id, version, client_id, office_id, author_id)
      select v.session_id, v.version, v.client_id, v.office_id, author
      from app.session_version v
      where v.session_id = any (named) and not exists (
        select from app.session_version n where n.session_id = v.session_id and n.version = v.version + 1)
      on conflict do nothing
      returning app.session_review.session_id
    )
    select coalesce(array_agg(i.session_id), '{}') into made from inserted i;
  end if;
  -- a version that somebody reviewed before stays theirs
  return query
    select r.session_id, c.code, r.version,
      case when r.session_id = any (made) then 'saved' else 'duplicate' end, s.login, r.reviewed_at
    from unnest(p_sessions) with ordinality g (id, place)
    join lateral (
      select l.* from app.session_review l where l.session_id = g.id order by l.version desc limit 1) r on true
    join app.client c on c.id = r.client_id
    join app.staff s on s.id = r.author_id
    order by g.place;
end
$$;
grant execute on function api.session_review(uuid, uuid[], integer) to supervisor;
