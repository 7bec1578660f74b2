-- A plan's sheet is for its owner's eyes, and may lie on the kitchen table: of one owner's one plan the words and days, and
-- nothing else of the case; no name, no code, no checks. The one function whose answer may be handed to them. On a ticket
-- (api.client_open) only; without one no row.
set local role ippo_api;
create function api.plan_sheet(p_client text, p_owner text, p_on date)
returns table (
  state text, from_on date, until_on date, check_every text, goal text, action text, reward text, consult text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  day date := coalesce(p_on, kit.today());
  target uuid := kit.client_named(p_client);
  chosen uuid;
begin
  perform kit.demand_code('who', p_owner);
  -- the latest agreed that has begun by that day; else, of those to come, the first
  select p.id into chosen from app.plan p
  where p.client_id = target and p.owner = coalesce(p_owner, 'person')
  order by p.from_on <= day desc, case when p.from_on > day then p.from_on end, p.version desc
  limit 1;
  if chosen is null then
    perform kit.refuse('plan.none_of_owner');
  end if;
  return query
    select case
        when (kit.standing_pause(p.id)).id is not null then 'paused' when p.from_on > day then 'coming' else 'in_force' end,
      p.from_on, p.until_on, p.check_every, t.goal, t.action, t.reward, t.consult
    from app.plan p join app.plan_text t on t.plan_id = p.id
    where p.id = chosen;
end
$$;
grant execute on function api.plan_sheet(text, text, date) to counselor, supervisor;
