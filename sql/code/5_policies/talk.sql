-- Conversations. That something was sent, and flags, are facts that the office's front desk sees; the words are for whoever may see
-- the inquiry's people, after an opening, and so is answering. Intake may queue what the office says by itself; the sender reads what
-- is queued and writes what became of it.
set local role ippo_owner;

do $$
declare
  t text;
  duty text;
begin
  foreach duty in array array['counselor', 'intake', 'supervisor'] loop
    foreach t in array array[
      'line_send', 'line_send_step', 'line_send_recall', 'line_send_settlement', 'crisis_flag', 'crisis_escalation', 'crisis_ack']
    loop
      execute format(
        'create policy %I on app.%I for select to ippo_api using (office_id = any ((select me.offices(%L))::uuid[]))',
        duty || '_reads', t, duty);
    end loop;
    foreach t in array array['line_setting', 'line_quota', 'crisis_list', 'crisis_oncall'] loop
      execute format(
        'create policy %I on app.%I for select to ippo_api using (office_id = any ((select me.offices(%L))::uuid[]))',
        duty || '_reads', t, duty);
    end loop;
    -- the policies of inquiry_person decide whose inquiry it is
    execute format(
      'create policy %I on app.line_send_text for select to ippo_api '
      'using (inquiry_id = any ((select me.opened_inquiries())::uuid[]) and office_id = any ((select me.offices(%L))::uuid[]) '
      'and exists (select from app.inquiry_person p where p.inquiry_id = line_send_text.inquiry_id))', duty || '_reads_opened', duty);
    execute format(
      'create policy %I on app.line_send for insert to ippo_api '
      'with check (author_id = (select me.staff_id()) and office_id = any ((select me.offices(%L))::uuid[]) '
      'and exists (select from app.inquiry_person p where p.inquiry_id = line_send.inquiry_id))', duty || '_writes', duty);
    execute format(
      'create policy %I on app.line_send_text for insert to ippo_api '
      'with check (office_id = any ((select me.offices(%L))::uuid[]) '
      'and exists (select from app.inquiry_person p where p.inquiry_id = line_send_text.inquiry_id))', duty || '_writes', duty);
    foreach t in array array['line_send_recall', 'line_send_settlement'] loop
      execute format(
        'create policy %I on app.%I for insert to ippo_api '
        'with check (author_id = (select me.staff_id()) and office_id = any ((select me.offices(%L))::uuid[]) '
        'and exists (select from app.inquiry_person p where p.inquiry_id = %I.inquiry_id))', duty || '_writes', t, duty, t);
    end loop;
    -- raised by hand
    execute format(
      'create policy %I on app.crisis_flag for insert to ippo_api '
      'with check (author_id = (select me.staff_id()) and office_id = any ((select me.offices(%L))::uuid[]))',
      duty || '_writes', duty);
    execute format(
      'create policy %I on app.crisis_ack for insert to ippo_api '
      'with check (staff_id = (select me.staff_id()) and office_id = any ((select me.offices(%L))::uuid[]))',
      duty || '_writes', duty);
    -- whoever watches calls the second person
    execute format(
      'create policy %I on app.crisis_escalation for insert to ippo_api '
      'with check (office_id = any ((select me.offices(%L))::uuid[]))', duty || '_writes', duty);
  end loop;
  foreach t in array array['line_setting', 'line_quota', 'crisis_list', 'crisis_oncall'] loop
    execute format(
      'create policy admin_reads on app.%I for select to ippo_api '
      'using (office_id = any ((select me.offices(''office_admin''))::uuid[]))', t);
  end loop;
  foreach t in array array['line_setting', 'crisis_list', 'crisis_oncall'] loop
    execute format(
      'create policy supervisor_writes on app.%I for insert to ippo_api '
      'with check (author_id = (select me.staff_id()) and office_id = any ((select me.offices(''supervisor''))::uuid[]))', t);
  end loop;

  -- LINE's intake, on arrival
  foreach t in array array['line_setting', 'line_send', 'crisis_list', 'crisis_flag', 'crisis_ack'] loop
    execute format(
      'create policy line_looks_up on app.%I for select to ippo_api using (office_id = any ((select me.line_offices())::uuid[]))', t);
  end loop;
  foreach t in array array['line_send', 'crisis_flag'] loop
    execute format(
      'create policy line_takes_in on app.%I for insert to ippo_api '
      'with check (author_id is null and office_id = any ((select me.line_offices())::uuid[]))', t);
  end loop;

  -- the sender
  foreach t in array array[
    'line_setting', 'line_quota', 'line_send', 'line_send_text', 'line_send_step', 'line_account', 'line_event', 'crisis_flag',
    'crisis_ack', 'crisis_escalation', 'crisis_oncall']
  loop
    execute format(
      'create policy sender_reads on app.%I for select to ippo_api using (office_id = any ((select me.sending_offices())::uuid[]))', t);
  end loop;
  foreach t in array array['line_send_step', 'line_quota', 'crisis_escalation'] loop
    execute format(
      'create policy sender_writes on app.%I for insert to ippo_api '
      'with check (office_id = any ((select me.sending_offices())::uuid[]))', t);
  end loop;
