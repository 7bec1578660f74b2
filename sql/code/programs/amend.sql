-- A new version of a program, with its reason. `p_changes` holds the keys that change; null clears one that may be empty. Offices
-- are added; one that worked for it worked for it.
set local role ippo_api;
create function api.program_amend(
  p_id uuid, p_program text, p_changes jsonb, p_offices text[], p_year integer, p_inquiries integer, p_sessions integer,
  p_people integer, p_reason text, p_base integer)
returns table (state text, code text, version integer)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target uuid;
  was app.program_version;
begin
  if not kit.receipt(p_id, 'program.amend', jsonb_build_array(
    p_program, p_changes, p_offices, p_year, p_inquiries, p_sessions, p_people, p_reason))
  then
    return query select 'duplicate'::text, p_program, null::integer;
    return;
  end if;
  target := kit.program_named(p_program);
  if exists (
    select from app.program_office o where o.program_id = target and o.office_id <> all (me.offices('office_admin')))
  then
    perform kit.refuse('office.not_yours');
  elsif coalesce(p_reason, '') !~ '\S' then
    perform kit.refuse('reason.missing');
  end if;
  perform kit.one_at_a_time(target);
  select v.* into was from app.program_version v where v.program_id = target order by v.version desc limit 1;
  if p_base is not null and p_base <> was.version then
    perform kit.conflict('amend.lost_race');
  end if;
  was.name := case when p_changes ? 'name' then p_changes ->> 'name' else was.name end;
  was.name_en := case when p_changes ? 'name_en' then kit.answer(p_changes ->> 'name_en') else was.name_en end;
  was.funder := case when p_changes ? 'funder' then kit.answer(p_changes ->> 'funder') else was.funder end;
  was.municipality := case when p_changes ? 'municipality' then kit.answer(p_changes ->> 'municipality')
    else was.municipality end;
  was.from_on := coalesce((p_changes ->> 'from')::date, was.from_on);
  was.until_on := case when p_changes ? 'until' then (p_changes ->> 'until')::date else was.until_on end;
  was.presence := coalesce(p_changes ->> 'presence', was.presence);
  was.line_by_day := coalesce((p_changes ->> 'line_by_day')::boolean, was.line_by_day);
  perform kit.demand_terms(was.name, was.from_on, was.until_on, was.presence);
  perform kit.store_program_offices(target, p_offices, author);
  insert into app.program_version (
    program_id, version, name, name_en, funder, municipality, from_on, until_on, presence, line_by_day, author_id, reason)
  values (target, was.version + 1, was.name, was.name_en, was.funder, was.municipality, was.from_on, was.until_on,
    was.presence, was.line_by_day, author, p_reason);
  perform kit.store_target(target, was.version + 1, p_year, p_inquiries, p_sessions, p_people, author);
  return query select 'saved'::text, p_program, was.version + 1;
end
$$;
grant execute on function api.program_amend(
  uuid, text, jsonb, text[], integer, integer, integer, integer, text, integer) to office_admin;
