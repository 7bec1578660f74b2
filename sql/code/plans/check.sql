-- How it went: one check a plan and day. A step made smaller is a step.
set local role ippo_api;

-- Results that are movement. The others are no failure; they are only not counted here.
create function kit.is_progress(result text) returns boolean
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select result in ('done', 'partly', 'smaller', 'other_step')
$$;

-- The owner's plan on that day: the latest version that had begun.
create function kit.plan_in_force(target uuid, whose text, on_day date) returns app.plan
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  found_plan app.plan;
begin
  select p.* into found_plan from app.plan p
  where p.client_id = target and p.owner = whose and p.from_on <= on_day
  order by p.version desc limit 1;
  if found_plan.id is null then
    perform kit.refuse('plan.none');
  end if;
  return found_plan;
end
$$;

-- A check while the plan is paused is kept and resumes nothing: what somebody does of their own accord is worth a line
-- and no expectation.
create function api.plan_check(
  p_id uuid, p_client text, p_owner text, p_result text, p_on date, p_feeling text, p_praise text)
returns table (state text, client_code text, client_name text, checked_on date, progress boolean)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  day date := coalesce(p_on, kit.today());
  home app.client;
  plan app.plan;
  same_day uuid;
begin
  if not kit.receipt(p_id, 'plan.check', jsonb_build_array(p_client, p_owner, p_result, p_on, p_feeling, p_praise)) then
    return query select 'duplicate', c.code, kit.client_name(c.id), k.checked_on, kit.is_progress(k.result)
      from (select) one
      left join app.plan_check k on k.id = p_id
      left join app.client c on c.id = k.client_id;
    return;
  end if;
  if p_result is null then
    perform kit.refuse('plan.result_missing');
  elsif p_on > kit.today() then
    perform kit.refuse('date.future');
  end if;
  perform kit.demand_code('plan_result', p_result);
  perform kit.demand_code('who', p_owner);
  perform kit.demand_note(kit.answer(p_feeling));
  perform kit.demand_note(kit.answer(p_praise));
  home := kit.client_to_write(p_client, day);
  plan := kit.plan_in_force(home.id, coalesce(p_owner, 'person'), day);
  begin
    insert into app.plan_check (id, plan_id, client_id, office_id, checked_on, result, author_id)
    values (p_id, plan.id, home.id, home.office_id, day, p_result, author);
  exception when unique_violation then
    -- the same words under another id (typed again, sent from another window) are no correction
    select k.id into same_day from app.plan_check k where k.plan_id = plan.id and k.checked_on = day;
    if exists (
      select from app.receipt was join app.receipt mine on mine.content_hash = was.content_hash
      where was.id = same_day and was.verb = 'plan.check' and mine.id = p_id)
    then
      return query select 'duplicate'::text, home.code, kit.client_name(home.id), day, kit.is_progress(p_result);
      return;
    end if;
    perform kit.conflict('plan.already_checked');
  end;
  if kit.answer(p_feeling) is not null or kit.answer(p_praise) is not null then
    insert into app.plan_check_text (check_id, client_id, office_id, feeling, praise)
    values (p_id, home.id, home.office_id, kit.answer(p_feeling), kit.answer(p_praise));
  end if;
  return query select 'saved'::text, home.code, kit.client_name(home.id), day, kit.is_progress(p_result);
end
$$;
grant execute on function api.plan_check(uuid, text, text, text, date, text, text) to counselor, supervisor;
