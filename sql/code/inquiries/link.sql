-- Which client an inquiry was about. A wrong link is undone by a row of its own, and then another can be made.
set local role ippo_api;

-- One standing link at most, whoever comes first.
create function kit.link_inquiry(p_id uuid, p_inquiry uuid, p_client uuid, p_author uuid) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  perform kit.one_at_a_time(p_inquiry);
  if (kit.standing_link(p_inquiry)).id is not null then
    perform kit.conflict('inquiry.already_linked');
  end if;
  if not exists (
    select from app.inquiry i join app.client c on c.office_id = i.office_id where i.id = p_inquiry and c.id = p_client)
  then
    perform kit.refuse('inquiry.other_office');
  end if;
  insert into app.inquiry_link (id, inquiry_id, office_id, turn, client_id, author_id)
  select p_id, i.id, i.office_id,
    1 + coalesce((select max(l.turn) from app.inquiry_link l where l.inquiry_id = i.id), 0), p_client, p_author
  from app.inquiry i where i.id = p_inquiry;
exception when unique_violation then
  perform kit.conflict('inquiry.already_linked');
end
$$;

create function api.inquiry_link(p_id uuid, p_inquiry text, p_client text)
returns table (state text, code text, client_code text, client_name text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  source uuid;
  target uuid;
  standing app.inquiry_link;
begin
  if not kit.receipt(p_id, 'inquiry.link', jsonb_build_array(p_inquiry, p_client)) then
    -- the client's name only while one may still see it
    return query select 'duplicate', p_inquiry, c.code, kit.client_name(c.id)
      from (select) one
      left join app.inquiry_link l on l.id = p_id
      left join app.client c on c.id = l.client_id;
    return;
  end if;
  source := kit.inquiry_named(p_inquiry);
  target := kit.client_named(p_client);
  standing := kit.standing_link(source);
  if standing.client_id = target then
    return query select 'duplicate', p_inquiry, c.code, kit.client_name(c.id) from app.client c where c.id = target;
    return;
  end if;
  perform kit.link_inquiry(p_id, source, target, author);
  return query select 'saved', p_inquiry, c.code, kit.client_name(c.id) from app.client c where c.id = target;
end
$$;

create function api.inquiry_unlink(p_id uuid, p_inquiry text, p_reason text) returns table (state text, code text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  source uuid;
  standing app.inquiry_link;
begin
  if not kit.receipt(p_id, 'inquiry.unlink', jsonb_build_array(p_inquiry, p_reason)) then
    return query select 'duplicate'::text, p_inquiry;
    return;
  end if;
  source := kit.inquiry_named(p_inquiry);
  standing := kit.standing_link(source);
  if standing.id is null then
    perform kit.refuse('inquiry.not_linked');
  elsif not exists (select from app.client c where c.id = standing.client_id) then
    perform kit.not_found('inquiry');
  end if;
  begin
    insert into app.inquiry_unlink (link_id, inquiry_id, office_id, client_id, author_id, reason)
    values (standing.id, source, standing.office_id, standing.client_id, author, kit.answer(p_reason));
  exception when unique_violation then
    perform kit.conflict('inquiry.lost_race');
  end;
  return query select 'saved'::text, p_inquiry;
end
$$;
grant execute on function api.inquiry_link(uuid, text, text), api.inquiry_unlink(uuid, text, text)
  to counselor, intake, supervisor;

-- What an inquiry says of the person it is about: the caller, where they called for themselves. Somebody else's telephone
-- number is not the person's.
create function kit.person_of_inquiry(p_inquiry uuid)
returns table (
  id uuid, office text, name text, kana text, years integer, told_on date, phones text[], numbers text[], displays text[],
  cautions text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select i.id, o.code,
    coalesce(p.about_name, case when i.relation = 'self' then p.caller_name end),
    coalesce(p.about_kana, case when i.relation = 'self' and (p.about_name is null or p.about_name = p.caller_name)
      then p.caller_kana end),
    p.about_years::integer, (i.received_at at time zone 'Asia/Tokyo')::date,
    case when own.number then array[p.caller_phone] else '{}' end,
    case when own.number then array[p.caller_e164] else '{}' end,
    case when own.number then array[coalesce(p.caller_display, p.caller_phone)] else '{}' end,
    c.cautions
  from app.inquiry i
  join app.office o on o.id = i.office_id
  left join app.inquiry_person p on p.inquiry_id = i.id
  left join app.inquiry_caution c on c.inquiry_id = i.id
  cross join lateral (select i.relation = 'self' and p.caller_phone is not null as number) own
  where i.id = p_inquiry
$$;
