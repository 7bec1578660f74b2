-- Offices and staff: names and duties are no secret among colleagues; changes go through the gate, by an office_admin.
set local role ippo_owner;

create policy lookup_reads on app.staff for select to ippo_lookup using (true);
create policy colleagues_read on app.staff for select to ippo_api using ((select me.staff_id()) is not null);
create policy colleagues_read on app.staff_end for select to ippo_api using ((select me.staff_id()) is not null);
create policy colleagues_read on app.office for select to ippo_api using ((select me.staff_id()) is not null);
create policy colleagues_read on app.duty for select to ippo_api using ((select me.staff_id()) is not null);
create policy colleagues_read on app.duty_end for select to ippo_api using ((select me.staff_id()) is not null);

-- The gate writes for an office_admin of that office, for the second person, and for nobody else; `founder` is the holder
-- of the migration's login (code/staff/found.sql, and staff_approve where nobody on the staff can be second).
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
  with check (cardinality((select me.offices('office_admin'))) > 0 and created_by = (select me.staff_id()));
create policy admin_writes on app.duty for insert to ippo_gate
  with check (office_id = any ((select me.offices('office_admin'))::uuid[]) and granted_by = (select me.staff_id()));
-- In a colleague's name only what that colleague asked for and oneself approved, wherever it is.
create policy second_person_writes on app.staff for insert to ippo_gate
  with check (exists (
    select from app.gate_request q join app.gate_decision d on d.request_id = q.id
    where d.approved and d.decided_by = (select me.staff_id())
      and q.action = 'add' and q.login = staff.login and q.requested_by = staff.created_by));
create policy second_person_writes on app.duty for insert to ippo_gate
  with check (exists (
    select from app.staff s
    join app.gate_request q on q.login = s.login
    join app.gate_decision d on d.request_id = q.id
    where s.id = duty.staff_id and d.approved and d.decided_by = (select me.staff_id())
      and q.action = 'add' and q.office_id = duty.office_id and duty.role = any (q.roles)
      and q.requested_by = duty.granted_by));
create policy new_office_writes on app.duty for insert to ippo_gate
  with check (role = 'office_admin' and staff_id = (select me.staff_id()) and exists (
    select from app.office o where o.id = office_id and o.created_by = (select me.staff_id())));
create policy admin_writes on app.staff_end for insert to ippo_gate
  with check (ended_by = (select me.staff_id()) and cardinality((select me.offices('office_admin'))) > 0);
-- Read whole, as the decisions are: whether two people are independent is a question about everybody.
create policy gate_reads on app.gate_request for select to ippo_gate using ((select me.staff_id()) is not null);
create policy gate_asks on app.gate_request for insert to ippo_gate
  with check (office_id = any ((select me.offices('office_admin'))::uuid[]) and requested_by = (select me.staff_id()));
create policy gate_uses on app.gate_verifier to ippo_gate using ((select me.staff_id()) is not null);
create policy gate_reads on app.gate_decision for select to ippo_gate using ((select me.staff_id()) is not null);
create policy gate_decides on app.gate_decision for insert to ippo_gate
  with check (decided_by = (select me.staff_id()));
-- The migration's login decides where nobody on the staff can.
create policy founder_reads on app.gate_request for select to ippo_gate using (session_user = 'ippo_migrate');
create policy founder_reads on app.gate_verifier for select to ippo_gate using (session_user = 'ippo_migrate');
create policy founder_spends on app.gate_verifier for delete to ippo_gate using (session_user = 'ippo_migrate');
create policy founder_reads on app.gate_decision for select to ippo_gate using (session_user = 'ippo_migrate');
create policy founder_decides on app.gate_decision for insert to ippo_gate
  with check (session_user = 'ippo_migrate' and decided_by is null);

create policy own_reads on app.receipt for select to ippo_api using (author_id = (select me.staff_id()));
create policy own_writes on app.receipt for insert to ippo_api with check (author_id = (select me.staff_id()));

create policy chain_reads on audit.entry for select to ippo_audit using (true);
create policy chain_writes on audit.entry for insert to ippo_audit with check (true);
create policy chain_reads on audit.gathered for select to ippo_audit using (true);
create policy chain_writes on audit.gathered for insert to ippo_audit with check (true);
create policy chain_empties on audit.gathered for delete to ippo_audit using (true);
create policy chain_reads on audit.head for select to ippo_audit using (true);
create policy chain_moves on audit.head for update to ippo_audit using (true) with check (true);
