-- Demo, as suzuki: what a supervisor has read, up to twelve days ago, but for what they took part in; and what is written about
-- last month. Once: where something was reviewed before, there is nothing to do.
do $$
declare
  s record;
  done integer := 0;
  last_month date := (date_trunc('month', now() at time zone 'Asia/Tokyo') - interval '1 month')::date;
begin
  if exists (select from api.session_list(null, null, null) l where l.reviewed_at is not null) then
    return;
  end if;
  for s in
    select l.id from api.session_list(null, null, now() - interval '12 days') l
    where not session_user = any (l.staff) and l.version = 1
    order by l.held_at, l.id
  loop
    perform api.session_review(md5('ippo.demo:review:' || s.id)::uuid, array[s.id], null);
    done := done + 1;
    if done % 60 = 0 then
      commit;
    end if;
  end loop;
  if exists (select from api.month_show('fukuoka', last_month) m where m.version > 0) then
    return;
  end if;
  perform api.month_write(
    md5('ippo.demo:month:' || last_month)::uuid, 'fukuoka', last_month, 0, jsonb_build_object(
      'highlights', 'ドア越しのやりとりから、居間での会話に進んだ方がいました。家族会には、初めての方が参加されました。',
      'issues', '夕方の訪問の希望が重なり、お待ちいただくことがありました。',
      'next_month', '居場所の開所を週2日に増やします。家族教室は第3土曜です。',
      'incidents', null,
      'training', '面接技法の研修(2名)',
      'open_days', 21));
end
$$;
