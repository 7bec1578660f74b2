-- A month as it is to be printed: closed, from what was kept; open, as it stands now. Reads only.
set local role ippo_figures;

-- Whether a row is what its author wrote: its digest is that of the chain's entry for it. An entry cannot be changed
-- without `ippo audit verify` showing it.
create function kit.is_as_written(p_relation text, p_key text, p_row jsonb) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from audit.entry e
    where e.relation = p_relation and e.row_key = p_key and e.action = 'INSERT'
      and e.row_hash = sha256(convert_to(p_row::text, 'UTF8')))
$$;

-- The settings are those under which the chain took its digest (sql/code/4_audit/record.sql).
create function kit.closing_as_written(p_id uuid, p_program uuid) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
  select kit.is_as_written('month_closing', c.id::text, to_jsonb(c))
    and (p_program is null or kit.is_as_written(
      'program_closing', concat_ws('/', p.closing_id, p.program_id), to_jsonb(p)))
  from app.month_closing c left join app.program_closing p on p.closing_id = c.id and p.program_id = p_program
  where c.id = p_id
$$;
create function kit.closing_file_as_written(p_id uuid, p_format text, p_lang text, p_program uuid) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
  select f.sha256 = sha256(f.bytes)
    and kit.is_as_written('month_closing_file', concat_ws('/', f.closing_id, f.format, f.lang), to_jsonb(f))
  from app.month_closing_file f
  where p_program is null and f.closing_id = p_id and f.format = p_format and f.lang = p_lang
  union all
  select f.sha256 = sha256(f.bytes)
    and kit.is_as_written(
      'program_closing_file', concat_ws('/', f.closing_id, f.program_id, f.format, f.lang), to_jsonb(f))
  from app.program_closing_file f
  where f.closing_id = p_id and f.program_id = p_program and f.format = p_format and f.lang = p_lang
$$;
create function kit.closing_rows_as_written(p_id uuid, p_base text, p_program uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
  select kit.is_as_written('month_closing_row', concat_ws('/', r.closing_id, r.base), to_jsonb(r))
  from app.month_closing_row r where p_program is null and r.closing_id = p_id and r.base = p_base
  union all
  select kit.is_as_written('program_closing_row', concat_ws('/', r.closing_id, r.program_id, r.base), to_jsonb(r))
  from app.program_closing_row r where r.closing_id = p_id and r.program_id = p_program and r.base = p_base
$$;
grant execute on function kit.closing_rows_as_written(uuid, text, uuid) to ippo_api;

-- `edition` is null while the month is open. `bytes` is the file of that format and language, where one was kept; JSON has
-- no language. Without `p_edition` it is the one that stands; a named one is printed even after it was reopened. Of a program
-- what the office's closing kept of it: nothing, if the month did not belong to it then.
create function api.month_printed(
  p_office text, p_month date, p_edition integer, p_format text, p_lang text, p_program text default null)
returns table (report jsonb, edition integer, bytes bytea, intact boolean)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  program uuid := (select p.id from app.program p where p.code = p_program);
  offices uuid[];
  first_day date := kit.figure_month(p_month);
  wanted uuid;
  wanted_lang text;
  kept jsonb;
begin
  if p_program is not null and program is null then
    perform kit.not_found('program');
  end if;
  offices := kit.figure_offices(p_office, program);
  if cardinality(offices) = 1 then
    if p_edition is null then
      wanted := kit.standing_closing(offices[1], first_day);
    else
      wanted := (
        select c.id from app.month_closing c
        where c.office_id = offices[1] and c.month = first_day and c.edition = p_edition);
    end if;
    kept := kit.kept_report(wanted, program);
  end if;
  if kept is null then
    if p_edition is not null then
      perform kit.not_found('edition');
    end if;
    return query select api.month_report(p_office, first_day, p_program), null::integer, null::bytea, true;
    return;
  end if;
  wanted_lang := coalesce(p_lang, kept -> 'office' ->> 'language', 'ja');
  return query
    select kept, c.edition, f.bytes,
      coalesce(kit.closing_as_written(wanted, program), false)
        and (f.lang is null or coalesce(kit.closing_file_as_written(wanted, p_format, f.lang, program), false))
    from app.month_closing c
    left join (
      select m.lang, m.bytes from app.month_closing_file m
      where program is null and m.closing_id = wanted and m.format = p_format
        and (p_format = 'json' or m.lang = wanted_lang)
      union all
      select m.lang, m.bytes from app.program_closing_file m
      where m.closing_id = wanted and m.program_id = program and m.format = p_format
        and (p_format = 'json' or m.lang = wanted_lang)
      limit 1) f on true
    where c.id = wanted;
end
$$;

-- Every edition of the offices whose figures one may see, newest month first. The reason of a reopening stands with the edition
-- that it ended.
create function api.month_closings(p_office text)
returns table (
  id uuid, office text, month date, edition integer, closed_at timestamptz, closed_by text, audit_head bytea, files text[],
  programs text[], reopened_at timestamptz, reopened_by text, reason text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  offices uuid[] := kit.figure_offices(p_office);
begin
  return query
    select c.id, o.code, c.month, c.edition, c.closed_at, s.login, c.audit_head,
      array(select f.format || '.' || f.lang from app.month_closing_file f where f.closing_id = c.id order by 1),
      array(select p.code from app.program_closing k join app.program p on p.id = k.program_id where k.closing_id = c.id
        order by p.code collate "C"),
      r.reopened_at, t.login, r.reason
    from app.month_closing c
    join app.office o on o.id = c.office_id
    join app.staff s on s.id = c.author_id
    left join app.month_reopening r on r.closing_id = c.id
    left join app.staff t on t.id = r.author_id
    where c.office_id = any (offices)
    order by c.month desc, o.code, c.edition desc;
end
$$;
grant execute on function api.month_printed(text, date, integer, text, text, text), api.month_closings(text)
  to supervisor, office_admin, reporter;
