-- A new client. Without `p_even_if_similar` an existing similar record stops it: the answer is then `similar`, nothing is
-- stored but, where the asker may not see that record, the fact that they were told so. The question comes first, with a
-- sync of its own (similar.sql). From an inquiry: the client is made and the inquiry linked in one transaction, and what
-- the inquiry says of the person is not asked again (newcomer.sql).
set local role ippo_api;

create function api.client_add(
  p_id uuid, p_office text, p_name text, p_kana text, p_unnamed boolean, p_birth date, p_age_about integer, p_sex text,
  p_withdrawn_since text, p_municipality text, p_cautions text, p_phones text[], p_numbers text[], p_displays text[],
  p_received_on date, p_assign text, p_even_if_similar boolean, p_from_inquiry text default null,
  p_program text default null)
returns table (state text, code text, office text, similar_hidden boolean)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  content jsonb := jsonb_build_array(
    p_office, p_name, p_kana, p_unnamed, p_birth, p_age_about, p_sex, p_withdrawn_since, p_municipality, p_cautions,
    p_phones, p_received_on, p_assign)
    -- only where it was given, so that receipts of before fit
    || case when p_from_inquiry is null then '[]' else jsonb_build_array(p_from_inquiry) end
    || case when p_program is null then '[]' else jsonb_build_array(jsonb_build_object('program', p_program)) end;
  new kit.newcomer;
  age_on date := (clock_timestamp() at time zone 'Asia/Tokyo')::date;
  assignee uuid;
  today date := (clock_timestamp() at time zone 'Asia/Tokyo')::date;
  visible uuid[];
  hidden boolean;
  new_code text;
  inserted integer := 0;
begin
  if exists (select from app.receipt r where r.id = p_id) then
    perform kit.receipt(p_id, 'client.add', content);
    return query select 'duplicate', c.code, o.code, false
      from app.client c join app.office o on o.id = c.office_id where c.id = p_id;
    if not found then
      return query select 'duplicate'::text, null::text, null::text, false;
    end if;
    return;
  end if;

  new := kit.newcomer(
    p_office, p_name, p_kana, p_unnamed, p_birth, p_phones, p_numbers, p_displays, p_from_inquiry);
  if p_age_about is null and p_birth is null and new.years is not null then
    p_age_about := new.years;
    age_on := new.told_on;
  end if;
  if new.name is null and new.kana is null and not p_unnamed then
    perform kit.refuse('client.name_missing');
  elsif p_birth > today or p_received_on > today then
    perform kit.refuse('date.future');
  elsif left(p_withdrawn_since, 7) > to_char(today, 'YYYY-MM') then
    perform kit.refuse('date.future');
  end if;
  perform kit.demand_code('sex', p_sex);
  if p_assign is not null then
    select d.staff_id into assignee
    from app.staff s join app.duty d on d.staff_id = s.id and d.role = 'counselor' and d.office_id = new.office_id
    where s.login = p_assign
      and not exists (select from app.duty_end e where e.duty_id = d.id)
      and not exists (select from app.staff_end e where e.staff_id = s.id);
    if assignee is null then
      perform kit.refuse('staff.not_counselor');
    end if;
  elsif new.office_id = any (me.offices('counselor')) then
    assignee := author;
  end if;

  if not p_even_if_similar then
    -- the same answer whether there is a similar record or not, and before anybody looks
    if not kit.has_asked(author, new) then
      perform kit.refuse('client.ask_first');
    end if;
    select coalesce(array_agg(s.id), '{}') into visible
    from api.client_similar(new.name, new.kana, new.birth, new.numbers) s where s.office = new.office;
    hidden := kit.office_has_similar(new.office_id, new.name, new.kana, new.birth, new.numbers, visible);
    if hidden then
      insert into app.similar_notice (office_id, staff_id) values (new.office_id, author);
    end if;
    if hidden or cardinality(visible) > 0 then
      return query select 'similar'::text, null::text, new.office, hidden;
      return;
    end if;
  end if;

  if not kit.receipt(p_id, 'client.add', content) then
    return query select 'duplicate', c.code, o.code, false
      from app.client c join app.office o on o.id = c.office_id where c.id = p_id;
    return;
  end if;
  while inserted = 0 loop
    new_code := kit.spoken_code('C');
    insert into app.client (id, code, office_id, received_on, author_id)
    values (p_id, new_code, new.office_id, coalesce(p_received_on, today), author)
    on conflict do nothing;
    get diagnostics inserted = row_count;
  end loop;
  insert into app.client_version (
    client_id, office_id, version, name, kana, birth, age_about, age_about_on, sex, withdrawn_since, municipality,
    cautions, author_id)
  values (p_id, new.office_id, 1, new.name, new.kana, new.birth, p_age_about,
    case when p_age_about is not null then age_on end, coalesce(p_sex, 'unknown'), p_withdrawn_since, p_municipality,
    coalesce(p_cautions, new.cautions), author);
  insert into app.client_phone (client_id, office_id, version, position, given, e164, display)
  select p_id, new.office_id, 1, n.position, n.given, n.e164, n.display
  from unnest(new.phones, new.numbers, new.displays) with ordinality as n (given, e164, display, position);
  if assignee is not null then
    insert into app.assignment (client_id, office_id, staff_id, assigned_by)
    values (p_id, new.office_id, assignee, author);
  end if;
  if p_from_inquiry is not null then
    perform kit.link_inquiry(p_id, new.inquiry_id, p_id, author);
  end if;
  -- from the day of acceptance on; the inquiry, which came before it, belongs to the same program
  if p_program is not null then
    perform kit.enrol(
      p_id, p_id, new.office_id, kit.program_named(p_program), coalesce(p_received_on, today), null, author);
    if p_from_inquiry is not null
      and kit.program_fits(kit.program_named(p_program), new.office_id, new.told_on) is null
      and not exists (select from app.inquiry_program c where c.inquiry_id = new.inquiry_id)
    then
      perform kit.choose_program(p_id, new.inquiry_id, kit.program_named(p_program), author);
    end if;
  end if;
  return query select 'saved'::text, new_code, new.office, false;
end
$$;
grant execute on function api.client_add(
  uuid, text, text, text, boolean, date, integer, text, text, text, text, text[], text[], text[], date, text, boolean, text,
  text)
  to counselor, intake, supervisor;
