-- LINE's media: what there is, as a conversation's words; the content only once it was taken out, on record. The sender fetches and
-- stores, and sees of messages those that are media; LINE's intake takes away what is withdrawn.
set local role ippo_owner;

do $$
declare
  t text;
  duty text;
begin
  foreach duty in array array['counselor', 'intake', 'supervisor'] loop
    execute format(
      'create policy %I on app.line_media for select to ippo_api '
      'using (inquiry_id = any ((select me.opened_inquiries())::uuid[]) and office_id = any ((select me.offices(%L))::uuid[]) '
      'and exists (select from app.inquiry_person p where p.inquiry_id = line_media.inquiry_id))', duty || '_reads_opened', duty);
    execute format(
      'create policy %I on app.line_media_part for select to ippo_api '
      'using (webhook_event_id = any ((select me.opened_media())::text[]) and office_id = any ((select me.offices(%L))::uuid[]) '
      'and exists (select from app.inquiry_person p where p.inquiry_id = line_media_part.inquiry_id))',
      duty || '_reads_opened', duty);
    execute format(
      'create policy %I on app.line_media_opening for insert to ippo_api '
      'with check (staff_id = (select me.staff_id()) and office_id = any ((select me.offices(%L))::uuid[]) '
      'and exists (select from app.inquiry_person p where p.inquiry_id = line_media_opening.inquiry_id))',
      duty || '_writes', duty);
  end loop;
  foreach t in array array['line_media', 'line_media_part'] loop
    execute format(
      'create policy sender_writes on app.%I for insert to ippo_api '
      'with check (office_id = any ((select me.sending_offices())::uuid[]))', t);
    execute format(
      'create policy line_looks_up on app.%I for select to ippo_api using (office_id = any ((select me.line_offices())::uuid[]))', t);
    execute format(
      'create policy line_takes_in_changes on app.%I for update to ippo_api '
      'using (office_id = any ((select me.line_offices())::uuid[])) '
      'with check (office_id = any ((select me.line_offices())::uuid[]))', t);
  end loop;
end
$$;
create policy sender_reads on app.line_media for select to ippo_api
  using (office_id = any ((select me.sending_offices())::uuid[]));
create policy sender_reads_media on app.line_message for select to ippo_api
  using (kind in ('image', 'video', 'audio', 'file') and office_id = any ((select me.sending_offices())::uuid[]));
create policy own_reads on app.line_media_opening for select to ippo_api using (staff_id = (select me.staff_id()));
create policy supervisor_reads on app.line_media_opening for select to ippo_api
  using (office_id = any ((select me.offices('supervisor'))::uuid[]));
