-- 無料相談の予約: when and with whom. Booking again takes the place of the one before; a cancelled one says why.
set local role ippo_api;

create function api.inquiry_book(p_id uuid, p_inquiry text, p_at timestamptz, p_staff text, p_place text)
returns table (state text, code text, starts_at timestamptz, staff text, place text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target app.inquiry;
  host uuid;
begin
  if not kit.receipt(p_id, 'inquiry.book', jsonb_build_array(p_inquiry, p_at, p_staff, p_place)) then
    return query select 'duplicate'::text, p_inquiry, b.starts_at, s.login, b.place
      from (select) one
      left join app.inquiry_booking b on b.id = p_id
      left join app.staff s on s.id = b.staff_id;
    return;
  end if;
  select i.* into target from app.inquiry i where i.id = kit.inquiry_named(p_inquiry);
  perform kit.demand_code('session_method', p_place);
  if exists (select from app.inquiry_closing c where c.inquiry_id = target.id) then
    perform kit.refuse('inquiry.already_closed');
  elsif p_at is null or p_at < kit.start_of(kit.today()) then
    perform kit.refuse('booking.past');
  end if;
  -- an interview with whoever applies is the administrator's or anybody's; a consultation is a counselor's or a supervisor's
  select d.staff_id into host
  from app.staff s join app.duty d on d.staff_id = s.id and d.office_id = target.office_id
  where s.login = p_staff
    and (d.role in ('counselor', 'supervisor') or target.kind = 'recruitment')
    and not exists (select from app.duty_end e where e.duty_id = d.id)
    and not exists (select from app.staff_end e where e.staff_id = s.id)
  limit 1;
  if host is null then
    perform kit.refuse('booking.not_of_office');
  end if;
  perform kit.one_at_a_time(target.id);
  insert into app.inquiry_booking (id, inquiry_id, office_id, turn, starts_at, staff_id, place, author_id)
  values (p_id, target.id, target.office_id,
    1 + coalesce((select max(b.turn) from app.inquiry_booking b where b.inquiry_id = target.id), 0), p_at, host,
    coalesce(p_place, 'office'), author);
  return query select 'saved'::text, p_inquiry, p_at, p_staff, coalesce(p_place, 'office');
end
$$;

create function api.inquiry_book_cancel(p_id uuid, p_inquiry text, p_reason text)
returns table (state text, code text, starts_at timestamptz, staff text, place text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target uuid;
  standing app.inquiry_booking;
begin
  if not kit.receipt(p_id, 'inquiry.book_cancel', jsonb_build_array(p_inquiry, p_reason)) then
    return query select 'duplicate'::text, p_inquiry, null::timestamptz, null::text, null::text;
    return;
  end if;
  target := kit.inquiry_named(p_inquiry);
  if kit.answer(p_reason) is null then
    perform kit.refuse('reason.missing');
  end if;
  perform kit.demand_note(p_reason);
  perform kit.one_at_a_time(target);
  select b.* into standing from app.inquiry_booking b
  where b.inquiry_id = target
    and not exists (select from app.inquiry_booking_cancel x where x.booking_id = b.id)
    and not exists (select from app.inquiry_booking l where l.inquiry_id = target and l.turn > b.turn);
  if standing.id is null then
    perform kit.refuse('booking.none');
  end if;
  insert into app.inquiry_booking_cancel (booking_id, inquiry_id, office_id, reason, author_id)
  values (standing.id, target, standing.office_id, p_reason, author);
  return query select 'saved'::text, p_inquiry, standing.starts_at, s.login, standing.place
    from app.staff s where s.id = standing.staff_id;
end
$$;
grant execute on function api.inquiry_book(uuid, text, timestamptz, text, text), api.inquiry_book_cancel(uuid, text, text)
  to counselor, intake, supervisor, office_admin;
