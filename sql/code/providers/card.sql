-- The directory: what is known of a provider now, for every colleague of every office.
set local role ippo_api;

create function kit.provider_cards(p_ids uuid[], p_kind text) returns setof api.provider_card
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select p.id, p.code, v.name, v.kana,
    array(select k.kind from app.provider_kind k join code.provider_kind c on c.code = k.kind
      where k.provider_id = p.id and k.version = v.version order by c.position),
    coalesce(v.display, v.phone), v.postal, v.address, v.url, v.hours, v.notes, p.source, p.source_key,
    (select max(f.verified_on) from app.provider_verification f where f.provider_id = p.id), closing.closed_on,
    v.version, v.saved_at
  from app.provider p
  join app.provider_version v on v.provider_id = p.id
    and not exists (select from app.provider_version n where n.provider_id = p.id and n.version = v.version + 1)
  left join app.provider_closing closing on closing.provider_id = p.id
  where (p_ids is null or p.id = any (p_ids))
    and (p_kind is null or exists (
      select from app.provider_kind k where k.provider_id = p.id and k.version = v.version and k.kind = p_kind))
  order by coalesce(v.kana_key, v.name_key) collate "C", p.code
$$;

-- The one provider that this names: a code, or a name or kana that fits exactly one.
create function kit.provider_named(given text) returns uuid
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  found uuid[];
begin
  if given ~ '^P-[2-9A-Z]{4}$' then
    select array_agg(p.id) into found from app.provider p where p.code = given;
  else
    select array_agg(distinct v.provider_id) into found
    from app.provider_version v
    where (v.name_key = app.fold(given) or v.kana_key = app.fold(given))
      and not exists (
        select from app.provider_version n where n.provider_id = v.provider_id and n.version = v.version + 1);
  end if;
  if cardinality(found) > 1 then
    perform kit.refuse('provider.ambiguous');
  elsif found is null then
    perform kit.not_found('provider');
  end if;
  return found[1];
end
$$;

create function api.provider_list(p_kind text) returns setof api.provider_card
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform kit.demand_code('provider_kind', p_kind);
  return query select * from kit.provider_cards(null, p_kind);
end
$$;

-- Name, kana, address, telephone number or code, anywhere in the folded key, of providers that are not closed. No text:
-- all of that kind.
create function api.provider_find(p_text text, p_kind text) returns setof api.provider_card
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  key text := coalesce(app.fold(p_text), '');
  digits text := ltrim(regexp_replace(normalize(p_text, NFKC), '[^0-9]', '', 'g'), '0');
begin
  perform kit.demand_code('provider_kind', p_kind);
  return query
    select card.* from kit.provider_cards(array(
      select v.provider_id from app.provider_version v join app.provider p on p.id = v.provider_id
      where (key <> '' or p_kind is not null)
        and (p.code = upper(p_text)
          or position(key in v.name_key) > 0
          or position(key in coalesce(v.kana_key, '')) > 0
          or position(key in coalesce(v.address_key, '')) > 0
          or (digits <> '' and normalize(p_text, NFKC) ~ '^[0-9+() -]{4,}$' and position(digits in coalesce(v.e164, v.phone)) > 0))
    ), p_kind) card
    where card.closed_on is null;
end
$$;
grant execute on function api.provider_list(text), api.provider_find(text, text)
  to counselor, intake, supervisor, office_admin;
