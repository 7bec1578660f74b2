-- Closed months are the office's supervisors': they close, reopen, and see the rows behind the figures. What others may see
-- of them is figures, which functions of ippo_figures tell.
set local role ippo_owner;

do $$
declare
  t record;
  by_me text;
begin
  for t in
    select * from (values
      ('month_closing', 'author_id'), ('month_closing_row', null), ('month_closing_file', null),
      ('month_reopening', 'author_id'),
      ('program_closing', null), ('program_closing_row', null), ('program_closing_file', null)
    ) as tables (name, who_wrote)
  loop
    by_me := case when t.who_wrote is null then '' else format('and %I = (select me.staff_id())', t.who_wrote) end;
    execute format(
      'create policy supervisor_reads on app.%I for select to ippo_api '
      'using (office_id = any ((select me.offices(''supervisor''))::uuid[]))',
      t.name);
    execute format(
      'create policy supervisor_writes on app.%I for insert to ippo_api '
      'with check (office_id = any ((select me.offices(''supervisor''))::uuid[]) %s)',
      t.name, by_me);
  end loop;
end
$$;
