-- A directory's rows, each known by its source's key: importing the same file again changes nothing, so it needs no
-- receipt. Each object holds `source_key` and the keys of kit.provider_facts. A dry run answers the same and writes
-- nothing. A key that comes a second time in one file is left out and said so: it would be a new version at each import.
set local role ippo_api;
create function api.provider_import(p_source text, p_providers jsonb, p_dry_run boolean)
returns table (place integer, source_key text, name text, state text, code text, version integer)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  given kit.provider_row[];
begin
  if coalesce(p_source, '') not in ('hsds', 'facility', 'medical') then
    perform kit.refuse('provider.source_unknown');
  elsif jsonb_typeof(p_providers) is distinct from 'array' then
    perform kit.refuse('provider.form');
  end if;
  -- two imports of one directory at once would both add the same rows
  perform pg_advisory_xact_lock(hashtextextended('provider.import.' || p_source, 0));
  with told as materialized (
    select e.place, kit.answer(e.value ->> 'source_key') as source_key, kit.provider_facts(e.value) as facts
    from jsonb_array_elements(p_providers) with ordinality as e (value, place)
  ), known as materialized (
    select n.* from kit.providers_now(p_source, null) n
  ), judged as (
    select t.*, k.id, k.code, k.version, case
        when row_number() over (partition by t.source_key order by t.place) > 1 then 'repeated'
        when k.id is null then 'inserted'
        when k.facts = t.facts then 'unchanged'
        else 'updated' end as state
    from told t left join known k on k.source_key = t.source_key
  )
  select array_agg(
    (j.place, coalesce(j.id, gen_random_uuid()), p_source, j.source_key, j.code,
      case j.state when 'inserted' then 1 when 'updated' then j.version + 1 else j.version end,
      j.state, j.facts)::kit.provider_row order by j.place)
  into given from judged j;
  if exists (select from unnest(given) g where g.source_key is null) then
    perform kit.refuse('provider.key_missing');
  end if;
  perform kit.demand_providers(given);
  if not coalesce(p_dry_run, false) then
    with fresh as (
      select g.place, row_number() over (order by g.place) as turn from unnest(given) g where g.state = 'inserted'
    ), codes as materialized (
      select kit.new_provider_codes((select count(*) from fresh)) as all_of_them
    )
    select array_agg(
      (g.place, g.id, g.source, g.source_key, coalesce(g.code, codes.all_of_them[f.turn]), g.version, g.state, g.facts)
        ::kit.provider_row order by g.place)
    into given
    from codes cross join unnest(given) g left join fresh f on f.place = g.place;
    perform kit.store_providers(
      (select array_agg(g) from unnest(given) g where g.state in ('inserted', 'updated')), author);
  end if;
  return query
    select g.place, g.source_key, g.facts ->> 'name', g.state, g.code, g.version from unnest(given) g order by g.place;
end
$$;
grant execute on function api.provider_import(text, jsonb, boolean) to supervisor, office_admin;
