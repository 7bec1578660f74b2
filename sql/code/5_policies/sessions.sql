-- Sessions follow the client's caseload and office. A note is read on a ticket only.
set local role ippo_owner;

do $$
declare
  t record;
  by_me text;
begin
  for t in
    select * from (values
      ('session', 'author_id'), ('session_version', 'author_id'), ('session_with', null), ('session_staff', null),
      ('session_note', null), ('session_move', 'author_id')
    ) as tables (name, who_wrote)
  loop
    by_me := case when t.who_wrote is null then '' else format('and %I = (select me.staff_id())', t.who_wrote) end;
    if t.name <> 'session_note' then
      execute format(
        'create policy caseload_reads on app.%I for select to ippo_api using (client_id = any ((select me.clients())::uuid[]))',
        t.name);
      execute format(
        'create policy supervisor_reads on app.%I for select to ippo_api '
        'using (office_id = any ((select me.offices(''supervisor''))::uuid[]))', t.name);
    end if;
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

-- Moving a session to another client: both must be one's own. Not on a broken glass: the note would stay when the glass is
-- whole again.
create policy caseload_moves on app.session for update to ippo_api
  using (client_id = any ((select me.caseload())::uuid[]))
  with check (client_id = any ((select me.caseload())::uuid[]));
create policy supervisor_moves on app.session for update to ippo_api
  using (office_id = any ((select me.offices('supervisor'))::uuid[]))
  with check (office_id = any ((select me.offices('supervisor'))::uuid[]));

create policy caseload_reads_opened on app.session_note for select to ippo_api
  using (client_id = any ((select me.opened())::uuid[]) and client_id = any ((select me.clients())::uuid[]));
create policy supervisor_reads_opened on app.session_note for select to ippo_api
  using (client_id = any ((select me.opened())::uuid[]) and office_id = any ((select me.offices('supervisor'))::uuid[]));
