-- Assessments and plans follow the client's caseload and office. What people said is read on a ticket only.
set local role ippo_owner;

do $$
declare
  t record;
  by_me text;
begin
  for t in
    select * from (values
      ('assessment', 'author_id', false), ('assessment_factor', null, false), ('assessment_note', null, true),
      ('plan', 'author_id', false), ('plan_text', null, true),
      ('plan_check', 'author_id', false), ('plan_check_text', null, true),
      ('plan_pause', 'author_id', false), ('plan_resumption', 'author_id', false)
    ) as tables (name, who_wrote, on_ticket)
  loop
    by_me := case when t.who_wrote is null then '' else format('and %I = (select me.staff_id())', t.who_wrote) end;
    execute format(
      'create policy caseload_reads on app.%I for select to ippo_api using (client_id = any ((select me.clients())::uuid[]) %s)',
      t.name, case when t.on_ticket then 'and client_id = any ((select me.opened())::uuid[])' end);
    execute format(
      'create policy supervisor_reads on app.%I for select to ippo_api '
      'using (office_id = any ((select me.offices(''supervisor''))::uuid[]) %s)',
      t.name, case when t.on_ticket then 'and client_id = any ((select me.opened())::uuid[])' end);
    execute format(
      'create policy caseload_writes on app.%I for insert to ippo_api '
      'with check (client_id = any ((select me.clients())::uuid[]) %s)',
      t.name, by_me);
    execute format(
      'create policy supervisor_writes on app.%I for insert to ippo_api '
      'with check (office_id = any ((select me.offices(''supervisor''))::uuid[]) %s)',
      t.name, by_me);
  end loop;
end
$$;
