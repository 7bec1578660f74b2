-- Providers are every colleague's directory; referrals follow the client's caseload and office.
set local role ippo_owner;

do $$
declare
  t record;
  by_me text;
begin
  for t in
    select * from (values
      ('provider', 'author_id', true), ('provider_version', 'author_id', true), ('provider_kind', null, true),
      ('provider_verification', 'author_id', false), ('provider_closing', 'author_id', false)
    ) as tables (name, who_wrote, imported)
  loop
    by_me := case when t.who_wrote is null then '' else format('and %I = (select me.staff_id())', t.who_wrote) end;
    execute format(
      'create policy colleagues_read on app.%I for select to ippo_api using ((select me.staff_id()) is not null)', t.name);
    execute format(
      'create policy supervisor_writes on app.%I for insert to ippo_api '
      'with check (cardinality((select me.offices(''supervisor''))) > 0 %s)',
      t.name, by_me);
    -- an office_admin imports directories and writes no provider of our own
    if t.imported then
      execute format(
        'create policy admin_imports on app.%I for insert to ippo_api '
        'with check (cardinality((select me.offices(''office_admin''))) > 0 and %s %s)',
        t.name,
        case t.name when 'provider' then 'source <> ''own'''
          else 'exists (select from app.provider p where p.id = provider_id and p.source <> ''own'')' end,
        by_me);
    end if;
  end loop;

  for t in
    select * from (values
      ('referral', 'author_id', false), ('referral_status', 'author_id', false), ('referral_consent', 'author_id', false),
      ('referral_note', null, true)
    ) as tables (name, who_wrote, on_ticket)
  loop
    by_me := case when t.who_wrote is null then '' else format('and %I = (select me.staff_id())', t.who_wrote) end;
    execute format(
      'create policy caseload_reads on app.%I for select to ippo_api using (client_id = any ((select me.clients())::uuid[]) %s)',
      t.name, case when t.on_ticket then 'and client_id = any ((select me.opened())::uuid[])' end);
    execute format(
      'create policy supervisor_reads on app.%I for select to ippo_api '
      'using (office_id = any ((select me.offices(''supervisor''))::uuid[]) %s)',
      t.name, case when t.on_ticket then 'and client_id = any ((select me.opened())::uuid[])' end);
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
