-- An inquiry that came in by itself (a call that the telephone system told of, a message on LINE) is completed by whoever talked with
-- them. Blanks are filled; kind, relation and minutes that somebody said before are changed for a reason, and what stood stays on
-- record. Names and notes that somebody wrote are not written over.
set local role ippo_api;

create function api.inquiry_amend(
  p_id uuid, p_inquiry text, p_kind text, p_relation text, p_minutes integer,
  p_caller_name text, p_caller_kana text, p_caller_phone text, p_caller_number text, p_caller_display text,
  p_about_name text, p_about_kana text, p_about_age text, p_note text, p_advice text, p_cautions text, p_reason text)
returns table (state text, code text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target uuid;
  before app.inquiry;
  person app.inquiry_person;
  years text := substring(normalize(p_about_age, NFKC) from '^\s*([0-9]{1,3})\s*[歳才]?\s*$');
  is_changed boolean;
  told text[];
  filled text[];
  written integer := 1;
begin
  if not kit.receipt(p_id, 'inquiry.amend', jsonb_build_array(
    p_inquiry, p_kind, p_relation, p_minutes, p_caller_name, p_caller_kana, p_caller_phone, p_about_name, p_about_kana,
    p_about_age, p_note, p_advice, p_cautions, p_reason))
  then
    return query select 'duplicate'::text, p_inquiry;
    return;
  end if;
  perform kit.demand_code('inquiry_kind', p_kind);
  perform kit.demand_code('relation', p_relation);
  if p_minutes is not null and p_minutes not between 1 and 1440 then
    perform kit.refuse('minutes.out_of_range');
  end if;
  perform kit.demand_note(p_note);
  perform kit.demand_note(p_advice);
  perform kit.demand_note(p_cautions);
  target := kit.inquiry_named(p_inquiry);
  perform kit.one_at_a_time(target);
  select p.* into person from app.inquiry_person p where p.inquiry_id = target;
  if person.inquiry_id is null then
    perform kit.not_found('inquiry');
  end if;
  select i.* into before from app.inquiry i where i.id = target;

  -- what is given and stands already is no change; what differs is
  told := array(select f.name from (values
      ('caller_name', person.caller_name, kit.answer(p_caller_name)), ('caller_kana', person.caller_kana, kit.answer(p_caller_kana)),
      ('caller_phone', person.caller_e164, case when p_caller_phone is not null then coalesce(p_caller_number, '') end),
      ('about_name', person.about_name, kit.answer(p_about_name)), ('about_kana', person.about_kana, kit.answer(p_about_kana)),
      ('about_age', person.about_age, kit.answer(p_about_age)),
      ('cautions', (select c.cautions from app.inquiry_caution c where c.inquiry_id = target), p_cautions)
    ) f (name, stands, given)
    where f.given is not null and f.stands is distinct from f.given and f.stands is not null);
  if cardinality(told) > 0 then
    perform kit.refuse('inquiry.told_already');
  end if;
  filled := array(select f.name from (values
      ('caller_name', person.caller_name, kit.answer(p_caller_name)), ('caller_kana', person.caller_kana, kit.answer(p_caller_kana)),
      ('caller_phone', person.caller_e164, kit.answer(p_caller_phone)),
      ('about_name', person.about_name, kit.answer(p_about_name)), ('about_kana', person.about_kana, kit.answer(p_about_kana)),
      ('about_age', person.about_age, kit.answer(p_about_age)),
      ('cautions', (select c.cautions from app.inquiry_caution c where c.inquiry_id = target), p_cautions),
      ('note', null, p_note), ('advice', null, p_advice)
    ) f (name, stands, given)
    where f.given is not null and f.stands is null);
  is_changed := coalesce(p_kind <> before.kind, false) or coalesce(p_relation <> before.relation, false)
    or coalesce(p_minutes is distinct from before.minutes and p_minutes is not null, false);
  if not is_changed and cardinality(filled) = 0 then
    perform kit.refuse('inquiry.nothing_new');
  elsif kit.answer(p_reason) is null and (
    before.kind <> 'unknown' and p_kind <> before.kind or before.relation <> 'unknown' and p_relation <> before.relation
    or before.minutes is not null and p_minutes <> before.minutes)
  then
    perform kit.refuse('inquiry.reason_missing');
  end if;

  insert into app.inquiry_amendment (id, inquiry_id, office_id, kind, relation, minutes, filled, reason, author_id)
  values (p_id, target, before.office_id, before.kind, before.relation, before.minutes, filled, kit.answer(p_reason), author);
  if is_changed then
    update app.inquiry i set kind = coalesce(p_kind, i.kind), relation = coalesce(p_relation, i.relation),
      minutes = coalesce(p_minutes, i.minutes)
    where i.id = target;
    get diagnostics written = row_count;
  end if;
  if filled && array['caller_name', 'caller_kana', 'caller_phone', 'about_name', 'about_kana', 'about_age'] then
    update app.inquiry_person p set
      caller_name = coalesce(p.caller_name, kit.answer(p_caller_name)),
      caller_kana = coalesce(p.caller_kana, kit.answer(p_caller_kana)),
      caller_phone = case when 'caller_phone' = any (filled) then kit.answer(p_caller_phone) else p.caller_phone end,
      caller_e164 = case when 'caller_phone' = any (filled) then p_caller_number else p.caller_e164 end,
      caller_display = case when 'caller_phone' = any (filled) then p_caller_display else p.caller_display end,
      about_name = coalesce(p.about_name, kit.answer(p_about_name)),
      about_kana = coalesce(p.about_kana, kit.answer(p_about_kana)),
      about_age = coalesce(p.about_age, kit.answer(p_about_age)),
      about_years = coalesce(p.about_years, case when years::integer <= 120 then years::smallint end)
    where p.inquiry_id = target;
    get diagnostics written = row_count;
  end if;
  -- it became somebody else's client's at this moment
  if written <> 1 then
    perform kit.conflict('inquiry.lost_race');
  end if;
  if p_note is not null or p_advice is not null then
    begin
      insert into app.inquiry_note (inquiry_id, office_id, note, advice) values (target, before.office_id, p_note, p_advice);
    exception when unique_violation then
      -- whether there is one is not to be read without an opening
      perform kit.refuse('inquiry.told_already');
    end;
  end if;
  if 'cautions' = any (filled) then
    insert into app.inquiry_caution (inquiry_id, office_id, cautions) values (target, before.office_id, p_cautions);
  end if;
  return query select 'saved'::text, p_inquiry;
end
$$;

-- What stood before, oldest first; of an inquiry that was opened.
create function api.inquiry_amendments(p_inquiry text)
returns table (amended_at timestamptz, author text, kind text, relation text, minutes smallint, filled text[], reason text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select a.amended_at, s.login, a.kind, a.relation, a.minutes, a.filled, a.reason
  from app.inquiry_amendment a join app.staff s on s.id = a.author_id
  where a.inquiry_id = (select kit.inquiry_named(p_inquiry)) order by a.amended_at, a.id
$$;
grant execute on function api.inquiry_amend(
  uuid, text, text, text, integer, text, text, text, text, text, text, text, text, text, text, text, text)
  to counselor, intake, supervisor;
-- an administrator opens recruitment, of which this tells them nothing
grant execute on function api.inquiry_amendments(text) to counselor, intake, supervisor, office_admin;
