-- Cries for help: a word of the office's list raises a flag at any hour. Somebody on call takes it, or a second person is called.
-- Nothing here promises that anybody is watching.
set local role ippo_api;

-- The list an office starts from. It is theirs to change: it misses, and it misfires.
create function kit.crisis_start() returns text[]
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select array[
    '死にたい', 'しにたい', '死のう', '死んでしまいたい', '死ぬしかない', '消えたい', 'きえたい', '消えてしまいたい', 'いなくなりたい', '自殺', '自死',
    '首を吊', '首吊り', '飛び降り', '飛び込み', 'リストカット', 'リスカ', 'オーバードーズ', '大量服薬', '遺書', '生きていたくない',
    '生きるのをやめ', '終わりにしたい', '殺したい', '殺してやる', '殺される', '殴られ', '刺し']
$$;

-- The same as they are compared: folded once, when this is installed.
do $$
begin
  execute format(
    'create function kit.crisis_start_keys() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as %L',
    format('select %L::text[]', array(select app.fold(word) from unnest(kit.crisis_start()) with ordinality u (word, n) order by n)));
end
$$;

create function kit.crisis_list(in_office uuid) returns app.crisis_list
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select l.* from app.crisis_list l where l.office_id = in_office order by l.version desc limit 1
$$;

create function kit.crisis_oncall(in_office uuid) returns app.crisis_oncall
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select o.* from app.crisis_oncall o where o.office_id = in_office order by o.version desc limit 1
$$;

-- The flags that nobody has taken, oldest first; no words.
create type api.crisis_card as (
  flag_id uuid, code text, office text, raised_at timestamptz, first text, second text, minutes integer,
  escalated_at timestamptz, calls_me boolean, raised_by text
);
create function kit.crisis_board() returns setof api.crisis_card
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select f.id, i.code, o.code, f.raised_at, s1.login, s2.login, call.minutes::integer, e.escalated_at,
    coalesce(call.first_id = me.staff_id() or (call.second_id = me.staff_id() and e.flag_id is not null), call is null), r.login
  from app.crisis_flag f
  join app.inquiry i on i.id = f.inquiry_id
  join app.office o on o.id = f.office_id
  left join lateral (select (kit.crisis_oncall(f.office_id)).*) call on call.office_id is not null
  left join app.staff s1 on s1.id = call.first_id
  left join app.staff s2 on s2.id = call.second_id
  left join app.crisis_escalation e on e.flag_id = f.id
  left join app.staff r on r.id = f.author_id
  where f.office_id = any ((select kit.inquiry_offices())::uuid[])
    and not exists (select from app.crisis_ack a where a.flag_id = f.id)
  order by f.raised_at, f.id
$$;

-- Calls the second person for every flag that the first has not taken in time. Whoever watches does it; it happens once a flag.
create function kit.crisis_escalate(at timestamptz) returns integer
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  made integer;
begin
  insert into app.crisis_escalation (flag_id, inquiry_id, office_id, staff_id)
  select f.id, f.inquiry_id, f.office_id, call.second_id
  from app.crisis_flag f cross join lateral (select (kit.crisis_oncall(f.office_id)).*) call
  where f.office_id = any (kit.inquiry_offices() || me.sending_offices())
    and f.raised_at + make_interval(mins => call.minutes) <= at
    and not exists (select from app.crisis_ack a where a.flag_id = f.id)
    and not exists (select from app.crisis_escalation e where e.flag_id = f.id)
  on conflict do nothing;
  get diagnostics made = row_count;
  if made > 0 then
    perform pg_notify('ippo_watch', '');
  end if;
  return made;
end
$$;

create function api.crisis_board() returns setof api.crisis_card
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform kit.crisis_escalate(clock_timestamp());
  return query select * from kit.crisis_board();
end
$$;

-- The sender runs when nobody watches.
create function api.crisis_tick() returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return kit.crisis_escalate(clock_timestamp());
end
$$;

