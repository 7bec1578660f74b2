-- The audit chain. Deferred to the commit, so the chain's head is locked for a moment only and entries have no gaps.
set local role ippo_audit;

create function audit.record() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
declare
  last record;
  entry_at timestamptz := clock_timestamp();
  author uuid := me.staff_id();
  content jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  key text;
  digest bytea;
  chained bytea;
begin
  select string_agg(content ->> column_name, '/' order by position) into key
  from unnest(tg_argv) with ordinality as columns (column_name, position);
  digest := sha256(convert_to(content::text, 'UTF8'));
  select seq + 1 as seq, hash into last from audit.head for update;
  chained := sha256(last.hash || convert_to(
    jsonb_build_array(last.seq, entry_at, author, session_user, tg_table_name, tg_op, key, encode(digest, 'hex'))::text,
    'UTF8'));
  insert into audit.entry (seq, at, staff_id, login, relation, action, row_key, row_hash, hash)
  values (last.seq, entry_at, author, session_user, tg_table_name, tg_op, key, digest, chained);
  update audit.head set seq = last.seq, hash = chained;
  return null;
end
$$;
grant execute on function audit.record() to ippo_owner;
