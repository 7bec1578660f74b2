-- Every table of `app`: row-level security even for its owner, and the audit trigger with the key's columns.
set local role ippo_owner;
alter table audit.entry enable row level security, force row level security;
alter table audit.head enable row level security, force row level security;
alter table audit.gathered enable row level security, force row level security;
grant insert, select on audit.entry to ippo_audit;
grant select, update on audit.head to ippo_audit;
grant insert, select, delete on audit.gathered to ippo_audit;
do $$
declare
  t record;
begin
  for t in
    select c.oid::regclass as relation,
      string_agg(quote_literal(a.attname), ', ' order by array_position(i.indkey::smallint[], a.attnum)) as key_columns,
      -- a call of LINE's receiver brings many; their key is one column
      c.relname in ('line_event', 'line_message') as is_gathered
    from pg_catalog.pg_class c
    join pg_catalog.pg_index i on i.indrelid = c.oid and i.indisprimary
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey::smallint[])
    where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
    group by c.oid
  loop
    execute format('alter table %s enable row level security, force row level security', t.relation);
    execute format(
      'create constraint trigger audit after %s update or delete on %s '
      'deferrable initially deferred for each row execute function audit.record(%s)',
      case when t.is_gathered then '' else 'insert or' end, t.relation, t.key_columns);
    if t.is_gathered then
      execute format(
        'create trigger gather after insert on %s referencing new table as written '
        'for each statement execute function audit.gather(%s)', t.relation, t.key_columns);
    end if;
  end loop;
end
$$;
create constraint trigger chain after insert on audit.gathered
deferrable initially deferred for each row execute function audit.chain_gathered();
create constraint trigger follow after update on audit.head
deferrable initially deferred for each row when (new.pending is not null) execute function audit.follow();
