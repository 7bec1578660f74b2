-- The rows behind a figure, for a supervisor of the office: of a closed month those that were kept with it. Codes are looked up
-- now, under row-level security: of a client who has moved to another office the row stays, without the code. A program's are
-- those within the office.
set local role ippo_api;

create function api.month_rows(p_office text, p_month date, p_figure text, p_program text default null)
returns table (base text, value bigint, edition integer, intact boolean, rows jsonb)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  home uuid := kit.office_meant(p_office, me.offices('supervisor'));
  first_day date := kit.figure_month(p_month);
  wanted text := kit.base_of_figure(p_figure);
  program uuid;
  standing uuid;
  behind jsonb;
begin
  if p_program is not null then
    program := kit.program_named(p_program);
    if not exists (select from app.program_office f where f.program_id = program and f.office_id = home) then
      perform kit.not_found('program');
    end if;
  end if;
  if wanted is null or (program is null and wanted like 'enrolment%') then
    perform kit.refuse('figure.unknown');
  end if;
  standing := kit.standing_closing(home, first_day);
  if program is not null
    and not exists (select from app.program_closing p where p.closing_id = standing and p.program_id = program)
  then
    standing := null;
  end if;
  if standing is null then
    behind := kit.base_rows(wanted, array[home], first_day, p_program);
  elsif program is not null then
    behind := (
      select r.rows from app.program_closing_row r
      where r.closing_id = standing and r.program_id = program and r.base = wanted);
  else
    behind := (select r.rows from app.month_closing_row r where r.closing_id = standing and r.base = wanted);
  end if;
  behind := kit.rows_behind(p_figure, coalesce(behind, '[]'));
  return query select wanted, kit.counted(p_figure, behind),
    (select c.edition from app.month_closing c where c.id = standing),
    standing is null or coalesce(kit.closing_rows_as_written(standing, wanted, program), false),
    (select coalesce(jsonb_agg(
        r.fact - array['client_id', 'inquiry_id', 'provider_id'] || jsonb_build_object(
          'client', (select c.code from app.client c where c.id = (r.fact ->> 'client_id')::uuid),
          'inquiry', (select i.code from app.inquiry i where i.id = (r.fact ->> 'inquiry_id')::uuid),
          'provider', (select p.code from app.provider p where p.id = (r.fact ->> 'provider_id')::uuid))
        order by r.place), '[]')
      from jsonb_array_elements(behind) with ordinality r (fact, place));
end
$$;
grant execute on function api.month_rows(text, date, text, text) to supervisor;
