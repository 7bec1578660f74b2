-- What waits for me, from what I may see. Every branch states its own scope as well: at intake one knows every client's
-- name and none of their sessions, and would be told that all are silent.
set local role ippo_gate;
grant execute on function api.staff_requests() to ippo_api;

set local role ippo_api;
create function api.today()
returns table (kind text, ref text, client_code text, client_name text, since timestamptz, detail text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with inquiries as materialized (
    select q.*, o.id as office_id
    from kit.inquiry_cards(null, true, null, null) q join app.office o on o.code = q.office
    where o.id = any ((select kit.inquiry_offices())::uuid[])
      or q.kind = 'recruitment' and o.id = any ((select me.offices('office_admin'))::uuid[])
  ), callbacks as materialized (
    select b.* from kit.callbacks_due(null) b where b.due_at < (select kit.start_of(kit.today() + 1))
  ), cases as materialized (
    select c.* from app.client c
    where (c.id = any ((select me.clients())::uuid[]) or c.office_id = any ((select me.offices('supervisor'))::uuid[]))
      and not exists (
        select from app.client_closing e where e.client_id = c.id
          and not exists (select from app.client_reopening r where r.closing_id = e.id))
  ), plans as materialized (
    select p.* from kit.plan_cards(null) p where p.due is not null
  ), last_contacts as (
    select c.id, max(v.held_at) as last_at
    from cases c join app.session_version v on v.client_id = c.id and v.kind = 'consultation'
      and not exists (
        select from app.session_version l where l.session_id = v.session_id and l.version = v.version + 1)
    group by c.id
  ), waiting (place, kind, ref, client_id, since, detail) as (
    select 1, 'gate_request', r.login, null::uuid, r.requested_at, r.action
    from api.staff_requests() r where r.requested_by <> session_user
    union all
    -- a cry for help that nobody has taken
    select 0, 'crisis', i.code, null, f.raised_at, null
    from app.crisis_flag f join app.inquiry i on i.id = f.inquiry_id
    where f.office_id = any ((select kit.inquiry_offices())::uuid[])
      and not exists (select from app.crisis_ack a where a.flag_id = f.id)
    union all
    -- an answer of mine that may not have come, until I have answered again or somebody found out
    select 1, 'answer_unsure', q.code, null, t.at, null
    from app.line_send d join inquiries q on q.id = d.inquiry_id
    join app.line_send_step t on t.send_id = d.id and t.step = 'unsure'
    where d.author_id = (select me.staff_id()) and d.kind = 'answer'
      and not exists (select from app.line_send_settlement f where f.send_id = d.id)
      and not exists (
        select from app.line_send l where l.inquiry_id = d.inquiry_id and l.kind = 'answer' and l.queued_at > t.at)
    union all
    -- with the counselor: the consultations booked with me, from today on
    select 2, 'booking', i.code, null, b.starts_at, b.place
    from app.inquiry_booking b join app.inquiry i on i.id = b.inquiry_id
    where b.staff_id = (select me.staff_id()) and b.starts_at >= (select kit.start_of(kit.today()))
      and not exists (
        select from app.inquiry_booking l where l.inquiry_id = b.inquiry_id and l.turn = b.turn + 1)
      and not exists (select from app.inquiry_booking_cancel x where x.booking_id = b.id)
    union all
    select 2, 'callback', q.code, null, b.due_at, q.kind
    from callbacks b join inquiries q on q.id = b.inquiry_id
    where q.claimed_by is null or q.claimed_by = session_user
    union all
    select 2, 'inquiry_unclaimed', q.code, null, q.received_at, q.kind
    from inquiries q
    where q.claimed_by is null and kit.waits_for_me(q.kind, q.claimed_by, q.office_id)
      and not exists (select from callbacks b where b.inquiry_id = q.id)
    union all
    -- claimed by an account that was closed since: a supervisor can release it
    select 2, 'inquiry_stranded', q.code, null, q.received_at, q.kind
    from inquiries q
    join app.office o on o.code = q.office and o.id = any ((select me.offices('supervisor'))::uuid[])
    join app.staff s on s.login = q.claimed_by
    join app.staff_end e on e.staff_id = s.id
    union all
    select 3, 'inquiry_mine', q.code, null, q.received_at, q.kind
    from inquiries q where q.claimed_by = session_user
    union all
    select 4, 'client_unassigned', c.code, c.id, c.created_at, null
    from cases c
    where c.office_id = any ((select me.offices('supervisor'))::uuid[])
      and not exists (
        select from app.assignment a where a.client_id = c.id
          and not exists (select from app.assignment_end e where e.assignment_id = a.id)
          and not exists (select from app.staff_end e where e.staff_id = a.staff_id))
    union all
    select 5, 'plan_review', p.client_code, p.client_id, kit.start_of(p.until_on), p.owner
    from plans p where p.due = 'review'
    union all
    select 6, 'plan_check', p.client_code, p.client_id, kit.start_of(coalesce(p.last_checked_on, p.from_on)), p.owner
    from plans p where p.due = 'check'
    union all
    select 7, 'referral', r.id::text, r.client_id, kit.start_of(r.status_on), r.status
    from kit.referral_cards(null, null) r
    where r.status in ('offered', 'agreed', 'asked', 'waiting', 'booked', 'first_visit_missed', 'interrupted')
    union all
    select 8, 'silence', c.code, c.id, coalesce(l.last_at, kit.start_of(c.received_on)), null
    from cases c left join last_contacts l on l.id = c.id
    where coalesce(l.last_at, kit.start_of(c.received_on)) < (select kit.start_of(kit.today() - 29))
  )
  select w.kind, w.ref, c.code, n.name, w.since, w.detail
  from waiting w
  left join app.client c on c.id = w.client_id
  left join app.client_version n on n.client_id = c.id
    and not exists (select from app.client_version l where l.client_id = c.id and l.version = n.version + 1)
  order by w.place, w.since, w.ref, w.detail
$$;
grant execute on function api.today() to counselor, intake, supervisor, office_admin;
