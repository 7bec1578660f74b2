-- A client's plans with their words, the latest first. On a ticket (api.client_open) only; without one the words are null.
set local role ippo_api;
create function api.plan_show(p_client text)
returns table (
  id uuid, client_code text, client_name text, owner text, version integer, state text, agreed_on date, from_on date,
  until_on date, check_every text, paused_on date, checks integer, last_checked_on date, last_result text, due text,
  author text, goal text, action text, reward text, consult text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select card.id, card.client_code, card.client_name, card.owner, card.version, card.state, card.agreed_on, card.from_on,
    card.until_on, card.check_every, card.paused_on, card.checks, card.last_checked_on, card.last_result, card.due,
    s.login, t.goal, t.action, t.reward, t.consult
  from kit.plan_cards(kit.client_named(p_client)) card
  join app.plan p on p.id = card.id
  join app.staff s on s.id = p.author_id
  left join app.plan_text t on t.plan_id = card.id
  order by card.owner = 'person' desc, card.owner, card.version desc
$$;

-- The checks of a client's plans, newest first; feeling and praise only on a ticket.
create function api.plan_checks(p_client text)
returns table (
  id uuid, plan_id uuid, owner text, version integer, checked_on date, result text, progress boolean, author text,
  feeling text, praise text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select k.id, k.plan_id, p.owner, p.version, k.checked_on, k.result, kit.is_progress(k.result), s.login, t.feeling,
    t.praise
  from app.plan_check k
  join app.plan p on p.id = k.plan_id
  join app.staff s on s.id = k.author_id
  left join app.plan_check_text t on t.check_id = k.id
  where k.client_id = (select kit.client_named(p_client))
  order by k.checked_on desc, p.owner, k.id
$$;
grant execute on function api.plan_show(text), api.plan_checks(text) to counselor, supervisor;
