-- Closing and reopening a month are rows: who, when, what it looked like, and why it was opened again.
set local role ippo_api;

-- The reports of the programs that the office's month belongs to, each within the office, under their codes.
create function kit.program_reports(p_office uuid, p_month date) returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  home text := (select o.code from app.office o where o.id = p_office);
begin
  return (
    select coalesce(jsonb_object_agg(p.code, api.month_report(home, p_month, p.code) - 'lists'), '{}')
    from kit.programs_of_month(p_office, p_month) p);
end
$$;

-- What a closing would be made from: the office that is meant, the report as it stands, those of its programs, and the edition
-- it would be. Of a month that is closed only that it is, because a retry need not make the files again.
create function api.month_to_close(p_office text, p_month date)
returns table (office text, report jsonb, programs jsonb, edition integer, closed boolean)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  home uuid := kit.office_meant(p_office, me.offices('supervisor'));
  first_day date := kit.closable_month(p_month);
  code text := (select o.code from app.office o where o.id = home);
  standing boolean := kit.standing_closing(home, first_day) is not null;
begin
  return query select code, case when not standing then api.month_report(code, first_day) - 'lists' end,
    case when not standing then kit.program_reports(home, first_day) end,
    1 + coalesce((select max(c.edition) from app.month_closing c where c.office_id = home and c.month = first_day), 0),
    standing;
end
$$;

-- `p_report` and `p_programs` are what the files were made from. The reports that are kept are counted here; if one is another
-- by now, somebody wrote in between and nothing is kept. The receipt is of the office and the month: a retry need not bring the
-- same files. `p_file_programs` says whose report a file is: a program's code, or nothing for the office's own.
create function api.month_close(
  p_id uuid, p_office text, p_month date, p_report jsonb, p_formats text[], p_langs text[], p_files bytea[],
  p_programs jsonb default '{}', p_file_programs text[] default '{}')
returns table (state text, office text, edition integer, audit_head bytea)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  home uuid;
  code text;
  first_day date;
  kept jsonb;
  kept_programs jsonb;
  bases jsonb;
  program_bases jsonb;
  turn integer;
begin
  if not kit.receipt(p_id, 'month.close', jsonb_build_array(p_office, p_month)) then
    return query select 'duplicate', o.code, c.edition, c.audit_head
      from (select) one
      left join app.month_closing c on c.id = p_id
      left join app.office o on o.id = c.office_id;
    return;
  end if;
  home := kit.office_meant(p_office, me.offices('supervisor'));
  first_day := kit.closable_month(p_month);
  code := (select o.code from app.office o where o.id = home);
  -- the adjustments of one month look at the other closed months of the office
  perform kit.one_at_a_time(home);
  if kit.standing_closing(home, first_day) is not null then
    perform kit.refuse('month.closed');
  end if;
  -- one statement, so that figures and rows are of one snapshot
  select api.month_report(code, first_day) - 'lists', kit.program_reports(home, first_day),
    (select jsonb_object_agg(b.base, kit.base_rows(b.base, array[home], first_day)) from unnest(kit.figure_bases()) b (base)),
    (select jsonb_object_agg(p.code, (
        select jsonb_object_agg(b.base, kit.base_rows(b.base, array[home], first_day, p.code))
        from unnest(kit.figure_bases(true)) b (base)))
      from kit.programs_of_month(home, first_day) p)
  into kept, kept_programs, bases, program_bases;
  if kept is distinct from p_report or kept_programs is distinct from p_programs then
    perform kit.conflict('month.changed');
  end if;
  turn := 1 + coalesce(
    (select max(c.edition) from app.month_closing c where c.office_id = home and c.month = first_day), 0);
  begin
    insert into app.month_closing (id, office_id, month, edition, report, audit_head, author_id)
    values (p_id, home, first_day, turn, kept, decode(kept -> 'figures' ->> 'audit_head', 'hex'), author);
  exception when unique_violation then
    perform kit.conflict('month.at_once');
  end;
  insert into app.month_closing_row (closing_id, office_id, base, rows)
  select p_id, home, b.key, b.value from jsonb_each(bases) b;
  insert into app.month_closing_file (closing_id, office_id, format, lang, sha256, bytes)
  select p_id, home, f.format, f.lang, sha256(f.bytes), f.bytes
  from unnest(p_file_programs, p_formats, p_langs, p_files) f (program, format, lang, bytes) where coalesce(f.program, '') = '';
  insert into app.program_closing (closing_id, program_id, office_id, report, audit_head)
  select p_id, kit.program_named(k.key), home, k.value, decode(k.value -> 'figures' ->> 'audit_head', 'hex')
  from jsonb_each(kept_programs) k;
  insert into app.program_closing_row (closing_id, program_id, office_id, base, rows)
  select p_id, kit.program_named(k.key), home, b.key, b.value
  from jsonb_each(program_bases) k cross join lateral jsonb_each(k.value) b;
  insert into app.program_closing_file (closing_id, program_id, office_id, format, lang, sha256, bytes)
  select p_id, kit.program_named(f.program), home, f.format, f.lang, sha256(f.bytes), f.bytes
  from unnest(p_file_programs, p_formats, p_langs, p_files) f (program, format, lang, bytes) where f.program <> '';
  return query select 'saved'::text, code, turn, decode(kept -> 'figures' ->> 'audit_head', 'hex');
end
$$;

create function api.month_reopen(p_id uuid, p_office text, p_month date, p_reason text)
returns table (state text, office text, edition integer)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  home uuid;
  first_day date;
  standing uuid;
begin
  if not kit.receipt(p_id, 'month.reopen', jsonb_build_array(p_office, p_month, p_reason)) then
    return query select 'duplicate', o.code, c.edition
      from (select) one
      left join app.month_reopening r on r.id = p_id
      left join app.month_closing c on c.id = r.closing_id
      left join app.office o on o.id = r.office_id;
    return;
  end if;
  home := kit.office_meant(p_office, me.offices('supervisor'));
  first_day := kit.figure_month(p_month);
  if kit.answer(p_reason) is null then
    perform kit.refuse('month.reason_missing');
  end if;
  perform kit.demand_note(p_reason);
  perform kit.one_at_a_time(home);
  standing := kit.standing_closing(home, first_day);
  if standing is null then
    perform kit.refuse('month.not_closed');
  end if;
  begin
    insert into app.month_reopening (closing_id, office_id, id, reason, author_id)
    values (standing, home, p_id, p_reason, author);
  exception when unique_violation then
    perform kit.conflict('month.at_once');
  end;
  return query select 'saved'::text, o.code, c.edition
    from app.month_closing c join app.office o on o.id = c.office_id where c.id = standing;
end
$$;
grant execute on function api.month_to_close(text, date),
  api.month_close(uuid, text, date, jsonb, text[], text[], bytea[], jsonb, text[]), api.month_reopen(uuid, text, date, text)
  to supervisor;
