-- The last entry of the audit chain that touches a month: of the rows that its figures are counted from, and of those that
-- took a row out of it (an amendment to another day, the end of an enrolment). The same entry, the same figures.
set local role ippo_figures;

-- Rows know when they were recorded, so only those of the hour before the last one are looked up in the chain: its order is
-- the commits', which can differ from that of the recording by as long as a transaction lasts.
create function kit.audit_head(p_offices uuid[], p_active uuid[], p_first date, p_end date, p_program kit.figure_program)
returns bytea
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
        -- of a program also those that were taken out of it
        and (p_program.id is null
          or exists (select from app.inquiry_program c where c.inquiry_id = i.id and c.program_id = p_program.id)
          or exists (
            select from app.inquiry_link l join kit.enrolled(p_program) e on e.client_id = l.client_id
            where l.inquiry_id = i.id and i.received_at >= e.starts and i.received_at < e.ends))
    ), sessions as materialized (
      select v.session_id, v.version, v.saved_at from app.session_version v
      where v.office_id = any (p_offices) and v.held_at >= starts and v.held_at < ends
        and (p_program.id is null or exists (
          select from kit.enrolled(p_program) e
          where e.client_id = v.client_id and v.held_at >= e.starts and v.held_at < e.ends))
    ), closings as materialized (
      -- one of before the month touches it when it was recorded late
      select c.id, c.closed_at from app.client_closing c
      where c.office_id = any (p_offices) and c.closed_on < p_end and (c.closed_on >= p_first or c.closed_at >= starts)
        and (p_program.id is null or exists (
          select from kit.enrolled(p_program) e
          where e.client_id = c.client_id and e.from_on < p_end and e.end_on > p_first))
    ), referrals as materialized (
      select r.id, r.provider_id, r.created_at from app.referral r
      where r.office_id = any (p_offices) and r.made_on >= p_first and r.made_on < p_end
        and (p_program.id is null or exists (
          select from kit.enrolled(p_program) e
          where e.client_id = r.client_id and r.made_on >= e.from_on and r.made_on < e.end_on))
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
      -- moved away to another office, or from somebody in the program
      select 'session_move', m.id, null, m.moved_at
      from app.session_move m join app.client c on c.id = m.from_client
      where c.office_id = any (p_offices) and (p_program.id is not null or m.office_id <> all (p_offices))
        and exists (
          select from app.session_version v
          where v.session_id = m.session_id and v.held_at >= starts and v.held_at < ends
            and (p_program.id is null or exists (
              select from kit.enrolled(p_program) e
              where e.client_id = m.from_client and v.held_at >= e.starts and v.held_at < e.ends)))
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
        and (p_program.id is null or exists (
          select from kit.enrolled(p_program) e
          where e.client_id = r.client_id and e.from_on < p_end and e.end_on > p_first))
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
        and (p_program.id is null or exists (
          select from kit.enrolled(p_program) e
          where e.client_id = k.client_id and k.checked_on >= e.from_on and k.checked_on < e.end_on))
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
        and (p_program.id is null or exists (
          select from kit.enrolled(p_program) e
          where e.client_id = s.client_id and s.status_on >= e.from_on and s.status_on < e.end_on))
      union all
      select 'inquiry_program', c.id, null, c.chosen_at
      from inquiries i join app.inquiry_program c on c.inquiry_id = i.id where p_program.id is not null
      union all
      select 'enrolment', e.id, null, e.created_at
      from app.enrolment e left join app.enrolment_end x on x.enrolment_id = e.id
      where e.program_id = p_program.id and e.office_id = any (p_offices) and e.from_on < p_end
        and (x.left_on is null or x.left_on >= p_first)
      union all
      select 'enrolment_end', x.enrolment_id, null, x.created_at
      from app.enrolment e join app.enrolment_end x on x.enrolment_id = e.id
      where e.program_id = p_program.id and e.office_id = any (p_offices) and e.from_on < p_end and x.left_on < p_end
        and (x.left_on >= p_first or x.created_at >= starts)
      union all
      select 'program_version', v.program_id, v.version, v.saved_at
      from app.program_version v where v.program_id = p_program.id
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
