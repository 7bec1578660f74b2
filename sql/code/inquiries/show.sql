-- Reading an inquiry with its note: an opening, then, in the next transaction, the words. Who may not see the people of
-- an inquiry (it is linked to somebody else's client) cannot open it either.
set local role ippo_api;
create function api.inquiry_open(p_inquiry text) returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target uuid := kit.inquiry_named(p_inquiry);
  home uuid;
begin
  select p.office_id into home from app.inquiry_person p where p.inquiry_id = target;
  if home is null then
    perform kit.not_found('inquiry');
  end if;
  -- one a quarter of an hour, as with tickets on clients
  if not exists (
    select from app.inquiry_opening t
    where t.staff_id = author and t.inquiry_id = target and t.until > clock_timestamp() + interval '1 minute')
  then
    insert into app.inquiry_opening (inquiry_id, office_id, staff_id, until)
    values (target, home, author, clock_timestamp() + interval '15 minutes');
  end if;
  return target;
end
$$;

create function api.inquiry_show(p_inquiry text) returns setof api.inquiry_card
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select * from kit.inquiry_cards(
    array(select q from unnest(array[kit.inquiry_named(p_inquiry)]) q where q = any (me.opened_inquiries())),
    false, null, null)
$$;

-- Empty without an opening.
create function api.inquiry_notes(p_inquiry text) returns table (note text, advice text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select n.note, n.advice from app.inquiry_note n where n.inquiry_id = (select kit.inquiry_named(p_inquiry))
$$;

-- Clients I may see whom this could be about, or who could be calling: the caller's number, or one of the names or kana.
create function api.inquiry_matching(p_inquiry text) returns setof api.client_card
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with told as (
    select p.caller_e164,
      array_remove(array[app.fold(p.caller_name), app.fold(p.caller_kana), app.fold(p.about_name), app.fold(p.about_kana)],
        null) as keys
    from app.inquiry_person p where p.inquiry_id = (select kit.inquiry_named(p_inquiry))
  )
  select card.* from kit.client_cards(array(
    select v.client_id
    from told join app.client_version v on v.name_key = any (told.keys) or v.kana_key = any (told.keys)
    where not exists (select from app.client_version n where n.client_id = v.client_id and n.version = v.version + 1)
    union
    select f.client_id
    from told join app.client_phone f on f.e164 = told.caller_e164
    where not exists (select from app.client_version n where n.client_id = f.client_id and n.version = f.version + 1)
  )) card
$$;

-- Who opened this inquiry, newest first.
create function api.inquiry_openings(p_inquiry text) returns table (opened_at timestamptz, login text, until timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select t.opened_at, s.login, t.until
  from app.inquiry_opening t join app.staff s on s.id = t.staff_id
  where t.inquiry_id = (select kit.inquiry_named(p_inquiry))
  order by t.opened_at desc, t.id
$$;
grant execute on function api.inquiry_open(text), api.inquiry_show(text), api.inquiry_notes(text),
  api.inquiry_matching(text) to counselor, intake, supervisor, office_admin;
grant execute on function api.inquiry_openings(text) to supervisor;
