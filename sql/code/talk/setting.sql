-- What the office says by itself, and how much LINE lets it say.
set local role ippo_api;

-- The words that stand where the office has set none. None promises that anybody is watching.
create function kit.line_default(what text) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select case what
    when 'greeting' then '友だち追加をありがとうございます。ご相談の窓口です。いただいたメッセージは担当の者が読み、お返事します。お返事までに時間がかかることがあり、いつも見ている窓口ではありません。いのちに関わるときは、119 か 110 へお願いします。'
    when 'acknowledgement' then 'メッセージを受け取りました。担当の者が読んで、お返事します。時間がかかることがあります。いつも見ている窓口ではありませんので、いのちに関わるときは、119 か 110 へお願いします。'
    when 'after_hours' then 'メッセージを受け取りました。いまは開所時間の外です。{next} からの開所時間に担当の者が読んで、お返事します。いのちに関わるときは、119 か 110 へお願いします。'
    when 'group_refusal' then 'お招きをありがとうございます。グループではご相談をお受けしていません。ご相談は、一対一のトークでお待ちしています。'
    when 'hotlines' then 'メッセージを受け取りました。担当の者がお返事しますが、すぐには気づけないことがあります。いま危険があるときは、119(救急)か 110(警察)へ。いつでも話せるところ: よりそいホットライン 0120-279-338。文字で話せるところ: あなたのいばしょ https://talkme.jp/'
    when 'hotlines_closed' then 'メッセージを受け取りました。いまは開所時間の外で、担当の者が読むのは {next} からになります。いま危険があるときは、119(救急)か 110(警察)へ。いつでも話せるところ: よりそいホットライン 0120-279-338。文字で話せるところ: あなたのいばしょ https://talkme.jp/'
    when 'preview' then 'メッセージがあります'
  end
$$;

create function kit.line_setting(in_office uuid) returns app.line_setting
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select s.* from app.line_setting s where s.office_id = in_office order by s.version desc limit 1
$$;

-- An office that named its own hotlines, and none for when it is closed, is never answered for with others.
create function kit.line_text(in_office uuid, what text) returns text
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  set_ jsonb := to_jsonb(kit.line_setting(in_office));
begin
  return coalesce(set_ ->> what, case when what = 'hotlines_closed' then set_ ->> 'hotlines' end, kit.line_default(what));
end
$$;

-- The next moment at which the office opens, within two months; `at` itself while it is open; null where no hours are set. On a
-- closed day it does not open.
create function kit.line_opening(hours jsonb, closed date[], at timestamptz) returns timestamptz
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select min(greatest(at, (d.day + split_part(h.span, '-', 1)::time) at time zone 'Asia/Tokyo'))
  from (select (at at time zone 'Asia/Tokyo')::date + n as day from generate_series(0, 62) n) d
  cross join lateral (select hours ->> extract(isodow from d.day)::text as span) h
  where h.span is not null and d.day <> all (coalesce(closed, '{}'))
    and (d.day + split_part(h.span, '-', 2)::time) at time zone 'Asia/Tokyo' > at
$$;

-- What the office says at a moment: one text while it is open (or has set no hours), another when it is not, with when it opens.
create function kit.line_text_at(in_office uuid, moment timestamptz, what text, what_closed text) returns text
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  setting app.line_setting := kit.line_setting(in_office);
  opens timestamptz := kit.line_opening(setting.hours, setting.closed_days, moment);
  local timestamp := opens at time zone 'Asia/Tokyo';
begin
  if opens is null or opens <= moment then
    return kit.line_text(in_office, what);
  end if;
  return replace(
    kit.line_text(in_office, what_closed), '{next}',
    to_char(local, 'FMMM月FMDD日(') || substr('月火水木金土日', extract(isodow from local)::integer, 1) || to_char(local, ') FMHH24:MI'));
end
$$;

-- How many pushed messages are left of the month: LINE's last word, less what was sent or queued since. Null: no limit known.
create function kit.line_left(in_office uuid, at timestamptz) returns integer
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with month as (
    select date_trunc('month', at at time zone 'Asia/Tokyo') at time zone 'Asia/Tokyo' as start
  ), told as (
    select q.most, q.used, q.seen_at from app.line_quota q, month
    where q.office_id = in_office and q.seen_at >= month.start and q.seen_at <= at order by q.seen_at desc limit 1
  )
  select coalesce((select t.most from told t), (kit.line_setting(in_office)).monthly_limit)
    - coalesce((select t.used from told t), 0)
    - (select count(*) from app.line_send_step s, month
       where s.office_id = in_office and s.step = 'sent' and s.way = 'push'
         and s.at >= coalesce((select t.seen_at from told t), month.start))::integer
    - (select count(*) from ops.line_pending p where p.office_id = in_office and p.in_line)::integer
