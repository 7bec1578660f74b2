-- What is written about a month, and the order of its transcription, are the affair of those who answer for the office. A
-- review follows the client's caseload, and a supervisor of that office makes it.
set local role ippo_owner;

do $$
declare
  t text;
  duty text;
begin
  foreach t in array array['month_note', 'transcription'] loop
    foreach duty in array array['supervisor', 'office_admin'] loop
      execute format(
        'create policy %I on app.%I for select to ippo_api using (office_id = any ((select me.offices(%L))::uuid[]))',
        duty || '_reads', t, duty);
      execute format(
        'create policy %I on app.%I for insert to ippo_api with check ('
        'office_id = any ((select me.offices(%L))::uuid[]) and author_id = (select me.staff_id()))',
        duty || '_writes', t, duty);
    end loop;
  end loop;
end
$$;

create policy caseload_reads on app.session_review for select to ippo_api
  using (client_id = any ((select me.clients())::uuid[]));
create policy supervisor_reads on app.session_review for select to ippo_api
  using (office_id = any ((select me.offices('supervisor'))::uuid[]));
create policy supervisor_writes on app.session_review for insert to ippo_api
  with check (office_id = any ((select me.offices('supervisor'))::uuid[]) and author_id = (select me.staff_id()));
