-- A new version of what is known of a client. `p_changes` holds the keys that change; null clears one.
set local role ippo_api;
create function api.client_amend(
  p_id uuid, p_client text, p_changes jsonb, p_numbers text[], p_displays text[], p_reason text, p_base integer)
returns table (state text, version integer)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target uuid;
  was app.client_version;
  today date := (clock_timestamp() at time zone 'Asia/Tokyo')::date;
begin
  if not kit.receipt(p_id, 'client.amend', jsonb_build_array(p_client, p_changes, p_reason)) then
    return query select 'duplicate'::text, null::integer;
    return;
  end if;
  target := kit.client_named(p_client);
  if coalesce(p_reason, '') = '' then
    perform kit.refuse('reason.missing');
  end if;
  select v.* into was from app.client_version v where v.client_id = target order by v.version desc limit 1;
  if p_base is not null and p_base <> was.version then
    perform kit.conflict('amend.lost_race');
  end if;
  if (p_changes ->> 'birth')::date > today or (p_changes ->> 'withdrawn_since') > to_char(today, 'YYYY-MM') then
    perform kit.refuse('date.future');
  end if;
  perform kit.demand_code('sex', p_changes ->> 'sex');
  begin
    insert into app.client_version (
      client_id, office_id, version, name, kana, birth, age_about, age_about_on, sex, withdrawn_since, municipality,
      cautions, author_id, reason)
    values (
      target, was.office_id, was.version + 1,
      case when p_changes ? 'name' then p_changes ->> 'name' else was.name end,
      case when p_changes ? 'kana' then p_changes ->> 'kana' else was.kana end,
      case when p_changes ? 'birth' then (p_changes ->> 'birth')::date else was.birth end,
      case when p_changes ? 'age_about' then (p_changes ->> 'age_about')::smallint else was.age_about end,
      case when p_changes ? 'age_about' then case when p_changes ->> 'age_about' is not null then today end
        else was.age_about_on end,
      case when p_changes ? 'sex' then coalesce(p_changes ->> 'sex', 'unknown') else was.sex end,
      case when p_changes ? 'withdrawn_since' then p_changes ->> 'withdrawn_since' else was.withdrawn_since end,
      case when p_changes ? 'municipality' then p_changes ->> 'municipality' else was.municipality end,
      case when p_changes ? 'cautions' then p_changes ->> 'cautions' else was.cautions end,
      author, p_reason);
  exception when unique_violation then
    perform kit.conflict('amend.lost_race');
  end;
  if p_changes ? 'phones' then
    insert into app.client_phone (client_id, office_id, version, position, given, e164, display)
    select target, was.office_id, was.version + 1, n.position, n.given, n.e164, n.display
    from unnest(array(select jsonb_array_elements_text(p_changes -> 'phones')), p_numbers, p_displays)
      with ordinality as n (given, e164, display, position);
  else
    insert into app.client_phone (client_id, office_id, version, position, given, e164, display)
    select p.client_id, p.office_id, was.version + 1, p.position, p.given, p.e164, p.display
    from app.client_phone p where p.client_id = target and p.version = was.version;
  end if;
  return query select 'saved'::text, was.version + 1;
end
$$;
grant execute on function api.client_amend(uuid, text, jsonb, text[], text[], text, integer) to counselor, supervisor;