-- Somebody read or heard it: the flag is raised by hand, for an inquiry by any way, and calls as any other does. No hotlines are
-- named: a person is there.
create function api.crisis_raise(p_id uuid, p_inquiry text) returns table (state text, code text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target uuid;
begin
  if not kit.receipt(p_id, 'crisis.raise', jsonb_build_array(p_inquiry)) then
    return query select 'duplicate'::text, p_inquiry;
    return;
  end if;
  target := kit.inquiry_named(p_inquiry);
  perform kit.one_at_a_time(target);
  if kit.inquiry_flagged(target) then
    perform kit.refuse('crisis.raised_already');
  end if;
  insert into app.crisis_flag (id, inquiry_id, office_id, author_id)
  select p_id, target, i.office_id, author from app.inquiry i where i.id = target;
  perform pg_notify('ippo_watch', '');
  return query select 'saved'::text, p_inquiry;
end
$$;

-- "I have it." Every open flag of the inquiry.
create function api.crisis_ack(p_id uuid, p_inquiry text) returns table (state text, code text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target uuid;
  made integer;
begin
  if not kit.receipt(p_id, 'crisis.ack', jsonb_build_array(p_inquiry)) then
    return query select 'duplicate'::text, p_inquiry;
    return;
  end if;
  target := kit.inquiry_named(p_inquiry);
  perform kit.one_at_a_time(target);
  if not exists (select from app.crisis_flag f where f.inquiry_id = target) then
    perform kit.refuse('crisis.no_flag');
  elsif not kit.inquiry_flagged(target) then
    perform kit.conflict('crisis.taken');
  end if;
  insert into app.crisis_ack (flag_id, inquiry_id, office_id, staff_id)
  select f.id, f.inquiry_id, f.office_id, author from app.crisis_flag f
  where f.inquiry_id = target and not exists (select from app.crisis_ack a where a.flag_id = f.id)
  on conflict do nothing;
  get diagnostics made = row_count;
  if made = 0 then
    perform kit.conflict('crisis.taken');
  end if;
  perform pg_notify('ippo_watch', '');
  return query select 'saved'::text, p_inquiry;
end
$$;

create function api.crisis_words(p_office text)
returns table (office text, version integer, words text[], author text, saved_at timestamptz)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  home uuid := kit.office_meant(p_office, kit.inquiry_offices() || me.offices('office_admin'));
  list app.crisis_list := kit.crisis_list(home);
begin
  return query
    select o.code, coalesce(list.version, 0), coalesce(list.words, kit.crisis_start()), a.login, list.saved_at
    from app.office o left join app.staff a on a.id = list.author_id where o.id = home;
end
$$;

create function api.crisis_words_set(p_id uuid, p_office text, p_words text[]) returns table (state text, version integer)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  home uuid;
  next integer;
  given text[];
begin
  if not kit.receipt(p_id, 'crisis.words', jsonb_build_array(p_office, p_words)) then
    return query select 'duplicate'::text, null::integer;
    return;
  end if;
  home := kit.office_meant(p_office, me.offices('supervisor'));
  select array_agg(w.word order by w.n) into given
  from (select distinct on (app.fold(word)) word, n from unnest(p_words) with ordinality u (word, n)
    where app.fold(word) <> '' order by app.fold(word), n) w;
  -- a word of one sign would call people out of bed for nothing
  if given is null or cardinality(given) > 500
    or exists (select from unnest(given) w where char_length(app.fold(w)) not between 2 and 50 or w ~ '[\x01-\x1f]')
  then
    perform kit.refuse('crisis.words_form');
  end if;
  next := coalesce((kit.crisis_list(home)).version, 0) + 1;
  begin
    insert into app.crisis_list (office_id, version, words, keys, author_id)
    select home, next, given, array_agg(app.fold(w) order by n), author from unnest(given) with ordinality u (w, n);
  exception when unique_violation then
    perform kit.conflict('line.setting_race');
  end;
  return query select 'saved'::text, next;
end
$$;

create function api.crisis_oncall_show(p_office text)
returns table (office text, first text, second text, minutes integer, author text, saved_at timestamptz)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  home uuid := kit.office_meant(p_office, kit.inquiry_offices() || me.offices('office_admin'));
  call app.crisis_oncall := kit.crisis_oncall(home);
begin
  return query
    select o.code, s1.login, s2.login, call.minutes::integer, a.login, call.saved_at
    from app.office o
    left join app.staff s1 on s1.id = call.first_id
    left join app.staff s2 on s2.id = call.second_id
    left join app.staff a on a.id = call.author_id
    where o.id = home;
end
$$;

-- Both must be people who see the office's inquiries, and may not be one and the same.
create function api.crisis_oncall_set(p_id uuid, p_office text, p_first text, p_second text, p_minutes integer)
returns table (state text, version integer)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  home uuid;
  next integer;
  people uuid[];
begin
  if not kit.receipt(p_id, 'crisis.oncall', jsonb_build_array(p_office, p_first, p_second, p_minutes)) then
    return query select 'duplicate'::text, null::integer;
    return;
  end if;
  home := kit.office_meant(p_office, me.offices('supervisor'));
  select array_agg(s.id order by s.login = p_second) into people
  from app.staff s
  where s.login in (p_first, p_second) and not exists (select from app.staff_end e where e.staff_id = s.id)
    and exists (
      select from app.duty d where d.staff_id = s.id and d.office_id = home
        and d.role in ('counselor', 'intake', 'supervisor')
        and not exists (select from app.duty_end e where e.duty_id = d.id));
  if p_first = p_second or coalesce(cardinality(people), 0) <> 2 then
    perform kit.refuse('crisis.oncall_people');
  elsif p_minutes not between 1 and 240 then
    perform kit.refuse('crisis.oncall_minutes');
  end if;
  next := coalesce((kit.crisis_oncall(home)).version, 0) + 1;
  begin
    insert into app.crisis_oncall (office_id, version, first_id, second_id, minutes, author_id)
    values (home, next, people[1], people[2], p_minutes, author);
  exception when unique_violation then
    perform kit.conflict('line.setting_race');
  end;
  return query select 'saved'::text, next;
end
$$;
grant execute on function api.crisis_board(), api.crisis_raise(uuid, text), api.crisis_ack(uuid, text)
  to counselor, intake, supervisor;
grant execute on function api.crisis_tick() to line_sender;
grant execute on function api.crisis_words(text), api.crisis_oncall_show(text) to counselor, intake, supervisor, office_admin;
grant execute on function api.crisis_words_set(uuid, text, text[]),
  api.crisis_oncall_set(uuid, text, text, text, integer) to supervisor;
