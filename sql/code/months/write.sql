-- What an office writes about a month, part by part: a new version each time, and the former ones stay. `p_changes` holds the
-- parts that change; null clears one.
set local role ippo_figures;
grant execute on function kit.figure_month(date) to ippo_api;

set local role ippo_api;

-- The offices whose months one writes about.
create function kit.month_offices() returns uuid[]
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select me.offices('supervisor') || me.offices('office_admin')
$$;

create function api.month_write(p_id uuid, p_office text, p_month date, p_base integer, p_changes jsonb)
returns table (state text, office text, version integer)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  home uuid;
  of_month date;
  was app.month_note;
  part record;
begin
  if not kit.receipt(p_id, 'month.write', jsonb_build_array(p_office, p_month, p_base, p_changes)) then
    return query select 'duplicate'::text, o.code, null::integer
      from app.office o where o.id = kit.office_meant(p_office, kit.month_offices());
    return;
  end if;
  home := kit.office_meant(p_office, kit.month_offices());
  of_month := kit.figure_month(p_month);
  -- a closed month keeps its words: whoever wants others reopens it first
  if kit.standing_closing(home, of_month) is not null then
    perform kit.refuse('month.closed');
  end if;
  if coalesce(jsonb_typeof(p_changes), 'null') <> 'object' or p_changes = '{}' then
    perform kit.refuse('month.nothing_written');
  end if;
  for part in select e.key, e.value from jsonb_each_text(p_changes) e loop
    if part.key = 'open_days' then
      if part.value !~ '^[0-9]{1,2}$' or part.value::integer > (of_month + interval '1 month')::date - of_month then
        perform kit.refuse('month.open_days');
      end if;
    elsif part.key not in ('highlights', 'issues', 'next_month', 'incidents', 'training') then
      perform kit.refuse('month.part_unknown');
    elsif octet_length(part.value) > 65536 or part.value ~ '[\x01-\x08\x0b-\x1f\x7f]' then
      perform kit.refuse('month.text_form');
    end if;
  end loop;
  select n.* into was from app.month_note n
  where n.office_id = home and n.month = of_month order by n.version desc limit 1;
  if p_base is not null and p_base <> coalesce(was.version, 0) then
    perform kit.conflict('month.lost_race');
  end if;
  begin
    insert into app.month_note (
      office_id, month, version, highlights, issues, next_month, incidents, training, open_days, author_id)
    values (
      home, of_month, coalesce(was.version, 0) + 1,
      case when p_changes ? 'highlights' then kit.answer(p_changes ->> 'highlights') else was.highlights end,
      case when p_changes ? 'issues' then kit.answer(p_changes ->> 'issues') else was.issues end,
      case when p_changes ? 'next_month' then kit.answer(p_changes ->> 'next_month') else was.next_month end,
      case when p_changes ? 'incidents' then kit.answer(p_changes ->> 'incidents') else was.incidents end,
      case when p_changes ? 'training' then kit.answer(p_changes ->> 'training') else was.training end,
      case when p_changes ? 'open_days' then (p_changes ->> 'open_days')::smallint else was.open_days end,
      author);
  exception when unique_violation then
    perform kit.conflict('month.lost_race');
  end;
  return query select 'saved'::text, o.code, coalesce(was.version, 0) + 1 from app.office o where o.id = home;
end
$$;

-- Every version, oldest first; one row of version 0 while nobody has written.
create function api.month_show(p_office text, p_month date)
returns table (
  office text, version integer, highlights text, issues text, next_month text, incidents text, training text,
  open_days smallint, author text, saved_at timestamptz)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  home uuid := kit.office_meant(p_office, kit.month_offices());
  of_month date := kit.figure_month(p_month);
begin
  return query
    select o.code, coalesce(n.version, 0), n.highlights, n.issues, n.next_month, n.incidents, n.training, n.open_days,
      s.login, n.saved_at
    from app.office o
    left join app.month_note n on n.office_id = o.id and n.month = of_month
    left join app.staff s on s.id = n.author_id
    where o.id = home
    order by n.version;
end
$$;
grant execute on function api.month_write(uuid, text, date, integer, jsonb), api.month_show(text, date)
  to supervisor, office_admin;
