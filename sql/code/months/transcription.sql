-- Setting the order of an office's 転記表. The former orders stay.
set local role ippo_api;

-- An empty path is a line without a figure, such as a heading of the form.
create function api.transcription_set(p_id uuid, p_office text, p_base integer, p_paths text[], p_labels text[])
returns table (state text, office text, version integer)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  home uuid;
  stands integer;
begin
  if not kit.receipt(p_id, 'transcription.set', jsonb_build_array(p_office, p_base, p_paths, p_labels)) then
    return query select 'duplicate'::text, o.code, null::integer
      from app.office o where o.id = kit.office_meant(p_office, kit.month_offices());
    return;
  end if;
  home := kit.office_meant(p_office, kit.month_offices());
  if p_paths is null or p_labels is null or cardinality(p_paths) <> cardinality(p_labels)
    or array_position(p_paths || p_labels, null) is not null
  then
    perform kit.refuse('transcription.labels_differ');
  elsif cardinality(p_paths) > 500 or exists (
    select from unnest(p_labels) l where octet_length(l) > 600 or l ~ '[\x01-\x1f\x7f]')
  then
    perform kit.refuse('transcription.form');
  elsif exists (select p from unnest(p_paths) p where p <> '' except select * from kit.figure_paths(home)) then
    perform kit.refuse('transcription.path_unknown');
  end if;
  select coalesce(max(t.version), 0) into stands from app.transcription t where t.office_id = home;
  if p_base <> stands then
    perform kit.conflict('transcription.lost_race');
  end if;
  begin
    insert into app.transcription (office_id, version, paths, labels, author_id)
    values (home, stands + 1, p_paths, p_labels, author);
  exception when unique_violation then
    perform kit.conflict('transcription.lost_race');
  end;
  return query select 'saved'::text, o.code, stands + 1 from app.office o where o.id = home;
end
$$;

-- As it stands: version 0 and no line while nobody has set it.
create function api.transcription_show(p_office text)
returns table (office text, version integer, paths text[], labels text[], author text, saved_at timestamptz)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  home uuid := kit.office_meant(p_office, kit.month_offices());
begin
  return query
    select o.code, coalesce(t.version, 0), coalesce(t.paths, '{}'), coalesce(t.labels, '{}'), s.login, t.saved_at
    from app.office o
    left join app.transcription t on t.office_id = o.id
    left join app.staff s on s.id = t.author_id
    where o.id = home
    order by t.version desc limit 1;
end
$$;

-- The paths that an office's figures can have, as they are named in a transcription.
create function api.figure_paths(p_office text) returns setof text
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return query select * from kit.figure_paths(kit.office_meant(p_office, kit.month_offices()));
end
$$;
grant execute on function api.transcription_set(uuid, text, integer, text[], text[]), api.transcription_show(text),
  api.figure_paths(text) to supervisor, office_admin;
