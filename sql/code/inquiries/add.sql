-- An inquiry as it came in. Whoever answers writes it down; nobody need be named.
set local role ippo_api;

create function api.inquiry_add(
  p_id uuid, p_office text, p_channel text, p_kind text, p_relation text, p_received_at timestamptz, p_minutes integer,
  p_caller_name text, p_caller_kana text, p_caller_phone text, p_caller_number text, p_caller_display text,
  p_about_name text, p_about_kana text, p_about_age text, p_note text, p_advice text, p_program text default null,
  p_cautions text default null)
returns table (state text, code text, office text, received_at timestamptz)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  received timestamptz := coalesce(p_received_at, date_trunc('second', clock_timestamp()));
  years text := substring(normalize(p_about_age, NFKC) from '^\s*([0-9]{1,3})\s*[歳才]?\s*$');
  home uuid;
  new_code text;
  inserted integer := 0;
begin
  if not kit.receipt(p_id, 'inquiry.add', jsonb_build_array(
    p_office, p_channel, p_kind, p_relation, p_received_at, p_minutes, p_caller_name, p_caller_kana, p_caller_phone,
    p_about_name, p_about_kana, p_about_age, p_note, p_advice)
    -- only where it was given, so that receipts of before fit
    || case when p_program is null then '[]' else jsonb_build_array(p_program) end
    || case when p_cautions is null then '[]' else jsonb_build_array(jsonb_build_object('cautions', p_cautions)) end)
  then
    return query select 'duplicate', i.code, o.code, i.received_at
      from (select) one
      left join app.inquiry i on i.id = p_id
      left join app.office o on o.id = i.office_id;
    return;
  end if;
  perform kit.demand_code('channel', p_channel);
  perform kit.demand_code('inquiry_kind', p_kind);
  perform kit.demand_code('relation', p_relation);
  if p_minutes is not null and p_minutes not between 1 and 1440 then
    perform kit.refuse('minutes.out_of_range');
  elsif p_received_at > clock_timestamp() + interval '5 minutes' then
    perform kit.refuse('inquiry.future');
  elsif p_received_at < '1990-01-01+09' then
    perform kit.refuse('inquiry.too_long_ago');
  end if;
  perform kit.demand_note(p_note);
  perform kit.demand_note(p_advice);
  perform kit.demand_note(p_cautions);
  home := kit.office_meant(p_office, kit.inquiry_offices());
  while inserted = 0 loop
    new_code := kit.spoken_code('Q');
    insert into app.inquiry (id, code, office_id, channel, kind, relation, received_at, minutes, author_id)
    values (p_id, new_code, home, coalesce(p_channel, 'unknown'), coalesce(p_kind, 'unknown'),
      coalesce(p_relation, 'unknown'), received, p_minutes, author)
    on conflict do nothing;
    get diagnostics inserted = row_count;
  end loop;
  insert into app.inquiry_person (
    inquiry_id, office_id, caller_name, caller_kana, caller_phone, caller_e164, caller_display, about_name, about_kana,
    about_age, about_years)
  values (p_id, home, kit.answer(p_caller_name), kit.answer(p_caller_kana), kit.answer(p_caller_phone),
    p_caller_number, p_caller_display, kit.answer(p_about_name), kit.answer(p_about_kana), kit.answer(p_about_age),
    case when years::integer <= 120 then years::smallint end);
  if p_note is not null or p_advice is not null then
    insert into app.inquiry_note (inquiry_id, office_id, note, advice) values (p_id, home, p_note, p_advice);
  end if;
  if p_program is not null then
    perform kit.choose_program(p_id, p_id, kit.program_named(p_program), author);
  end if;
  if p_cautions is not null then
    insert into app.inquiry_caution (inquiry_id, office_id, cautions) values (p_id, home, p_cautions);
  end if;
  return query select 'saved', new_code, o.code, received from app.office o where o.id = home;
end
$$;
grant execute on function api.inquiry_add(
  uuid, text, text, text, text, timestamptz, integer, text, text, text, text, text, text, text, text, text, text, text,
  text)
  to counselor, intake, supervisor;
