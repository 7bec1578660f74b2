-- Inquiries are the office's: counselor, intake and supervisor see its list. Once one is linked to a client, what it says
-- of people is for those who may see that client. An office_admin sees of recruitment that it came, not who.
set local role ippo_owner;

do $$
declare
  t record;
  duty text;
  by_me text;
begin
  for t in
    select * from (values
      ('inquiry', 'author_id'), ('inquiry_person', null), ('inquiry_note', null), ('inquiry_claim', 'staff_id'),
      ('inquiry_release', 'author_id'), ('inquiry_link', 'author_id'), ('inquiry_unlink', 'author_id'),
      ('inquiry_program', 'author_id'), ('inquiry_closing', 'author_id'), ('inquiry_opening', 'staff_id')
    ) as tables (name, who_wrote)
  loop
    by_me := case when t.who_wrote is null then '' else format('and %I = (select me.staff_id())', t.who_wrote) end;
    foreach duty in array array['counselor', 'intake', 'supervisor'] loop
      -- links are read office-wide: a client's id says nothing to somebody whose policies hide that client
      if t.name not in ('inquiry_person', 'inquiry_note', 'inquiry_opening') then
        execute format(
          'create policy %I on app.%I for select to ippo_api using (office_id = any ((select me.offices(%L))::uuid[]))',
          duty || '_reads', t.name, duty);
      end if;
      if t.name not in ('inquiry_release', 'inquiry_link', 'inquiry_unlink') then
        execute format(
          'create policy %I on app.%I for insert to ippo_api '
          'with check (office_id = any ((select me.offices(%L))::uuid[]) %s)',
          duty || '_writes', t.name, duty, by_me);
      end if;
    end loop;
  end loop;
end
$$;

-- The people of an inquiry, and what to mind with them: intake and supervisor of the office; a counselor as long as it is
-- nobody's or one's own client's. The note, and what was written on LINE: the same, and only after an opening.
do $$
declare
  t record;
  duty text;
  standing constant text := '(select from app.inquiry_link l where l.inquiry_id = %I.inquiry_id %s'
    'and not exists (select from app.inquiry_unlink u where u.link_id = l.id))';
begin
  for t in select * from (values
    ('inquiry_person', '', ''), ('inquiry_caution', '', ''),
    ('inquiry_note', '_opened', 'inquiry_id = any ((select me.opened_inquiries())::uuid[]) and '),
    ('line_message', '_opened', 'inquiry_id = any ((select me.opened_inquiries())::uuid[]) and ')
  ) v (name, ending, opened)
  loop
    foreach duty in array array['intake', 'supervisor'] loop
      execute format(
        'create policy %I on app.%I for select to ippo_api using (%s office_id = any ((select me.offices(%L))::uuid[]))',
        duty || '_reads' || t.ending, t.name, t.opened, duty);
    end loop;
    execute format(
      'create policy counselor_reads_unlinked on app.%I for select to ippo_api '
      'using (%s office_id = any ((select me.offices(''counselor''))::uuid[]) and not exists %s)',
      t.name, t.opened, format(standing, t.name, ''));
    execute format(
      'create policy caseload_reads_linked on app.%I for select to ippo_api '
      'using (%s office_id = any ((select me.offices(''counselor''))::uuid[]) and exists %s)',
      t.name, t.opened, format(standing, t.name, 'and l.client_id = any ((select me.clients())::uuid[]) '));
  end loop;
end
$$;

create policy own_reads on app.inquiry_opening for select to ippo_api using (staff_id = (select me.staff_id()));
create policy supervisor_reads on app.inquiry_opening for select to ippo_api
  using (office_id = any ((select me.offices('supervisor'))::uuid[]));

-- Giving back what one claimed; a supervisor also what somebody else did.
create policy claimant_releases on app.inquiry_release for insert to ippo_api
  with check (author_id = (select me.staff_id()) and office_id = any ((select me.offices())::uuid[])
    and exists (
      select from app.inquiry_claim c where c.id = claim_id and c.staff_id = (select me.staff_id())));
create policy supervisor_releases on app.inquiry_release for insert to ippo_api
  with check (author_id = (select me.staff_id()) and office_id = any ((select me.offices('supervisor'))::uuid[]));

-- Linking and unlinking take the inquiry's office and the client both.
create policy caseload_links on app.inquiry_link for insert to ippo_api
  with check (author_id = (select me.staff_id()) and office_id = any ((select me.offices('counselor'))::uuid[])
    and client_id = any ((select me.clients())::uuid[]));
create policy supervisor_links on app.inquiry_link for insert to ippo_api
  with check (author_id = (select me.staff_id()) and office_id = any ((select me.offices('supervisor'))::uuid[])
    and exists (select from app.client c where c.id = client_id and c.office_id = inquiry_link.office_id));
create policy intake_links on app.inquiry_link for insert to ippo_api
  with check (author_id = (select me.staff_id()) and office_id = any ((select me.offices('intake'))::uuid[])
    and exists (select from app.client c where c.id = client_id and c.office_id = inquiry_link.office_id));
-- whoever adds a client from an inquiry links it, in the same transaction, even when the client is for somebody else
create policy adder_links on app.inquiry_link for insert to ippo_api
  with check (author_id = (select me.staff_id()) and office_id = any ((select me.offices())::uuid[])
    and exists (
      select from app.client c where c.id = client_id and c.office_id = inquiry_link.office_id
        and c.created_in = pg_current_xact_id_if_assigned() and c.author_id = (select me.staff_id())));
-- Not on a broken glass: an inquiry that is nobody's is every counselor's.
create policy caseload_unlinks on app.inquiry_unlink for insert to ippo_api
  with check (author_id = (select me.staff_id()) and office_id = any ((select me.offices('counselor'))::uuid[])
    and client_id = any ((select me.caseload())::uuid[]));
create policy supervisor_unlinks on app.inquiry_unlink for insert to ippo_api
  with check (author_id = (select me.staff_id()) and office_id = any ((select me.offices('supervisor'))::uuid[]));
create policy intake_unlinks on app.inquiry_unlink for insert to ippo_api
  with check (author_id = (select me.staff_id()) and office_id = any ((select me.offices('intake'))::uuid[]));

-- Recruitment: that it came, who of the staff looks after it and how it ended.
create policy admin_reads_recruitment on app.inquiry for select to ippo_api
  using (kind = 'recruitment' and office_id = any ((select me.offices('office_admin'))::uuid[]));
create policy admin_reads_recruitment on app.inquiry_claim for select to ippo_api
  using (office_id = any ((select me.offices('office_admin'))::uuid[])
    and exists (select from app.inquiry i where i.id = inquiry_id and i.kind = 'recruitment'));
create policy admin_reads_recruitment on app.inquiry_release for select to ippo_api
  using (office_id = any ((select me.offices('office_admin'))::uuid[])
    and exists (select from app.inquiry i where i.id = inquiry_id and i.kind = 'recruitment'));
create policy admin_reads_recruitment on app.inquiry_closing for select to ippo_api
  using (office_id = any ((select me.offices('office_admin'))::uuid[])
    and exists (select from app.inquiry i where i.id = inquiry_id and i.kind = 'recruitment'));
