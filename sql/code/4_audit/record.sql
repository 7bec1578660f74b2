-- The audit chain. Deferred to the commit, so the chain's head is locked for a moment only and entries have no gaps. A transaction's
-- first entry is chained to the head and says that the head is to follow; the others are chained to the one before; then the head
-- follows once (audit.follow). For each version of the head stays until the commit, and a thousand would be gone through each time.
set local role ippo_audit;

create function audit.record() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
declare
  last record;
  chained bytea;
  entry_at timestamptz := clock_timestamp();
  author uuid := me.staff_id();
  content jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  key text := content ->> tg_argv[0];
  digest bytea := sha256(convert_to(content::text, 'UTF8'));
begin
  for place in 1 .. tg_nargs - 1 loop
    key := concat_ws('/', key, content ->> tg_argv[place]);
  end loop;
  select e.seq + 1 as seq, e.hash, h.pending = pg_current_xact_id() as follows into last
  from audit.head h, lateral (select e.seq, e.hash from audit.entry e order by e.seq desc limit 1) e;
  if last.follows is not true then
    select h.seq + 1 as seq, h.hash, false as follows into last from audit.head h for update;
  end if;
  chained := sha256(last.hash || convert_to(
    jsonb_build_array(last.seq, entry_at, author, session_user, tg_table_name, tg_op, key, encode(digest, 'hex'))::text,
    'UTF8'));
  insert into audit.entry (seq, at, staff_id, login, relation, action, row_key, row_hash, hash)
  values (last.seq, entry_at, author, session_user, tg_table_name, tg_op, key, digest, chained);
  if not last.follows then
    update audit.head set pending = pg_current_xact_id();
  end if;
  return null;
end
$$;
grant execute on function audit.record() to ippo_owner;

-- After every entry of the transaction that was to come before it.
create function audit.follow() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update audit.head h set seq = e.seq, hash = e.hash, pending = null
  from (select e.seq, e.hash from audit.entry e order by e.seq desc limit 1) e;
  return null;
end
$$;
grant execute on function audit.follow() to ippo_owner;
