-- A request that nobody on the staff could decide independently is decided by the migration's login, which is nobody on
-- the staff: `decided_by` is then null.
alter table app.gate_decision alter column decided_by drop not null;
