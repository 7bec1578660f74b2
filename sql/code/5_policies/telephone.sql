-- The telephone's tables are facts of an inquiry, the office's like the others; cautions are for those who see its people.
-- Recruitment is the office_admin's: those inquiries and no others, with the people and the words in them, unless one was
-- linked to a client. They neither write one down nor link it.
set local role ippo_owner;

do $$
declare
  t text;
  duty text;
begin
  foreach t in array array[
    'inquiry_call', 'inquiry_callback', 'inquiry_callback_attempt', 'inquiry_booking', 'inquiry_booking_cancel']
  loop
    foreach duty in array array['counselor', 'intake', 'supervisor'] loop
      execute format(
        'create policy %I on app.%I for select to ippo_api using (office_id = any ((select me.offices(%L))::uuid[]))',
        duty || '_reads', t, duty);
      execute format(
        'create policy %I on app.%I for insert to ippo_api with check ('
        'office_id = any ((select me.offices(%L))::uuid[]) and author_id = (select me.staff_id()))',
        duty || '_writes', t, duty);
    end loop;
    execute format(
      'create policy admin_reads_recruitment on app.%I for select to ippo_api using ('
      'office_id = any ((select me.offices(''office_admin''))::uuid[]) '
      'and exists (select from app.inquiry i where i.id = inquiry_id and i.kind = ''recruitment''))', t);
    -- what a telephone system told is not theirs to import
    if t <> 'inquiry_call' then
      execute format(
        'create policy admin_writes_recruitment on app.%I for insert to ippo_api with check ('
        'office_id = any ((select me.offices(''office_admin''))::uuid[]) and author_id = (select me.staff_id()) '
        'and exists (select from app.inquiry i where i.id = inquiry_id and i.kind = ''recruitment''))', t);
    end if;
  end loop;
  foreach t in array array['inquiry_claim', 'inquiry_closing', 'inquiry_opening'] loop
    execute format(
      'create policy admin_writes_recruitment on app.%I for insert to ippo_api with check ('
      'office_id = any ((select me.offices(''office_admin''))::uuid[]) and %I = (select me.staff_id()) '
      'and exists (select from app.inquiry i where i.id = inquiry_id and i.kind = ''recruitment''))',
      t, case t when 'inquiry_closing' then 'author_id' else 'staff_id' end);
  end loop;
end
$$;

create policy counselor_writes on app.inquiry_caution for insert to ippo_api
  with check (office_id = any ((select me.offices('counselor'))::uuid[]));
create policy intake_writes on app.inquiry_caution for insert to ippo_api
  with check (office_id = any ((select me.offices('intake'))::uuid[]));
create policy supervisor_writes on app.inquiry_caution for insert to ippo_api
  with check (office_id = any ((select me.offices('supervisor'))::uuid[]));

-- Who applies, and what they said: the administrator of that office, but not once it is a client's. They see no link, so
-- whether one stands is asked of the links themselves, by a function that answers nothing else.
create policy admin_reads_recruitment on app.inquiry_person for select to ippo_api
  using (office_id = any ((select me.offices('office_admin'))::uuid[])
    and exists (select from app.inquiry i where i.id = inquiry_id and i.kind = 'recruitment')
    and not me.is_linked(inquiry_id));
create policy admin_reads_recruitment on app.inquiry_caution for select to ippo_api
  using (office_id = any ((select me.offices('office_admin'))::uuid[])
    and exists (select from app.inquiry i where i.id = inquiry_id and i.kind = 'recruitment')
    and not me.is_linked(inquiry_id));
create policy admin_reads_recruitment on app.inquiry_note for select to ippo_api
  using (inquiry_id = any ((select me.opened_inquiries())::uuid[])
    and office_id = any ((select me.offices('office_admin'))::uuid[])
    and exists (select from app.inquiry i where i.id = inquiry_id and i.kind = 'recruitment')
    and not me.is_linked(inquiry_id));
