-- Who is to be taken on, and where: what was given, completed by what the inquiry says. Asking for similar records and adding
-- both work it out here, so that they mean the same person.
set local role ippo_api;

create type kit.newcomer as (
  office_id uuid, office text, name text, kana text, birth date, phones text[], numbers text[], displays text[],
  inquiry_id uuid, years integer, told_on date, cautions text
);

create function kit.newcomer(
  p_office text, p_name text, p_kana text, p_unnamed boolean, p_birth date, p_phones text[], p_numbers text[],
  p_displays text[], p_from_inquiry text)
returns kit.newcomer
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  adding uuid[] := me.offices('counselor') || me.offices('intake') || me.offices('supervisor');
  new kit.newcomer;
  inquiry record;
begin
  new.name := p_name;
  new.kana := p_kana;
  new.birth := p_birth;
  new.phones := p_phones;
  new.numbers := p_numbers;
  new.displays := p_displays;
  if p_from_inquiry is not null then
    select * into inquiry from kit.person_of_inquiry(kit.inquiry_named(p_from_inquiry));
    if (kit.standing_link(inquiry.id)).id is not null then
      perform kit.conflict('inquiry.already_linked');
    elsif p_office <> inquiry.office then
      perform kit.refuse('inquiry.other_office');
    end if;
    p_office := inquiry.office;
    new.inquiry_id := inquiry.id;
    new.years := inquiry.years;
    new.told_on := inquiry.told_on;
    new.cautions := inquiry.cautions;
    -- a kana belongs to its name: it is taken only with the name or beside the same name
    if not coalesce(p_unnamed, false) then
      if p_kana is null and (p_name is null or app.fold(p_name) = app.fold(inquiry.name)) then
        new.kana := inquiry.kana;
      end if;
      new.name := coalesce(p_name, inquiry.name);
    end if;
    if coalesce(cardinality(p_phones), 0) = 0 then
      new.phones := inquiry.phones;
      new.numbers := inquiry.numbers;
      new.displays := inquiry.displays;
    end if;
  end if;

  select o.id, o.code into new.office_id, new.office from app.office o
    where o.id = any (adding) and (p_office is null or o.code = p_office);
  if new.office_id is null then
    perform kit.refuse('office.not_yours');
  elsif p_office is null and (select count(distinct a) from unnest(adding) a) > 1 then
    perform kit.refuse('office.choose');
  end if;
  return new;
end
$$;

-- What a question about similar records is known by, in one office: everything that decides about likeness, and nothing else.
create function kit.question(given kit.newcomer) returns bytea
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select sha256(convert_to(jsonb_build_array(given.name, given.kana, given.birth, given.numbers)::text, 'UTF8'))
$$;
