-- An inquiry is completed, or corrected, by whoever may see its people; what stood before is read as its note.
set local role ippo_owner;

do $$
declare
  t text;
  key text;
  duty text;
begin
  foreach duty in array array['counselor', 'intake', 'supervisor'] loop
    execute format(
      'create policy %I on app.inquiry_amendment for select to ippo_api '
      'using (inquiry_id = any ((select me.opened_inquiries())::uuid[]) and office_id = any ((select me.offices(%L))::uuid[]) '
      'and exists (select from app.inquiry_person p where p.inquiry_id = inquiry_amendment.inquiry_id))',
      duty || '_reads_opened', duty);
    execute format(
      'create policy %I on app.inquiry_amendment for insert to ippo_api '
      'with check (author_id = (select me.staff_id()) and office_id = any ((select me.offices(%L))::uuid[]) '
      'and exists (select from app.inquiry_person p where p.inquiry_id = inquiry_amendment.inquiry_id))',
      duty || '_writes', duty);
  end loop;
  -- the inquiry and its people; asked of the links themselves, because the policies of its people ask the inquiry
  foreach t in array array['inquiry', 'inquiry_person'] loop
    key := case t when 'inquiry' then 'id' else 'inquiry_id' end;
    foreach duty in array array['intake', 'supervisor'] loop
      execute format(
        'create policy %I on app.%I for update to ippo_api '
        'using (office_id = any ((select me.offices(%L))::uuid[])) with check (office_id = any ((select me.offices(%L))::uuid[]))',
        duty || '_amends', t, duty, duty);
    end loop;
    execute format(
      'create policy counselor_amends_unlinked on app.%I for update to ippo_api '
      'using (office_id = any ((select me.offices(''counselor''))::uuid[]) and not exists ('
      'select from app.inquiry_link l where l.inquiry_id = %I.%I '
      'and not exists (select from app.inquiry_unlink u where u.link_id = l.id))) '
      'with check (office_id = any ((select me.offices(''counselor''))::uuid[]))', t, t, key);
    execute format(
      'create policy caseload_amends_linked on app.%I for update to ippo_api '
      'using (office_id = any ((select me.offices(''counselor''))::uuid[]) and exists ('
      'select from app.inquiry_link l where l.inquiry_id = %I.%I and l.client_id = any ((select me.clients())::uuid[]) '
      'and not exists (select from app.inquiry_unlink u where u.link_id = l.id))) '
      'with check (office_id = any ((select me.offices(''counselor''))::uuid[]))', t, t, key);
  end loop;
end
$$;

-- Which call an inquiry was, whoever imports (kit.inquiry_of_call).
create policy similar_reads on app.inquiry for select to ippo_similar
  using (office_id = any ((select me.offices())::uuid[]));
create policy similar_reads on app.inquiry_person for select to ippo_similar
  using (office_id = any ((select me.offices())::uuid[]));
create policy similar_reads on app.inquiry_call for select to ippo_similar
  using (office_id = any ((select me.offices())::uuid[]));
