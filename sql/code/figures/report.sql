-- A month's report whole, as one value: whose it is, its figures, and the twelve months of its charts. The program makes the
-- page from this and nothing else, so this, without its `lists`, is also what is kept when a month closes (sql/code/months):
-- those are of the caller's duty and hold clients' codes. It is always the month as it stands now, closed or not.
set local role ippo_figures;
create function api.month_report(p_office text, p_month date, p_program text default null) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  program kit.figure_program := kit.figure_program(p_program);
  offices uuid[] := kit.figure_offices(p_office, program.id);
  -- of one office the code; of several null, people counted once over them
  meant text := (select o.code from app.office o where cardinality(offices) = 1 and o.id = offices[1]);
begin
  return kit.with_closings(offices, p_month, jsonb_build_object(
    'office', (select jsonb_build_object('code', o.code, 'name', o.name, 'name_en', o.name_en, 'language', o.language)
      from app.office o where o.code = meant),
    'program', kit.program_terms(program.id, offices, kit.figure_month(p_month)),
    'month', to_char(kit.figure_month(p_month), 'YYYY-MM'),
    'figures', api.month_figures(meant, p_month, p_program),
    'series', (select jsonb_agg(jsonb_build_object(
          'month', to_char(s.month, 'YYYY-MM'), 'inquiries', s.inquiries, 'sessions', s.sessions, 'people', s.people)
        order by s.month)
      from api.month_series(meant, p_month, 12, p_program) s),
    'narrative', kit.month_narrative(offices, kit.figure_month(p_month), program.id),
    'lists', kit.month_lists(offices, kit.figure_month(p_month), program),
    'transcription', kit.month_transcription(offices)), program.id);
end
$$;
grant execute on function api.month_report(text, date, text) to supervisor, office_admin, reporter;
