-- LINE's intake writes in the offices it serves, and reads there what it needs to write each thing once. Staff read facts as
-- they read inquiries, and what was written as they read an inquiry's note: after an opening, by whoever may see its people (inquiries.sql).
set local role ippo_owner;

do $$
declare
  t text;
  duty text;
begin
  foreach t in array array['line_account', 'inquiry_line', 'line_event', 'line_message', 'line_tombstone'] loop
    execute format(
      'create policy line_takes_in on app.%I for insert to ippo_api '
      'with check (office_id = any ((select me.line_offices())::uuid[]))', t);
    execute format(
      'create policy line_looks_up on app.%I for select to ippo_api '
      'using (office_id = any ((select me.line_offices())::uuid[]))', t);
  end loop;
  foreach t in array array['line_account', 'inquiry_line', 'line_event'] loop
    foreach duty in array array['counselor', 'intake', 'supervisor'] loop
      execute format(
        'create policy %I on app.%I for select to ippo_api using (office_id = any ((select me.offices(%L))::uuid[]))',
        duty || '_reads', t, duty);
    end loop;
  end loop;
end
$$;
-- Withdrawn or edited at LINE.
create policy line_takes_in_changes on app.line_message for update to ippo_api
  using (office_id = any ((select me.line_offices())::uuid[]))
  with check (office_id = any ((select me.line_offices())::uuid[]));

-- The inquiry that a message opens.
create policy line_takes_in on app.inquiry for insert to ippo_api
  with check (channel = 'line' and author_id is null and office_id = any ((select me.line_offices())::uuid[]));
create policy line_takes_in on app.inquiry_person for insert to ippo_api
  with check (office_id = any ((select me.line_offices())::uuid[])
    and num_nonnulls(caller_name, caller_kana, caller_phone, about_name, about_kana, about_age) = 0);
create policy line_looks_up on app.inquiry_closing for select to ippo_api
  using (office_id = any ((select me.line_offices())::uuid[]));

-- The office's accounts at LINE: an office_admin says which they are.
create policy admin_reads on app.line_channel for select to ippo_api
  using (office_id = any ((select me.offices('office_admin'))::uuid[]));
create policy admin_writes on app.line_channel for insert to ippo_api
  with check (author_id = (select me.staff_id()) and office_id = any ((select me.offices('office_admin'))::uuid[]));
create policy admin_reads on app.line_channel_end for select to ippo_api
  using (office_id = any ((select me.offices('office_admin'))::uuid[]));
create policy admin_writes on app.line_channel_end for insert to ippo_api
  with check (author_id = (select me.staff_id()) and office_id = any ((select me.offices('office_admin'))::uuid[]));
