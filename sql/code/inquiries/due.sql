-- What is due, the earliest first, with what to mind: what the caller asked for, and the cautions of clients one may see whose
-- number it is or to whom it was linked. Clients by their code; numbers only of people one may see.
set local role ippo_api;
create function api.inquiry_callbacks()
returns table (
  code text, office text, due_at timestamptz, why text, calls integer, caller_name text, caller_phone text,
  cautions text, clients text[], attempts integer, last_result text, last_tried_at timestamptz, claimed_by text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select q.code, q.office, b.due_at, b.why,
    (select count(*)::integer from app.inquiry_call c where c.inquiry_id = q.id and not c.answered),
    q.caller_name, q.caller_phone,
    nullif(concat_ws(E'\n', q.cautions, known.cautions), ''), coalesce(known.codes, '{}'), b.attempts, b.last_result,
    b.last_tried_at, q.claimed_by
  from kit.callbacks_due(null) b
  cross join lateral kit.inquiry_cards(array[b.inquiry_id], false, null, null) q
  left join app.inquiry_person p on p.inquiry_id = b.inquiry_id
  left join lateral (
    select string_agg(v.cautions, E'\n' order by c.code) as cautions, array_agg(c.code order by c.code) as codes
    from app.client c
    join app.client_version v on v.client_id = c.id
      and not exists (select from app.client_version n where n.client_id = c.id and n.version = v.version + 1)
    where c.code = q.client_code
      or exists (select from app.client_phone f
        where f.client_id = c.id and f.version = v.version and f.e164 = p.caller_e164)
  ) known on true
  order by b.due_at, q.code
$$;
grant execute on function api.inquiry_callbacks() to counselor, intake, supervisor, office_admin;
