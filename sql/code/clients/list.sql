-- The clients I may see: my caseload, my office's as a supervisor or at intake. Leaves no ticket.
set local role ippo_api;
create function api.client_list() returns setof api.client_card
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select * from kit.client_cards(null)
$$;
grant execute on function api.client_list() to counselor, intake, supervisor;

-- Name, kana, telephone number or code; anywhere in the folded key. Leaves no ticket.
create function api.client_find(given text) returns setof api.client_card
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select card.* from kit.client_cards(null) card
  where app.fold(given) <> ''
    and (card.code = upper(given)
      or position(app.fold(given) in app.fold(card.name)) > 0
      or position(app.fold(given) in app.fold(card.kana)) > 0
      or (given ~ '^[0-9+() -]{4,}$' and exists (
        select from app.client_phone p
        where p.client_id = card.id and p.version = card.version
          and right(p.e164, 30) like '%' || ltrim(regexp_replace(given, '[^0-9]', '', 'g'), '0'))))
$$;
grant execute on function api.client_find(text) to counselor, intake, supervisor;

-- The one client that this names, at a glance: what is shown before anything is saved.
create function api.client_named(given text) returns setof api.client_card
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select * from kit.client_cards(array[kit.client_named(given)])
$$;
grant execute on function api.client_named(text) to counselor, supervisor, intake;

-- All whom it names: those to choose from where `client_named` refuses. Nothing that `client_list` does not show.
create function api.client_fitting(given text) returns setof api.client_card
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select * from kit.client_cards(coalesce(kit.clients_fitting(given), '{}'))
$$;
grant execute on function api.client_fitting(text) to counselor, supervisor, intake;
