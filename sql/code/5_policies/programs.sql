-- Programs are no secret among colleagues: who enrols a case must know their codes. Only an office_admin of all its offices
-- writes of one.
set local role ippo_owner;

create policy colleagues_read on app.program for select to ippo_api using ((select me.staff_id()) is not null);
create policy colleagues_read on app.program_office for select to ippo_api using ((select me.staff_id()) is not null);
create policy colleagues_read on app.program_version for select to ippo_api using ((select me.staff_id()) is not null);
create policy colleagues_read on app.program_target for select to ippo_api using ((select me.staff_id()) is not null);

create policy admin_adds on app.program for insert to ippo_api
  with check (author_id = (select me.staff_id()) and cardinality((select me.offices('office_admin'))) > 0);
create policy admin_adds on app.program_office for insert to ippo_api
  with check (author_id = (select me.staff_id()) and office_id = any ((select me.offices('office_admin'))::uuid[]));
create policy admin_writes on app.program_version for insert to ippo_api
  with check (author_id = (select me.staff_id()) and cardinality((select me.offices('office_admin'))) > 0
    and not exists (
      select from app.program_office o where o.program_id = program_version.program_id
        and o.office_id <> all ((select me.offices('office_admin'))::uuid[])));
create policy admin_writes on app.program_target for insert to ippo_api
  with check (author_id = (select me.staff_id()) and cardinality((select me.offices('office_admin'))) > 0
    and not exists (
      select from app.program_office o where o.program_id = program_target.program_id
        and o.office_id <> all ((select me.offices('office_admin'))::uuid[])));
