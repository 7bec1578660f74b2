-- Taking an inquiry on, and giving it back. Of two people who claim at once, one is told: they come one after the other,
-- and where the second reads an older snapshot (repeatable read), its turn is taken.
set local role ippo_api;

create function api.inquiry_claim(p_id uuid, p_inquiry text) returns table (state text, code text, claimed_by text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target uuid;
  standing app.inquiry_claim;
begin
  if not kit.receipt(p_id, 'inquiry.claim', jsonb_build_array(p_inquiry)) then
    return query select 'duplicate'::text, p_inquiry, session_user::text;
    return;
  end if;
  target := kit.inquiry_named(p_inquiry);
  perform kit.one_at_a_time(target);
  standing := kit.standing_claim(target);
  if standing.staff_id = author then
    return query select 'duplicate'::text, p_inquiry, session_user::text;
    return;
  elsif standing.id is not null then
    perform kit.conflict('inquiry.already_claimed');
  elsif exists (select from app.inquiry_closing c where c.inquiry_id = target) then
    perform kit.refuse('inquiry.already_closed');
  end if;
  begin
    insert into app.inquiry_claim (id, inquiry_id, office_id, turn, staff_id)
    select p_id, i.id, i.office_id,
      1 + coalesce((select max(c.turn) from app.inquiry_claim c where c.inquiry_id = target), 0), author
    from app.inquiry i where i.id = target;
  exception when unique_violation then
    perform kit.conflict('inquiry.already_claimed');
  end;
  return query select 'saved'::text, p_inquiry, session_user::text;
end
$$;

create function api.inquiry_release(p_id uuid, p_inquiry text) returns table (state text, code text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target uuid;
  standing app.inquiry_claim;
begin
  if not kit.receipt(p_id, 'inquiry.release', jsonb_build_array(p_inquiry)) then
    return query select 'duplicate'::text, p_inquiry;
    return;
  end if;
  target := kit.inquiry_named(p_inquiry);
  standing := kit.standing_claim(target);
  if standing.id is null then
    perform kit.refuse('inquiry.not_claimed');
  elsif standing.staff_id <> author and not standing.office_id = any (me.offices('supervisor')) then
    perform kit.refuse('inquiry.claimed_by_other');
  end if;
  begin
    insert into app.inquiry_release (claim_id, inquiry_id, office_id, author_id)
    values (standing.id, target, standing.office_id, author);
  exception when unique_violation then
    perform kit.conflict('inquiry.lost_race');
  end;
  return query select 'saved'::text, p_inquiry;
end
$$;
grant execute on function api.inquiry_claim(uuid, text), api.inquiry_release(uuid, text)
  to counselor, intake, supervisor, office_admin;
