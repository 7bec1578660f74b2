-- Who may see and write what of clients. The functions of `api` run as ippo_api, which passes no policy; every predicate
-- asks for the session's own login. One policy a duty, never one with OR.
set local role ippo_owner;

create policy caseload_reads on app.client for select to ippo_api
  using (id = any ((select me.clients())::uuid[]));
create policy supervisor_reads on app.client for select to ippo_api
  using (office_id = any ((select me.offices('supervisor'))::uuid[]));
create policy intake_reads on app.client for select to ippo_api
  using (office_id = any ((select me.offices('intake'))::uuid[]));
-- whoever adds a client fills it in, in the same transaction
create policy adder_reads on app.client for select to ippo_api
  using (created_in = pg_current_xact_id_if_assigned() and author_id = (select me.staff_id()));
create policy counselor_adds on app.client for insert to ippo_api
  with check (office_id = any ((select me.offices('counselor'))::uuid[]) and author_id = (select me.staff_id())
    and created_in = pg_current_xact_id());
create policy supervisor_adds on app.client for insert to ippo_api
  with check (office_id = any ((select me.offices('supervisor'))::uuid[]) and author_id = (select me.staff_id())
    and created_in = pg_current_xact_id());
create policy intake_adds on app.client for insert to ippo_api
  with check (office_id = any ((select me.offices('intake'))::uuid[]) and author_id = (select me.staff_id())
    and created_in = pg_current_xact_id());
create policy similar_reads on app.client for select to ippo_similar
  using (office_id = any ((select me.offices())::uuid[]));

-- What hangs on a client follows its office and caseload; `who_wrote` names the column that must be oneself.
do $$
declare
  t record;
  by_me text;
begin
  for t in
    select * from (values
      ('client_version', 'author_id', true, null),
      ('client_phone', null, true, null),
      ('assignment', 'assigned_by', true, null),
      -- a foreign key asks whether there is such a row, not whether it is this client's
      ('assignment_end', 'ended_by', true,
        'exists (select from app.assignment a where a.id = assignment_id and a.client_id = assignment_end.client_id)'),
      ('enrolment', 'author_id', true, null),
      ('enrolment_end', 'author_id', true,
        'exists (select from app.enrolment e where e.id = enrolment_id and e.client_id = enrolment_end.client_id)'),
      ('client_closing', 'author_id', false, null),
      ('client_reopening', 'author_id', false,
        'exists (select from app.client_closing c where c.id = closing_id and c.client_id = client_reopening.client_id)')
    ) as tables (name, who_wrote, for_intake, of_this_client)
  loop
    by_me := case when t.who_wrote is null then '' else format('and %I = (select me.staff_id())', t.who_wrote) end
      || coalesce(' and ' || t.of_this_client, '');
    execute format(
      'create policy caseload_reads on app.%I for select to ippo_api using (client_id = any ((select me.clients())::uuid[]))',
      t.name);
    execute format(
      'create policy supervisor_reads on app.%I for select to ippo_api '
      'using (office_id = any ((select me.offices(''supervisor''))::uuid[]))', t.name);
    execute format(
      'create policy supervisor_writes on app.%I for insert to ippo_api '
      'with check (office_id = any ((select me.offices(''supervisor''))::uuid[]) %s)',
      t.name, by_me);
    if t.name not like 'assignment%' then
      execute format(
        'create policy caseload_writes on app.%I for insert to ippo_api '
        'with check (client_id = any ((select me.clients())::uuid[]) %s)',
        t.name, by_me);
    end if;
    if t.for_intake then
      execute format(
        'create policy intake_reads on app.%I for select to ippo_api '
        'using (office_id = any ((select me.offices(''intake''))::uuid[]))', t.name);
    end if;
    if t.name in ('client_version', 'client_phone', 'assignment', 'enrolment') then
      execute format(
        'create policy adder_writes on app.%I for insert to ippo_api with check (exists ('
        'select from app.client c where c.id = client_id and c.created_in = pg_current_xact_id_if_assigned() '
        'and c.author_id = (select me.staff_id())) %s)',
        t.name, by_me);
    end if;
  end loop;
end
$$;

create policy similar_reads on app.client_version for select to ippo_similar
  using (office_id = any ((select me.offices())::uuid[]));
create policy similar_reads on app.client_phone for select to ippo_similar
  using (office_id = any ((select me.offices())::uuid[]));

-- Tickets: one's own, and a supervisor's view of the office. Outside the caseload only with a reason in words.
create policy own_reads on app.access for select to ippo_api using (staff_id = (select me.staff_id()));
create policy supervisor_reads on app.access for select to ippo_api
  using (office_id = any ((select me.offices('supervisor'))::uuid[]));
create policy caseload_opens on app.access for insert to ippo_api
  with check (staff_id = (select me.staff_id()) and not outside_caseload
    and client_id = any ((select me.clients())::uuid[]));
create policy supervisor_opens on app.access for insert to ippo_api
  with check (staff_id = (select me.staff_id()) and not outside_caseload
    and office_id = any ((select me.offices('supervisor'))::uuid[]));
create policy counselor_breaks_glass on app.access for insert to ippo_api
  with check (staff_id = (select me.staff_id()) and outside_caseload and reason <> ''
    and until <= clock_timestamp() + interval '2 hours'
    and office_id = any ((select me.offices('counselor'))::uuid[]));

-- Questions about similar records, and that somebody was told. One's own are read to answer what was asked before.
create policy told on app.similar_notice for insert to ippo_api
  with check (staff_id = (select me.staff_id()) and office_id = any ((select me.offices())::uuid[])
    and asked_in = pg_current_xact_id());
create policy own_reads on app.similar_notice for select to ippo_api using (staff_id = (select me.staff_id()));
create policy supervisor_reads on app.similar_notice for select to ippo_api
  using (office_id = any ((select me.offices('supervisor'))::uuid[]));
