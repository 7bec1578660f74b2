-- Whose figures one may see, and the words they share. Figure functions belong to ippo_figures: it passes row-level security
-- and holds column grants without names and notes, so a careless one fails instead of telling (docs/permissions.md). What
-- was recorded later of the month (an amendment, a move, a link) counts as it stands now; what happened later does not.
set local role ippo_api;
grant execute on function kit.refuse(text), kit.not_found(text), kit.today(), kit.start_of(date) to ippo_figures;

set local role ippo_figures;

-- The one office that is meant, or without a code every office whose figures one may see: those one supervises or
-- administers; for the reporter all. Of a program those of its offices.
create function kit.figure_offices(p_office text, p_program uuid default null) returns uuid[]
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  everywhere boolean := session_user = 'reporter';
  mine uuid[] := me.offices('supervisor') || me.offices('office_admin');
  found uuid[];
begin
  select array_agg(o.id order by o.id) into found
  from app.office o where (everywhere or o.id = any (mine)) and (p_office is null or o.code = p_office);
  if found is null then
    perform kit.not_found('office');
  elsif p_program is not null then
    select array_agg(p.office_id order by p.office_id) into found
    from app.program_office p where p.program_id = p_program and p.office_id = any (found);
    if found is null then
      perform kit.not_found('program');
    end if;
  end if;
  return found;
end
$$;

-- A month's first day. A month that has not begun has no end to report; one before the office began is a month of zeros.
create function kit.figure_month(p_month date) returns date
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_month is null or p_month not between '1952-01-01' and '2199-12-31' then
    perform kit.refuse('month.out_of_range');
  elsif p_month > kit.today() then
    perform kit.refuse('month.future');
  end if;
  return date_trunc('month', p_month::timestamp)::date;
end
$$;

-- The small ones below set no search path, so that the planner can inline them; only definer functions that set it call them.

-- Whole years; complete on the day itself, for 29 February on 1 March of a common year.
create function kit.completed_years(since date, on_day date) returns integer
language sql immutable
as $$
  select (extract(year from on_day) - extract(year from since))::integer
    - case when (extract(month from on_day), extract(day from on_day)) < (extract(month from since), extract(day from since))
      then 1 else 0 end
$$;

-- By the birthday where it is known (one after the day is wrong, and the age that was told does not make it right), else by
-- the age that was told, which grows with the years since.
create function kit.age(birth date, about smallint, about_on date, on_day date) returns integer
language sql immutable
as $$
  select case
    when birth > on_day then null
    when birth is not null then kit.completed_years(birth, on_day)
    -- greatest() passes over nulls
    when about is null then null
    when about_on <= on_day then about + kit.completed_years(about_on, on_day)
    else greatest(0, about - kit.completed_years(on_day, about_on))
  end
$$;

create function kit.age_band(age integer) returns text
language sql immutable
as $$
  select case
    when age < 0 then 'unknown' when age < 15 then 'under_15' when age < 18 then '15_17' when age < 20 then '18_19'
    when age < 30 then '20s' when age < 35 then '30_34' when age < 40 then '35_39' when age < 50 then '40s'
    when age < 60 then '50s' when age < 65 then '60_64' when age >= 65 then '65_and_over' else 'unknown'
  end
$$;

-- Whole months from the month's first day, or from 1 July where only the year is known; null when it lies after the day.
create function kit.withdrawn_months(since text, on_day date) returns integer
language sql immutable
as $$
  select case when since <= left(on_day::text, length(since)) then greatest(0,
    (extract(year from on_day)::integer - left(since, 4)::integer) * 12
    + extract(month from on_day)::integer - coalesce(nullif(substr(since, 6), '')::integer, 7)) end
$$;

create function kit.withdrawal_band(months integer) returns text
language sql immutable
as $$
  select case
    when months < 6 then 'under_6m' when months < 12 then '6m_1y' when months < 24 then '1_2y' when months < 36 then '2_3y'
    when months < 60 then '3_5y' when months < 120 then '5_10y' when months < 180 then '10_15y'
    when months < 240 then '15_20y' when months >= 240 then '20y_and_over' else 'unknown'
  end
$$;

-- Who came, in the groups of published statistics.
create function kit.relation_group(relation text) returns text
language sql immutable
as $$
  select case
    when relation in ('self', 'unknown') then relation
    when relation in ('mother', 'father', 'sibling', 'spouse', 'child', 'grandparent', 'family') then 'family'
    when relation in ('agency', 'commissioner') then 'agency'
    else 'other'
  end
$$;

-- LINE and mail are counted one a client, method and day; everything else by itself.
create function kit.is_counted_by_day(method text) returns boolean
language sql immutable
as $$
  select method in ('line', 'email')
$$;
