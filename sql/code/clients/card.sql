-- What one sees of a client at a glance; policies decide which rows there are.
set local role ippo_api;
-- The cards of those clients among `ids` that I may see, by kana. `ids` null: all of them.
create function kit.client_cards(ids uuid[]) returns setof api.client_card
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select c.id, c.code, o.code, v.name, v.kana, v.birth, v.age_about, v.age_about_on, v.sex,
    v.withdrawn_since, v.municipality, v.cautions,
    coalesce((select array_agg(p.display order by p.position) from app.client_phone p
      where p.client_id = c.id and p.version = v.version), '{}'),
    coalesce((select array_agg(s.login order by a.part, a.since) from app.assignment a join app.staff s on s.id = a.staff_id
      where a.client_id = c.id and not exists (select from app.assignment_end e where e.assignment_id = a.id)), '{}'),
    c.received_on,
    case when closing.id is null then 'open' else 'closed' end,
    closing.closed_on, closing.reason_code,
    (select max(n.held_at) from app.session_version n
      where n.client_id = c.id and n.kind = 'consultation'
        and not exists (select from app.session_version l where l.session_id = n.session_id and l.version = n.version + 1)),
    v.version,
    c.id = any ((select me.clients())::uuid[]) or c.office_id = any ((select me.offices('supervisor'))::uuid[]),
    -- one at most: enrolments do not overlap
    (select p.code
      from app.enrolment e join app.program p on p.id = e.program_id
      join app.program_version t on t.program_id = p.id
        and not exists (select from app.program_version l where l.program_id = p.id and l.version = t.version + 1)
      left join app.enrolment_end x on x.enrolment_id = e.id
      where e.client_id = c.id and kit.today() between greatest(e.from_on, t.from_on)
        and least(coalesce(x.left_on, 'infinity'), coalesce(t.until_on, 'infinity')))
  from app.client c
  join app.office o on o.id = c.office_id
  join app.client_version v on v.client_id = c.id
    and not exists (select from app.client_version n where n.client_id = c.id and n.version = v.version + 1)
  left join app.client_closing closing on closing.client_id = c.id
    and not exists (select from app.client_reopening r where r.closing_id = closing.id)
  where ids is null or c.id = any (ids)
  order by coalesce(v.kana_key, v.name_key, '') collate "C", c.code
$$;