end
$$;
create policy sender_reads on app.office for select to ippo_api using (id = any ((select me.sending_offices())::uuid[]));
create policy line_takes_in on app.line_send_text for insert to ippo_api
  with check (office_id = any ((select me.line_offices())::uuid[]));
create policy admin_writes on app.line_setting for insert to ippo_api
  with check (author_id = (select me.staff_id()) and office_id = any ((select me.offices('office_admin'))::uuid[]));

-- Codes and ties: whoever looks after the client, and the office's supervisor; intake sees whose account it is, as it sees names.
create policy caseload_reads on app.line_code for select to ippo_api using (client_id = any ((select me.clients())::uuid[]));
create policy supervisor_reads on app.line_code for select to ippo_api
  using (office_id = any ((select me.offices('supervisor'))::uuid[]));
create policy caseload_writes on app.line_code for insert to ippo_api
  with check (author_id = (select me.staff_id()) and client_id = any ((select me.clients())::uuid[])
    and exists (select from app.client c where c.id = client_id and c.office_id = line_code.office_id));
create policy supervisor_writes on app.line_code for insert to ippo_api
  with check (author_id = (select me.staff_id()) and office_id = any ((select me.offices('supervisor'))::uuid[])
    and exists (select from app.client c where c.id = client_id and c.office_id = line_code.office_id));
create policy caseload_reads on app.line_tie for select to ippo_api using (client_id = any ((select me.clients())::uuid[]));
create policy supervisor_reads on app.line_tie for select to ippo_api
  using (office_id = any ((select me.offices('supervisor'))::uuid[]));
create policy intake_reads on app.line_tie for select to ippo_api using (office_id = any ((select me.offices('intake'))::uuid[]));
create policy caseload_reads on app.line_tie_end for select to ippo_api using (client_id = any ((select me.clients())::uuid[]));
create policy supervisor_reads on app.line_tie_end for select to ippo_api
  using (office_id = any ((select me.offices('supervisor'))::uuid[]));
create policy intake_reads on app.line_tie_end for select to ippo_api using (office_id = any ((select me.offices('intake'))::uuid[]));
create policy caseload_ends on app.line_tie_end for insert to ippo_api
  with check (author_id = (select me.staff_id()) and client_id = any ((select me.caseload())::uuid[]));
create policy supervisor_ends on app.line_tie_end for insert to ippo_api
  with check (author_id = (select me.staff_id()) and office_id = any ((select me.offices('supervisor'))::uuid[]));
do $$
declare
  t text;
begin
  foreach t in array array['line_code', 'line_code_try', 'line_tie', 'line_tie_end'] loop
    execute format(
      'create policy line_looks_up on app.%I for select to ippo_api using (office_id = any ((select me.line_offices())::uuid[]))', t);
  end loop;
  foreach t in array array['line_code_try', 'line_tie'] loop
    execute format(
      'create policy line_takes_in on app.%I for insert to ippo_api '
      'with check (office_id = any ((select me.line_offices())::uuid[]))', t);
  end loop;
end
$$;
