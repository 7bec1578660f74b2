-- Whose number is calling: clients and former inquiries that one may see anyway, by the number alone. Not found and not yours
-- are one answer, and at intake one learns no more than the index tells. Leaves no ticket, as a search leaves none.
set local role ippo_api;
create function api.caller_clients(p_number text) returns setof api.client_card
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select card.* from kit.client_cards(array(
    select f.client_id from app.client_phone f
    where f.e164 = p_number
      and not exists (
        select from app.client_version n where n.client_id = f.client_id and n.version = f.version + 1))) card
$$;

-- Newest first.
create function api.caller_inquiries(p_number text) returns setof api.inquiry_card
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select q.* from kit.inquiry_cards(
    array(select p.inquiry_id from app.inquiry_person p where p.caller_e164 = p_number), false, null, null) q
$$;
grant execute on function api.caller_clients(text), api.caller_inquiries(text) to counselor, intake, supervisor;
