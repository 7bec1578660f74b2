-- What one sees of an inquiry at a glance; policies decide which rows there are, and whether they name anybody.
set local role ippo_api;

-- The offices whose inquiries I answer.
create function kit.inquiry_offices() returns uuid[]
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select array(
    select distinct o from unnest(me.offices('counselor') || me.offices('intake') || me.offices('supervisor')) o)
$$;

-- And those I know of as the administrator: recruitment alone (sql/code/5_policies).
create function kit.inquiry_named(given text) returns uuid
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  found uuid;
begin
  select i.id into found from app.inquiry i where i.code = given
    and (i.office_id = any ((select kit.inquiry_offices())::uuid[])
      or i.kind = 'recruitment' and i.office_id = any ((select me.offices('office_admin'))::uuid[]));
  if found is null then
    perform kit.not_found('inquiry');
  end if;
  return found;
end
$$;

-- The claim that stands, and the link that stands: at most one each.
create function kit.standing_claim(target uuid) returns app.inquiry_claim
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select c.* from app.inquiry_claim c
  where c.inquiry_id = target and not exists (select from app.inquiry_release r where r.claim_id = c.id)
  order by c.turn desc limit 1
$$;

create function kit.standing_link(target uuid) returns app.inquiry_link
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select l.* from app.inquiry_link l
  where l.inquiry_id = target and not exists (select from app.inquiry_unlink u where u.link_id = l.id)
  order by l.turn desc limit 1
$$;

-- When the office first did something about an inquiry: a call that was answered, a claim, an attempt to call back, a
-- booking, a link or a closing, whichever came first; no row where nothing was done yet. A call for which nobody can be
-- called back was never answered, whatever closed it.
create function kit.first_responses(p_ids uuid[]) returns table (inquiry_id uuid, first_at timestamptz)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select a.inquiry_id, min(a.at)
  from (
    -- whoever talked with them for minutes had answered
    select i.id as inquiry_id, i.received_at as at from app.inquiry i where i.minutes is not null
    union all select l.inquiry_id, l.started_at from app.inquiry_call l where l.answered
    union all select c.inquiry_id, c.claimed_at from app.inquiry_claim c
    union all select t.inquiry_id, t.tried_at from app.inquiry_callback_attempt t
    union all select b.inquiry_id, b.booked_at from app.inquiry_booking b
    union all select k.inquiry_id, k.linked_at from app.inquiry_link k
    union all select e.inquiry_id, e.closed_at from app.inquiry_closing e where e.reason_code <> 'no_number'
  ) a
  where p_ids is null or a.inquiry_id = any (p_ids)
  group by a.inquiry_id
$$;

-- Whether somebody wrote of danger and nobody has taken it yet: such inquiries stand on top of what waits.
create function kit.inquiry_flagged(inquiry uuid) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from app.crisis_flag f
    where f.inquiry_id = inquiry and not exists (select from app.crisis_ack a where a.flag_id = f.id))
$$;

-- Sales, silent and wrong calls are counted and want no answer.
create function kit.wants_answer(kind text) returns boolean
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select kind not in ('sales', 'silent', 'wrong_number')
$$;

-- Whether nothing more is to be called after this result.
create function kit.settles_callback(result text) returns boolean
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select result in ('reached', 'not_wanted', 'wrong_number')
$$;

-- The call-backs that are due, with the attempts at them. A missed call is settled too when that number got through later.
create function kit.callbacks_due(p_ids uuid[])
returns table (
  inquiry_id uuid, office_id uuid, turn integer, why text, due_at timestamptz, attempts integer, last_result text,
  last_tried_at timestamptz)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select b.inquiry_id, b.office_id, b.turn, b.why, b.due_at, coalesce(t.attempts, 0)::integer, t.last_result, t.last_tried_at
  from app.inquiry_callback b
  left join lateral (
    select count(*) as attempts, max(a.tried_at) as last_tried_at,
      (array_agg(a.result order by a.tried_at desc, a.id desc))[1] as last_result,
      bool_or(kit.settles_callback(a.result)) as is_settled
    from app.inquiry_callback_attempt a where a.inquiry_id = b.inquiry_id and a.turn = b.turn
  ) t on true
  where (p_ids is null or b.inquiry_id = any (p_ids))
    and not exists (
      select from app.inquiry_callback l where l.inquiry_id = b.inquiry_id and l.turn = b.turn + 1)
    and not exists (select from app.inquiry_closing e where e.inquiry_id = b.inquiry_id)
    and not coalesce(t.is_settled, false)
    and not (b.why = 'missed_call' and exists (
      select from (
        select m.office_id, m.number_key, max(m.started_at) as last_at
        from app.inquiry_call m where m.inquiry_id = b.inquiry_id and not m.answered group by m.office_id, m.number_key
      ) missed
      join app.inquiry_call l on l.office_id = missed.office_id and l.number_key = missed.number_key and l.answered
        and l.started_at > missed.last_at))
