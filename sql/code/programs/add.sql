-- A new program with its first version, by an office_admin of each of its offices.
set local role ippo_api;

-- What a version must be, whoever writes it.
create function kit.demand_terms(p_name text, p_from date, p_until date, p_presence text) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if coalesce(p_name, '') !~ '\S' then
    perform kit.refuse('program.name_missing');
  elsif p_from is null then
    perform kit.refuse('program.from_missing');
  elsif p_until < p_from then
    perform kit.refuse('program.until_before_from');
  elsif p_from not between '1952-01-01' and '2199-12-31' or p_until > '2199-12-31' then
    perform kit.refuse('date.form');
  elsif p_presence not in ('case', 'person') then
    perform kit.refuse('program.presence_unknown');
  end if;
end
$$;

-- What is given of a fiscal year's target; what is not given stays as it is in the version before.
create function kit.store_target(
  p_program uuid, p_version integer, p_year integer, p_inquiries integer, p_sessions integer, p_people integer, p_author uuid)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_year is null and coalesce(p_inquiries, p_sessions, p_people) is not null then
    perform kit.refuse('program.year_missing');
  elsif p_year not between 1951 and 2199 or p_inquiries not between 0 and 1000000 or p_sessions not between 0 and 1000000
    or p_people not between 0 and 1000000
  then
    perform kit.refuse('program.target_out_of_range');
  end if;
  insert into app.program_target (program_id, version, fiscal_year, inquiries, sessions, people, author_id)
  select p_program, p_version, y.fiscal_year,
    case when y.fiscal_year = p_year then coalesce(p_inquiries, t.inquiries) else t.inquiries end,
    case when y.fiscal_year = p_year then coalesce(p_sessions, t.sessions) else t.sessions end,
    case when y.fiscal_year = p_year then coalesce(p_people, t.people) else t.people end, p_author
  from (
    select t.fiscal_year from app.program_target t where t.program_id = p_program and t.version = p_version - 1
    union
    select p_year where p_year is not null) y (fiscal_year)
  left join app.program_target t
    on t.program_id = p_program and t.version = p_version - 1 and t.fiscal_year = y.fiscal_year;
end
$$;

-- Offices by their codes, which must all be administered by oneself.
create function kit.store_program_offices(p_program uuid, p_offices text[], p_author uuid) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (
    select from unnest(p_offices) g (code)
    where not exists (
      select from app.office o where o.code = g.code and o.id = any (me.offices('office_admin'))))
  then
    perform kit.refuse('office.not_yours');
  end if;
  insert into app.program_office (program_id, office_id, author_id)
  select p_program, o.id, p_author from app.office o where o.code = any (p_offices)
  on conflict do nothing;
end
$$;

create function api.program_add(
  p_id uuid, p_code text, p_offices text[], p_name text, p_name_en text, p_funder text, p_municipality text, p_from date,
  p_until date, p_presence text, p_line_by_day boolean, p_year integer, p_inquiries integer, p_sessions integer,
  p_people integer)
returns table (state text, code text, version integer)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
begin
  if not kit.receipt(p_id, 'program.add', jsonb_build_array(
    p_code, p_offices, p_name, p_name_en, p_funder, p_municipality, p_from, p_until, p_presence, p_line_by_day, p_year,
    p_inquiries, p_sessions, p_people))
  then
    return query select 'duplicate', p.code, 1 from app.program p where p.id = p_id;
    return;
  end if;
  if coalesce(p_code, '') !~ '^[a-z][a-z0-9_]{1,30}$' then
    perform kit.refuse('program.code_form');
  elsif coalesce(cardinality(p_offices), 0) = 0 then
    perform kit.refuse('program.office_missing');
  elsif exists (select from app.program p where p.code = p_code) then
    perform kit.refuse('program.code_taken');
  end if;
  perform kit.demand_terms(p_name, p_from, p_until, p_presence);
  begin
    insert into app.program (id, code, author_id) values (p_id, p_code, author);
  exception when unique_violation then
    perform kit.refuse('program.code_taken');
  end;
  perform kit.store_program_offices(p_id, p_offices, author);
  insert into app.program_version (
    program_id, version, name, name_en, funder, municipality, from_on, until_on, presence, line_by_day, author_id)
  values (p_id, 1, p_name, kit.answer(p_name_en), kit.answer(p_funder), kit.answer(p_municipality), p_from, p_until,
    coalesce(p_presence, 'case'), coalesce(p_line_by_day, true), author);
  perform kit.store_target(p_id, 1, p_year, p_inquiries, p_sessions, p_people, author);
  return query select 'saved'::text, p_code, 1;
end
$$;
grant execute on function api.program_add(
  uuid, text, text[], text, text, text, text, date, date, text, boolean, integer, integer, integer, integer) to office_admin;
