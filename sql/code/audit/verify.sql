-- Reading the chain, for an office_admin. The chain holds digests and logins, no contents.
set local role ippo_audit;

create function api.audit_log(p_limit integer)
returns table (seq bigint, at timestamptz, login text, relation text, action text, row_key text, row_hash bytea, hash bytea)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if cardinality(me.offices('office_admin')) = 0 then
    perform kit.refuse('not_permitted');
  end if;
  return query
    select e.seq, e.at, e.login, e.relation, e.action, e.row_key, e.row_hash, e.hash
    from audit.entry e order by e.seq desc limit p_limit;
end
$$;
grant execute on function api.audit_log(integer) to office_admin;

-- Recomputes the chain. `first_bad` names the first entry that is missing or does not fit what was before it.
create function api.audit_verify() returns table (entries bigint, head bytea, first_bad bigint)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $$
declare
  head_row record;
begin
  if cardinality(me.offices('office_admin')) = 0 then
    perform kit.refuse('not_permitted');
  end if;
  select h.seq, h.hash into head_row from audit.head h;
  return query
    with linked as (
      select e.*, lag(e.hash, 1, sha256('ippo')) over (order by e.seq) as before, row_number() over (order by e.seq) as place
      from audit.entry e
    ), bad as (
      select min(l.place) as place from linked l
      where l.seq <> l.place or l.hash <> sha256(l.before || convert_to(
        jsonb_build_array(l.seq, l.at, l.staff_id, l.login, l.relation, l.action, l.row_key, encode(l.row_hash, 'hex'))::text,
        'UTF8'))
    ), tail as (
      select count(*) as entries, max(e.seq) as seq, (array_agg(e.hash order by e.seq desc))[1] as hash from audit.entry e
    )
    select tail.entries, coalesce(head_row.hash, ''),
      coalesce(bad.place, case
        -- cut short, or longer than the head knows, or without a head: the first place where the two part
        when coalesce(tail.seq, 0) is distinct from head_row.seq
          then least(coalesce(tail.seq, 0), coalesce(head_row.seq, tail.seq, 0)) + 1
        when coalesce(tail.hash, sha256('ippo')) <> head_row.hash then greatest(head_row.seq, 1)
      end)
    from tail, bad;
end
$$;
grant execute on function api.audit_verify() to office_admin;
set local role ippo_api;
grant execute on function kit.refuse(text) to ippo_audit;