$$;

-- Newest first. `open`: neither linked (the work goes on in the case) nor closed.
create function kit.inquiry_cards(p_ids uuid[], p_open boolean, p_from timestamptz, p_until timestamptz)
returns setof api.inquiry_card
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select i.id, i.code, o.code, i.channel, i.kind, i.relation, i.received_at, i.minutes,
    p.caller_name, p.caller_kana, coalesce(p.caller_display, p.caller_phone), p.about_name, p.about_kana, p.about_age,
    p.about_years,
    case when closing.inquiry_id is not null then 'closed' when link.id is not null then 'linked' else 'open' end,
    coalesce(author.login, 'line_intake'), claimant.login, claim.claimed_at, c.code, n.name, closing.closed_at,
    closing.reason_code,
    (select p.code from app.inquiry_program h left join app.program p on p.id = h.program_id
      where h.inquiry_id = i.id order by h.turn desc limit 1),
    caution.cautions, response.first_at, callback.due_at, callback.attempts, booking.starts_at, with_whom.login,
    booking.place
  from app.inquiry i
  join app.office o on o.id = i.office_id
  left join app.staff author on author.id = i.author_id
  left join app.inquiry_person p on p.inquiry_id = i.id
  left join app.inquiry_claim claim on claim.inquiry_id = i.id
    and not exists (select from app.inquiry_release r where r.claim_id = claim.id)
  left join app.staff claimant on claimant.id = claim.staff_id
  left join app.inquiry_link link on link.inquiry_id = i.id
    and not exists (select from app.inquiry_unlink u where u.link_id = link.id)
  left join app.client c on c.id = link.client_id
  left join app.client_version n on n.client_id = c.id
    and not exists (select from app.client_version l where l.client_id = c.id and l.version = n.version + 1)
  left join app.inquiry_closing closing on closing.inquiry_id = i.id
  left join app.inquiry_caution caution on caution.inquiry_id = i.id
  left join kit.first_responses(p_ids) response on response.inquiry_id = i.id
  left join kit.callbacks_due(p_ids) callback on callback.inquiry_id = i.id
  left join app.inquiry_booking booking on booking.inquiry_id = i.id
    and not exists (
      select from app.inquiry_booking b where b.inquiry_id = booking.inquiry_id and b.turn = booking.turn + 1)
    and not exists (select from app.inquiry_booking_cancel x where x.booking_id = booking.id)
  left join app.staff with_whom on with_whom.id = booking.staff_id
  where (p_ids is null or i.id = any (p_ids))
    and (not coalesce(p_open, false) or (closing.inquiry_id is null and link.id is null))
    and (p_from is null or i.received_at >= p_from) and (p_until is null or i.received_at < p_until)
  order by i.received_at desc, i.code
$$;

-- Leaves no opening: facts and people, no notes.
create function api.inquiry_list(p_open boolean, p_from timestamptz, p_until timestamptz) returns setof api.inquiry_card
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select * from kit.inquiry_cards(null, p_open, p_from, p_until)
$$;
grant execute on function api.inquiry_list(boolean, timestamptz, timestamptz)
  to counselor, intake, supervisor, office_admin;

create function api.inquiry_named(p_inquiry text) returns setof api.inquiry_card
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select * from kit.inquiry_cards(array[kit.inquiry_named(p_inquiry)], false, null, null)
$$;
grant execute on function api.inquiry_named(text) to counselor, intake, supervisor, office_admin;
