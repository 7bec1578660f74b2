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

create function kit.inquiry_named(given text) returns uuid
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  found uuid;
begin
  select i.id into found from app.inquiry i where i.code = given and i.office_id = any ((select kit.inquiry_offices())::uuid[]);
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
    author.login, claimant.login, claim.claimed_at, c.code, n.name, closing.closed_at, closing.reason_code,
    (select p.code from app.inquiry_program h left join app.program p on p.id = h.program_id
      where h.inquiry_id = i.id order by h.turn desc limit 1)
  from app.inquiry i
  join app.office o on o.id = i.office_id
  join app.staff author on author.id = i.author_id
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
grant execute on function api.inquiry_named(text) to counselor, intake, supervisor;
