-- The plan in the guide's five parts, as agreed with its owner. Agreeing another follows the former one: it is in force
-- from its own first day on.
set local role ippo_api;
create function api.plan_agree(
  p_id uuid, p_client text, p_owner text, p_check text, p_from date, p_until date, p_agreed_on date, p_goal text,
  p_action text, p_reward text, p_consult text)
returns table (state text, client_code text, client_name text, version integer)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  agreed date := coalesce(p_agreed_on, kit.today());
  starts date := coalesce(p_from, agreed);
  whose text := coalesce(p_owner, 'person');
  next_version integer;
  home app.client;
begin
  if not kit.receipt(p_id, 'plan.agree', jsonb_build_array(
    p_client, p_owner, p_check, p_from, p_until, p_agreed_on, p_goal, p_action, p_reward, p_consult))
  then
    return query select 'duplicate', c.code, kit.client_name(c.id), p.version
      from (select) one
      left join app.plan p on p.id = p_id
      left join app.client c on c.id = p.client_id;
    return;
  end if;
  perform kit.demand_code('who', p_owner);
  perform kit.demand_code('plan_check', p_check);
  if kit.answer(p_goal) is null then
    perform kit.refuse('plan.goal_missing');
  elsif kit.answer(p_action) is null then
    perform kit.refuse('plan.action_missing');
  elsif p_agreed_on > kit.today() then
    perform kit.refuse('date.future');
  elsif p_until < starts then
    perform kit.refuse('plan.until_before_from');
  end if;
  perform kit.demand_note(p_goal);
  perform kit.demand_note(p_action);
  perform kit.demand_note(kit.answer(p_reward));
  perform kit.demand_note(kit.answer(p_consult));
  home := kit.client_to_write(p_client, agreed);
  select 1 + coalesce(max(p.version), 0) into next_version
  from app.plan p where p.client_id = home.id and p.owner = whose;
  begin
    insert into app.plan (
      id, client_id, office_id, owner, version, agreed_on, from_on, until_on, check_every, author_id)
    values (p_id, home.id, home.office_id, whose, next_version, agreed, starts, p_until, coalesce(p_check, 'none'), author);
  exception when unique_violation then
    perform kit.conflict('plan.lost_race');
  end;
  insert into app.plan_text (plan_id, client_id, office_id, goal, action, reward, consult)
  values (p_id, home.id, home.office_id, p_goal, p_action, kit.answer(p_reward), kit.answer(p_consult));
  return query select 'saved'::text, home.code, kit.client_name(home.id), next_version;
end
$$;
grant execute on function api.plan_agree(uuid, text, text, text, date, date, date, text, text, text, text)
  to counselor, supervisor;
