-- Handing a client to a counselor of the office: the new main or sub counselor; the former main one is relieved.
set local role ippo_api;
create function api.client_assign(p_id uuid, p_client text, p_login text, p_part text)
returns table (state text, client_id uuid)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target uuid;
  home uuid;
  assignee uuid;
begin
  if not kit.receipt(p_id, 'client.assign', jsonb_build_array(p_client, p_login, p_part)) then
    return query select 'duplicate'::text, kit.client_named(p_client);
    return;
  end if;
  target := kit.client_named(p_client);
  perform kit.one_at_a_time(target);
  select c.office_id into home from app.client c where c.id = target;
  if not home = any (me.offices('supervisor')) then
    perform kit.refuse('assign.supervisor_only');
  end if;
  select s.id into assignee
  from app.staff s join app.duty d on d.staff_id = s.id and d.role = 'counselor' and d.office_id = home
  where s.login = p_login
    and not exists (select from app.duty_end e where e.duty_id = d.id)
    and not exists (select from app.staff_end e where e.staff_id = s.id);
  if assignee is null then
    perform kit.refuse('staff.not_counselor');
  end if;
  insert into app.assignment_end (assignment_id, client_id, office_id, ended_by)
  select a.id, a.client_id, a.office_id, author
  from app.assignment a
  where a.client_id = target and (a.part = 'main' and p_part = 'main' or a.staff_id = assignee)
    and not exists (select from app.assignment_end e where e.assignment_id = a.id);
  insert into app.assignment (client_id, office_id, staff_id, part, assigned_by)
  values (target, home, assignee, p_part, author);
  return query select 'saved'::text, target;
end
$$;
grant execute on function api.client_assign(uuid, text, text, text) to supervisor;
