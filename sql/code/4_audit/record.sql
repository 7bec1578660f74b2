-- The audit chain. Deferred to the commit, so the chain's head is locked for a moment only and entries have no gaps. A transaction's
-- first entry is chained to the head and says that the head is to follow; the others are chained to the one before; then the head
-- follows once (audit.follow). For each version of the head stays until the commit, and a thousand would be gone through each time.
set local role ippo_audit;

-- An entry for each of these rows of one table; gives back the last one's number. Whoever calls has UTC as its time zone.
create function audit.chain(in_relation text, with_action text, row_keys text[], row_hashes bytea[]) returns bigint
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  last record;
  seq bigint;
  chained bytea;
  hashes bytea[] := '{}';
  entry_at timestamptz := clock_timestamp();
begin
  -- who asks is the same to the end of a transaction
  select e.seq, e.hash, e.staff_id, h.pending = pg_current_xact_id() as follows into last
  from audit.head h, lateral (select e.seq, e.hash, e.staff_id from audit.entry e order by e.seq desc limit 1) e;
  if last.follows is not true then
    select h.seq, h.hash, me.staff_id() as staff_id, false as follows into last from audit.head h for update;
  end if;
  seq := last.seq;
  chained := last.hash;
  for place in 1 .. cardinality(row_keys) loop
    seq := seq + 1;
    chained := sha256(chained || convert_to(
      jsonb_build_array(seq, entry_at, last.staff_id, session_user, in_relation, with_action, row_keys[place],
        encode(row_hashes[place], 'hex'))::text,
      'UTF8'));
    hashes := hashes || chained;
  end loop;
  insert into audit.entry (seq, at, staff_id, login, relation, action, row_key, row_hash, hash)
  select last.seq + place, entry_at, last.staff_id, session_user, in_relation, with_action, row_key, row_hash, hash
  from unnest(row_keys, row_hashes, hashes) with ordinality as u (row_key, row_hash, hash, place);
  if not last.follows then
    update audit.head set pending = pg_current_xact_id();
  end if;
  return seq;
end
$$;

create function audit.record() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
declare
  content jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  key text := content ->> tg_argv[0];
  seq bigint;
begin
  for place in 1 .. tg_nargs - 1 loop
    key := concat_ws('/', key, content ->> tg_argv[place]);
  end loop;
  seq := audit.chain(tg_table_name, tg_op, array[key], array[sha256(convert_to(content::text, 'UTF8'))]);
  return null;
end
$$;
grant execute on function audit.record() to ippo_owner;

-- Where many rows come at a time: a statement's rows at once, a third of the time. Row triggers alone can wait for the commit, so
-- what was gathered waits as a row of its own.
create function audit.gather() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
begin
  insert into audit.gathered (relation, action, row_keys, row_hashes)
  select tg_table_name, tg_op, array_agg(content ->> tg_argv[0]), array_agg(sha256(convert_to(content::text, 'UTF8')))
  from (select to_jsonb(w) as content from written w offset 0) one
  having count(*) > 0;
  return null;
end
$$;
grant execute on function audit.gather() to ippo_owner;

create function audit.chain_gathered() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $$
declare
  seq bigint := audit.chain(new.relation, new.action, new.row_keys, new.row_hashes);
begin
  delete from audit.gathered g where g.id = new.id;
  return null;
end
$$;
grant execute on function audit.chain_gathered() to ippo_owner;

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
