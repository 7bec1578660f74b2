-- A provider of our own directory; corrected by a new version. Imported ones are corrected at their source.
set local role ippo_api;

-- The facts of a version as one value: name kana kinds phone phone_number phone_display postal address url hours notes.
-- `given` is folded to that shape, so that two of them can be compared.
create function kit.provider_facts(given jsonb) returns jsonb
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'kinds', coalesce((
      select jsonb_agg(distinct k order by k)
      from jsonb_array_elements_text(case jsonb_typeof(given -> 'kinds') when 'array' then given -> 'kinds' else '[]' end) k),
      '[]'))
    || (select jsonb_object_agg(key, to_jsonb(kit.answer(given ->> key)))
      from unnest(array['name', 'kana', 'phone', 'phone_number', 'phone_display', 'postal', 'address', 'url', 'hours',
        'notes']) key)
$$;

-- One provider on its way into the directory, or as it stands there.
create type kit.provider_row as (
  place integer, id uuid, source text, source_key text, code text, version integer, state text, facts jsonb
);

-- The providers of a source, or the one with that id, in that shape.
create function kit.providers_now(p_source text, p_id uuid) returns setof kit.provider_row
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select null::integer, p.id, p.source, p.source_key, p.code, v.version, null::text,
    jsonb_build_object(
      'name', v.name, 'kana', v.kana, 'phone', v.phone, 'phone_number', v.e164, 'phone_display', v.display,
      'postal', v.postal, 'address', v.address, 'url', v.url, 'hours', v.hours, 'notes', v.notes,
      'kinds', (
        select jsonb_agg(k.kind order by k.kind) from app.provider_kind k
        where k.provider_id = v.provider_id and k.version = v.version))
  from app.provider p
  join app.provider_version v on v.provider_id = p.id
    and not exists (select from app.provider_version n where n.provider_id = p.id and n.version = v.version + 1)
  where (p_source is null or p.source = p_source) and (p_id is null or p.id = p_id)
$$;

-- The rules that all of them keep; the first that fails is the answer.
create function kit.demand_providers(given kit.provider_row[]) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from unnest(given) g where g.facts ->> 'name' is null) then
    perform kit.refuse('provider.name_missing');
  elsif exists (select from unnest(given) g where g.facts -> 'kinds' = '[]') then
    perform kit.refuse('provider.kind_missing');
  elsif exists (select from unnest(given) g where octet_length(g.facts ->> 'notes') > 1048576) then
    perform kit.refuse('note.too_large');
  end if;
  perform kit.demand_code('provider_kind', kind)
  from (select distinct jsonb_array_elements_text(g.facts -> 'kinds') as kind from unnest(given) g) kinds;
end
$$;

-- So many codes that nobody has.
create function kit.new_provider_codes(wanted bigint) returns text[]
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  codes text[] := '{}';
begin
  while cardinality(codes) < wanted loop
    select array_agg(c.code) into codes from (
      select made.code
      from (select unnest(codes) union select kit.spoken_code('P') from generate_series(1, wanted)) made (code)
      where not exists (select from app.provider p where p.code = made.code)
      limit wanted) c;
  end loop;
  return codes;
end
$$;

-- New providers first, then everybody's version: two statements, since a version's policy asks for its provider.
create function kit.store_providers(given kit.provider_row[], author uuid) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into app.provider (id, code, source, source_key, author_id)
  select g.id, g.code, g.source, g.source_key, author from unnest(given) g where g.version = 1;
  insert into app.provider_version (
    provider_id, version, name, kana, phone, e164, display, postal, address, url, hours, notes, author_id)
  select g.id, g.version, g.facts ->> 'name', g.facts ->> 'kana', g.facts ->> 'phone', g.facts ->> 'phone_number',
    g.facts ->> 'phone_display', g.facts ->> 'postal', g.facts ->> 'address', g.facts ->> 'url', g.facts ->> 'hours',
    g.facts ->> 'notes', author
  from unnest(given) g;
  insert into app.provider_kind (provider_id, version, kind)
  select g.id, g.version, kind from unnest(given) g, jsonb_array_elements_text(g.facts -> 'kinds') kind;
exception when unique_violation then
  perform kit.conflict('provider.lost_race');
end
$$;

create function api.provider_add(
  p_id uuid, p_name text, p_kana text, p_kinds text[], p_phone text, p_number text, p_display text, p_postal text,
  p_address text, p_url text, p_hours text, p_notes text, p_verified_on date)
returns table (state text, code text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  facts jsonb := kit.provider_facts(jsonb_build_object(
    'name', p_name, 'kana', p_kana, 'kinds', to_jsonb(p_kinds), 'phone', p_phone, 'phone_number', p_number,
    'phone_display', p_display, 'postal', p_postal, 'address', p_address, 'url', p_url, 'hours', p_hours,
    'notes', p_notes));
  made kit.provider_row;
begin
  if not kit.receipt(p_id, 'provider.add', jsonb_build_array(
    p_name, p_kana, p_kinds, p_phone, p_postal, p_address, p_url, p_hours, p_notes, p_verified_on))
  then
    return query select 'duplicate', p.code from (select) one left join app.provider p on p.id = p_id;
    return;
  end if;
  made := (null, p_id, 'own', null, null, 1, 'inserted', facts)::kit.provider_row;
  perform kit.demand_providers(array[made]);
  if p_verified_on > kit.today() then
    perform kit.refuse('date.future');
  end if;
  made.code := (kit.new_provider_codes(1))[1];
  perform kit.store_providers(array[made], author);
  if p_verified_on is not null then
    insert into app.provider_verification (id, provider_id, verified_on, author_id)
    values (p_id, p_id, p_verified_on, author);
  end if;
  return query select 'saved'::text, made.code;
end
$$;
grant execute on function api.provider_add(
  uuid, text, text, text[], text, text, text, text, text, text, text, text, date) to supervisor;

-- `p_changes` holds the keys that change (as kit.provider_facts names them); null clears one.
create function api.provider_amend(p_id uuid, p_provider text, p_changes jsonb)
returns table (state text, code text, version integer)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target uuid;
  made kit.provider_row;
begin
  -- number and display are made from what was given
  if not kit.receipt(p_id, 'provider.amend',
    jsonb_build_array(p_provider, p_changes - array['phone_number', 'phone_display']))
  then
    return query select 'duplicate'::text, null::text, null::integer;
    return;
  end if;
  target := kit.provider_named(p_provider);
  select * into made from kit.providers_now(null, target);
  if made.source <> 'own' then
    perform kit.refuse('provider.imported');
  end if;
  if p_changes ? 'phone' then
    p_changes := jsonb_build_object('phone_number', null, 'phone_display', null) || p_changes;
  end if;
  made.facts := kit.provider_facts(made.facts || p_changes);
  made.version := made.version + 1;
  perform kit.demand_providers(array[made]);
  perform kit.store_providers(array[made], author);
  return query select 'saved'::text, made.code, made.version;
end
$$;
grant execute on function api.provider_amend(uuid, text, jsonb) to supervisor;
