-- Offices and staff: names and duties are no secret among colleagues; changes go through the gate, by an office_admin.
set local role ippo_owner;

create policy lookup_reads on app.staff for select to ippo_lookup using (true);
create policy colleagues_read on app.staff for select to ippo_api using ((select me.staff_id()) is not null);
create policy colleagues_read on app.staff_end for select to ippo_api using ((select me.staff_id()) is not null);
create policy colleagues_read on app.office for select to ippo_api using ((select me.staff_id()) is not null);
create policy colleagues_read on app.duty for select to ippo_api using ((select me.staff_id()) is not null);
create policy colleagues_read on app.duty_end for select to ippo_api using ((select me.staff_id()) is not null);

-- The gate writes for an office_admin of that office, and for nobody else; `founding` is the holder of the migration's
-- login while there is no office yet (code/staff/found.sql).
create policy gate_reads on app.staff for select to ippo_gate using (true);
create policy gate_reads on app.staff_end for select to ippo_gate using (true);
create policy gate_reads on app.office for select to ippo_gate using (true);
create policy gate_reads on app.duty for select to ippo_gate using (true);
create policy gate_reads on app.duty_end for select to ippo_gate using (true);
create policy founder_writes on app.office for insert to ippo_gate with check (session_user = 'ippo_migrate');
create policy founder_writes on app.staff for insert to ippo_gate with check (session_user = 'ippo_migrate');
create policy founder_writes on app.duty for insert to ippo_gate with check (session_user = 'ippo_migrate');
create policy admin_writes on app.office for insert to ippo_gate
  with check (cardinality((select me.offices('office_admin'))) > 0 and created_by = (select me.staff_id()));
create policy admin_writes on app.staff for insert to ippo_gate
  with check (cardinality((select me.offices('office_admin'))) > 0 and created_by is not null);
create policy second_person_writes on app.staff for insert to ippo_gate
  with check (cardinality((select me.offices('supervisor'))) > 0 and created_by is not null);
create policy admin_writes on app.duty for insert to ippo_gate
  with check (office_id = any ((select me.offices('office_admin'))::uuid[]) and granted_by is not null);
create policy second_person_writes on app.duty for insert to ippo_gate
  with check (office_id = any ((select me.offices('supervisor'))::uuid[]) and granted_by is not null);
create policy new_office_writes on app.duty for insert to ippo_gate
  with check (role = 'office_admin' and staff_id = (select me.staff_id()) and exists (
    select from app.office o where o.id = office_id and o.created_by = (select me.staff_id())));
create policy admin_writes on app.staff_end for insert to ippo_gate
  with check (ended_by = (select me.staff_id()) and cardinality((select me.offices('office_admin'))) > 0);
create policy gate_uses on app.gate_request to ippo_gate
  using (office_id = any ((select me.offices())::uuid[]))
  with check (office_id = any ((select me.offices('office_admin'))::uuid[]) and requested_by = (select me.staff_id()));
create policy gate_uses on app.gate_verifier to ippo_gate using ((select me.staff_id()) is not null);
create policy gate_reads on app.gate_decision for select to ippo_gate using ((select me.staff_id()) is not null);
create policy gate_decides on app.gate_decision for insert to ippo_gate
  with check (decided_by = (select me.staff_id()));

create policy own_reads on app.receipt for select to ippo_api using (author_id = (select me.staff_id()));
create policy own_writes on app.receipt for insert to ippo_api with check (author_id = (select me.staff_id()));

create policy chain_reads on audit.entry for select to ippo_audit using (true);
create policy chain_writes on audit.entry for insert to ippo_audit with check (true);
create policy chain_reads on audit.head for select to ippo_audit using (true);
create policy chain_moves on audit.head for update to ippo_audit using (true) with check (true);