$$;

create type api.line_settings as (
  office text, version integer, hours text[], greeting text, acknowledgement text, after_hours text, group_refusal text,
  hotlines text, preview text, monthly_limit integer, reserve integer, recall_seconds integer, left_over integer,
  used integer, seen_at timestamptz, author text, saved_at timestamptz, closed_days date[], hotlines_closed text
);

create function api.line_setting_show(p_office text) returns setof api.line_settings
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  home uuid := kit.office_meant(p_office, kit.inquiry_offices() || me.offices('office_admin'));
  s app.line_setting := kit.line_setting(home);
begin
  return query
    select o.code, coalesce(s.version, 0), array(select h.key || ' ' || h.value from jsonb_each_text(s.hours) h order by h.key), kit.line_text(home, 'greeting'),
      kit.line_text(home, 'acknowledgement'), kit.line_text(home, 'after_hours'), kit.line_text(home, 'group_refusal'),
      kit.line_text(home, 'hotlines'), kit.line_text(home, 'preview'), coalesce(q.most, s.monthly_limit),
      coalesce(s.reserve, 20), coalesce(s.recall_seconds, 10)::integer, kit.line_left(home, clock_timestamp()), q.used,
      q.seen_at, a.login, s.saved_at, coalesce(s.closed_days, '{}'), kit.line_text(home, 'hotlines_closed')
    from app.office o
    left join app.staff a on a.id = s.author_id
    left join lateral (
      select l.most, l.used, l.seen_at from app.line_quota l where l.office_id = home order by l.seen_at desc limit 1) q on true
    where o.id = home;
end
$$;

-- Members that are not given stay as they are; null takes the office's own words away.
create function api.line_setting_set(p_id uuid, p_office text, p_changes jsonb) returns table (state text, version integer)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  home uuid;
  made app.line_setting;
  day text;
  span text;
begin
  if not kit.receipt(p_id, 'line.setting', jsonb_build_array(p_office, p_changes)) then
    return query select 'duplicate'::text, null::integer;
    return;
  end if;
  home := kit.office_meant(p_office, me.offices('supervisor') || me.offices('office_admin'));
  made := kit.line_setting(home);
  if made.office_id is null then
    made := jsonb_populate_record(made, '{"hours": {}, "reserve": 20, "recall_seconds": 10, "version": 0, "closed_days": []}');
  end if;
  if p_changes - array['hours', 'greeting', 'acknowledgement', 'after_hours', 'group_refusal', 'hotlines', 'preview',
    'monthly_limit', 'reserve', 'recall_seconds', 'closed_days', 'hotlines_closed'] <> '{}'
  then
    perform kit.refuse('line.setting_unknown');
  end if;
  if p_changes ? 'hours' then
    if jsonb_typeof(p_changes -> 'hours') is distinct from 'object' then
      perform kit.refuse('line.hours_form');
    end if;
    for day, span in select * from jsonb_each_text(p_changes -> 'hours') loop
      if day !~ '^[1-7]$' or span !~ '^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$'
        or split_part(span, '-', 1) >= split_part(span, '-', 2)
      then
        perform kit.refuse('line.hours_form');
      end if;
    end loop;
  end if;
  if p_changes ? 'closed_days' and (jsonb_typeof(p_changes -> 'closed_days') is distinct from 'array'
    or exists (
      select from jsonb_array_elements(p_changes -> 'closed_days') d
      where jsonb_typeof(d.value) <> 'string' or d.value #>> '{}' !~ '^(19|20|21)\d\d-\d\d-\d\d$'))
  then
    perform kit.refuse('line.closed_days_form');
  end if;
  begin
    made := jsonb_populate_record(made, p_changes);
    made.closed_days := array(select distinct d from unnest(made.closed_days) d order by d);
    insert into app.line_setting (
      office_id, version, hours, greeting, acknowledgement, after_hours, group_refusal, hotlines, preview, monthly_limit,
      reserve, recall_seconds, closed_days, hotlines_closed, author_id)
    values (home, made.version + 1, coalesce(made.hours, '{}'), made.greeting, made.acknowledgement, made.after_hours,
      made.group_refusal, made.hotlines, made.preview, made.monthly_limit, coalesce(made.reserve, 20),
      coalesce(made.recall_seconds, 10), made.closed_days, made.hotlines_closed, author);
  exception
    when unique_violation then
      perform kit.conflict('line.setting_race');
    when check_violation or data_exception then
      perform kit.refuse('line.setting_form');
  end;
  return query select 'saved'::text, made.version + 1;
end
$$;
grant execute on function api.line_setting_show(text) to counselor, intake, supervisor, office_admin;
grant execute on function api.line_setting_set(uuid, text, jsonb) to supervisor, office_admin;
