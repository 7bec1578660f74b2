-- The last entry of the audit chain that touches a month: of the rows that its figures are counted from, and of those that
-- took a row out of it (an amendment to another day). The same entry, the same figures.
set local role ippo_figures;

-- Rows know when they were recorded, so only those of the hour before the last one are looked up in the chain: its order is
-- the commits', which can differ from that of the recording by as long as a transaction lasts.
create function kit.audit_head(p_offices uuid[], p_active uuid[], p_first date, p_end date) returns bytea
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  starts timestamptz := kit.start_of(p_first);
  ends timestamptz := kit.start_of(p_end);
begin
  return (
    with inquiries as materialized (
      select i.id, i.created_at from app.inquiry i
      where i.office_id = any (p_offices) and i.received_at >= starts and i.received_at < ends
    ), sessions as materialized (
      select v.session_id, v.version, v.saved_at from app.session_version v
      where v.office_id = any (p_offices) and v.held_at >= starts and v.held_at < ends
    ), closings as materialized (
      -- one of before the month touches it when it was recorded late
      select c.id, c.closed_at from app.client_closing c
      where c.office_id = any (p_offices) and c.closed_on < p_end and (c.closed_on >= p_first or c.closed_at >= starts)
    ), referrals as materialized (
      select r.id, r.provider_id, r.created_at from app.referral r
      where r.office_id = any (p_offices) and r.made_on >= p_first and r.made_on < p_end
    ), touching (relation, id, version, at) as materialized (
      select 'inquiry', i.id, null::integer, i.created_at from inquiries i
      union all
      select 'inquiry_link', l.id, null, l.linked_at
      from inquiries i join app.inquiry_link l on l.inquiry_id = i.id
      union all
      select 'inquiry_unlink', u.link_id, null, u.unlinked_at
      from inquiries i join app.inquiry_link l on l.inquiry_id = i.id join app.inquiry_unlink u on u.link_id = l.id
      union all
      select 'session_version', s.session_id, s.version, s.saved_at from sessions s
      union all
      select 'session_version', n.session_id, n.version, n.saved_at
      from sessions s join app.session_version n
        on n.office_id = any (p_offices) and n.session_id = s.session_id and n.version = s.version + 1 and n.version > 1
      union all
      select 'session_move', m.id, null, m.moved_at
      from app.session_move m
      where exists (select from sessions s where s.session_id = m.session_id)
      union all
      -- moved away to another office
      select 'session_move', m.id, null, m.moved_at
      from app.session_move m join app.client c on c.id = m.from_client
      where c.office_id = any (p_offices) and m.office_id <> all (p_offices)
        and exists (
          select from app.session_version v
          where v.session_id = m.session_id and v.held_at >= starts and v.held_at < ends)
      union all
      select 'client', c.id, null, c.created_at
      from unnest(p_active) a (id) join app.client c on c.id = a.id
      union all
      select 'client_version', v.client_id, v.version, v.saved_at
      from unnest(p_active) a (id) join app.client_version v on v.client_id = a.id
      union all
      select 'client_closing', c.id, null, c.closed_at from closings c
      union all
      select 'client_reopening', r.closing_id, null, r.reopened_at
      from app.client_reopening r
      where r.office_id = any (p_offices) and r.reopened_on < p_end and (r.reopened_on >= p_first or r.reopened_at >= starts)
      union all
      select 'assessment', f.id, null, f.created_at
      from unnest(p_active) a (id) join app.assessment f on f.client_id = a.id where f.assessed_on < p_end
      union all
      select 'plan', p.id, null, p.created_at
      from unnest(p_active) a (id) join app.plan p on p.client_id = a.id where p.agreed_on < p_end
      union all
      select 'plan_pause', s.id, null, s.created_at
      from unnest(p_active) a (id) join app.plan p on p.client_id = a.id join app.plan_pause s on s.plan_id = p.id
      where s.paused_on < p_end
      union all
      select 'plan_resumption', r.id, null, r.created_at
      from unnest(p_active) a (id) join app.plan p on p.client_id = a.id join app.plan_pause s on s.plan_id = p.id
      join app.plan_resumption r on r.pause_id = s.id
      where r.resumed_on < p_end
      union all
      select 'plan_check', k.id, null, k.created_at
      from app.plan_check k
      where k.office_id = any (p_offices) and k.checked_on >= p_first and k.checked_on < p_end
      union all
      select 'referral', r.id, null, r.created_at from referrals r
      union all
      select 'provider_version', v.provider_id, v.version, v.saved_at
      from (select distinct provider_id from referrals) r join app.provider_version v on v.provider_id = r.provider_id
      union all
      select 'referral_status', s.referral_id, s.version, s.saved_at
      from referrals r join app.referral_status s on s.referral_id = r.id where s.status_on < p_end
      union all
      select 'referral_status', s.referral_id, s.version, s.saved_at
      from app.referral_status s
      where s.office_id = any (p_offices) and s.status_on >= p_first and s.status_on < p_end
    ), entries as materialized (
      select e.seq, e.hash
      from touching t
      -- offset 0: looked up by relation and key, never by walking the chain
      cross join lateral (
        select e.seq, e.hash from audit.entry e
        where e.relation = t.relation and e.row_key = concat_ws('/', t.id, t.version) offset 0) e
      where t.at >= (select max(l.at) from touching l) - interval '1 hour'
    )
    select e.hash from entries e order by e.seq desc limit 1);
end
$$;
