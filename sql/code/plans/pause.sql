-- A pause (休止) is a state with its own dignity: nothing is due while it lasts, and no streak is broken. A new agreement
-- begins unpaused.
set local role ippo_api;

create function kit.standing_pause(target uuid) returns app.plan_pause
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select p.* from app.plan_pause p
  where p.plan_id = target and not exists (select from app.plan_resumption r where r.pause_id = p.id)
  order by p.turn desc limit 1
$$;

create function api.plan_pause(p_id uuid, p_client text, p_owner text, p_on date)
returns table (state text, client_code text, client_name text, paused_on date)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  day date := coalesce(p_on, kit.today());
  home app.client;
  plan app.plan;
  standing app.plan_pause;
begin
  if not kit.receipt(p_id, 'plan.pause', jsonb_build_array(p_client, p_owner, p_on)) then
    return query select 'duplicate', c.code, kit.client_name(c.id), p.paused_on
      from (select) one
      left join app.plan_pause p on p.id = p_id
      left join app.client c on c.id = p.client_id;
    return;
  end if;
  if p_on > kit.today() then
    perform kit.refuse('date.future');
  end if;
  perform kit.demand_code('who', p_owner);
  home := kit.client_to_write(p_client, day);
  plan := kit.plan_in_force(home.id, coalesce(p_owner, 'person'), day);
  perform kit.one_at_a_time(plan.id);
  standing := kit.standing_pause(plan.id);
  if standing.id is not null then
    perform kit.refuse('plan.already_paused');
  end if;
  begin
    insert into app.plan_pause (id, plan_id, client_id, office_id, turn, paused_on, author_id)
    select p_id, plan.id, home.id, home.office_id,
      1 + coalesce((select max(p.turn) from app.plan_pause p where p.plan_id = plan.id), 0), day, author;
  exception when unique_violation then
    perform kit.conflict('plan.lost_race');
  end;
  return query select 'saved'::text, home.code, kit.client_name(home.id), day;
end
$$;

create function api.plan_resume(p_id uuid, p_client text, p_owner text, p_on date)
returns table (state text, client_code text, client_name text, resumed_on date)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  day date := coalesce(p_on, kit.today());
  home app.client;
  plan app.plan;
  standing app.plan_pause;
begin
  if not kit.receipt(p_id, 'plan.resume', jsonb_build_array(p_client, p_owner, p_on)) then
    return query select 'duplicate', c.code, kit.client_name(c.id), r.resumed_on
      from (select) one
      left join app.plan_resumption r on r.id = p_id
      left join app.client c on c.id = r.client_id;
    return;
  end if;
  if p_on > kit.today() then
    perform kit.refuse('date.future');
  end if;
  perform kit.demand_code('who', p_owner);
  home := kit.client_to_write(p_client, day);
  plan := kit.plan_in_force(home.id, coalesce(p_owner, 'person'), day);
  perform kit.one_at_a_time(plan.id);
  standing := kit.standing_pause(plan.id);
  if standing.id is null then
    perform kit.refuse('plan.not_paused');
  elsif day < standing.paused_on then
    perform kit.refuse('plan.resumed_before_pause');
  end if;
  begin
    insert into app.plan_resumption (id, pause_id, client_id, office_id, resumed_on, author_id)
    values (p_id, standing.id, home.id, home.office_id, day, author);
  exception when unique_violation then
    perform kit.conflict('plan.lost_race');
  end;
  return query select 'saved'::text, home.code, kit.client_name(home.id), day;
end
$$;
grant execute on function api.plan_pause(uuid, text, text, date), api.plan_resume(uuid, text, text, date)
  to counselor, supervisor;
