-- Demo, as mori and as kato: two years of inquiries as they come in, recruitment, sales and silent calls among them; a third
-- of the consultations stay without a name. Those that clients begin with (3_caseload.sql) are entered here too.
do $$
declare
  anchor date := (select substring(p.notes from '基準日 ([0-9]{4}-[0-9]{2}-[0-9]{2})')::date
    from api.provider_list('hikikomori_center') p where p.name = 'つくし野ひきこもり地域支援センター' limit 1);
  base timestamp := date_trunc('month', anchor::timestamp) - interval '23 months';
  home text := case session_user when 'kato' then 'kitakyushu' else 'fukuoka' end;
  said text[] := array[
    '仕事を辞めてから家で過ごす時間が長くなった。どこに相談してよいか分からなかったとのこと。',
    '学校に行かなくなって半年。朝起きられず、昼夜が逆転している。',
    '親が高齢になり、この先のことが心配。本人には相談したことを伝えていない。',
    '本人から。人と会うと動悸がする。まず電話だけで話したい。',
    '以前は仲間と連絡を取っていたが、最近は部屋から出ることが減った。',
    '支援の内容と費用、家族だけで来てもよいかを知りたい。'];
  advised text[] := array[
    'ご家族だけの相談から始められること、訪問もできることを伝えた。',
    '責めずに見守ること、生活の音が聞こえたらあいさつを続けることを話し合った。',
    '急がなくてよいこと、あなたのペースで進められることを伝えた。',
    '家族会と地域の窓口を案内した。'];
  families text[] := array['秋山', '今井', '遠藤', '小川', '川口', '栗原', '近藤', '桜井', '清水', '関根', '竹内', '土屋', '中川',
    '丹羽', '萩原', '藤井', '本田', '三浦', '武藤', '望月'];
  i record;
  answer record;
  done integer := 0;
begin
  for i in
    with every as (
      select 'inquiry:' || home || ':' || m || ':' || j as key, m, j
      from generate_series(0, 23) m, generate_series(1, case home when 'fukuoka' then 13 else 7 end) j
    ), rolled as (
      select e.*, ('x' || substr(md5(e.key), 1, 7))::bit(28)::integer as a,
        ('x' || substr(md5(e.key), 8, 7))::bit(28)::integer as b, ('x' || substr(md5(e.key), 15, 7))::bit(28)::integer as c
      from every e
    ), ordinary as (
      select r.key, base + make_interval(months => r.m, days => r.a % 28, hours => 9 + r.b % 9, mins => r.c % 60) as at,
        case when r.c % 100 < 58 then 'consultation' when r.c % 100 < 66 then 'recruitment' when r.c % 100 < 73 then 'tour'
          when r.c % 100 < 81 then 'agency_query' when r.c % 100 < 86 then 'sales' when r.c % 100 < 90 then 'wrong_number'
          when r.c % 100 < 94 then 'silent' when r.c % 100 < 96 then 'media' when r.c % 100 < 97 then 'complaint'
          else 'other' end as kind,
        (array['phone', 'phone', 'phone', 'phone', 'line', 'line', 'email', 'web', 'walk_in', 'letter', 'outreach'])[1 + r.b % 11]
          as channel,
        (array['mother', 'mother', 'mother', 'self', 'self', 'father', 'sibling', 'spouse', 'grandparent', 'agency',
          'commissioner', 'friend', 'unknown'])[1 + (r.a / 31) % 13] as relation,
        r.a, r.b, r.c, r.m
      from rolled r
      union all
      -- at midnight: the last second of a month, and the first of the next
      select 'inquiry:' || home || ':night:' || m || ':' || s, base + make_interval(months => m + 1, secs => s), 'consultation', 'line',
        'self', m * 7919, m, m, m
      from generate_series(2, 20, 6) m, generate_series(-1, 0) s
    ), first_calls as (
      -- what every second client's case began with: the date is the one in 3_caseload.sql
      select 'inquiry:from:' || w.login || ':' || n as key,
        base + make_interval(
          months => case when n <= 8 or n = 13 then n % 3 else least(22, n * 4 - 31 + ascii(w.login) % 3) end, days => n * 7 % 26, hours => 11) as at,
        n
      from (values ('sato', 'fukuoka'), ('tanaka', 'fukuoka'), ('kato', 'kitakyushu')) as w (login, office),
        generate_series(1, 14, 2) n
      where w.office = home
    )
    select o.key, o.at, o.kind, o.channel,
      case when o.kind in ('sales', 'wrong_number', 'silent', 'media', 'other') then 'unknown'
        when o.kind = 'recruitment' then 'self' when o.kind = 'agency_query' then 'agency' else o.relation end as relation,
      case when o.kind = 'consultation' and o.channel in ('phone', 'walk_in', 'outreach') then 10 + o.a % 50
        when o.kind in ('consultation', 'tour') then 10 end as minutes,
      case when o.kind in ('recruitment', 'tour', 'agency_query') or (o.kind = 'consultation' and o.b % 3 > 0)
        then families[1 + o.a % 20] end as caller,
      case when o.kind = 'consultation' and o.relation <> 'self' then (15 + o.c % 40) || '歳' end as about_age,
      case when o.kind = 'consultation' then said[1 + o.a % 6] end as note,
      case when o.kind = 'consultation' then advised[1 + o.c % 4] end as advice,
      case o.kind when 'recruitment' then 'recruitment_done' when 'sales' then 'sales' when 'wrong_number' then 'wrong_number'
        when 'silent' then 'silent' else (array['answered', 'answered', 'referred_elsewhere', 'no_reply'])[1 + o.b % 4] end as close,
      -- the last weeks' are still open
      o.m < 22 or o.kind in ('sales', 'wrong_number', 'silent') as closes
    from ordinary o
    union all
    select f.key, f.at, 'consultation', 'phone', (array['mother', 'self', 'father'])[1 + f.n % 3], 40, null,
      null, said[1 + f.n % 6], advised[1 + f.n % 4], null, false
    from first_calls f
    order by 2, 1
  loop
    continue when i.at >= anchor::timestamp;
    select * into answer from api.inquiry_add(
      md5('ippo.demo:' || i.key)::uuid, home, i.channel, i.kind, i.relation, i.at at time zone 'Asia/Tokyo', i.minutes,
      i.caller, null, null, null, null, null, null, i.about_age, i.note, i.advice);
    if i.closes and answer.code is not null then
      perform api.inquiry_close(md5('ippo.demo:close:' || i.key)::uuid, answer.code, i.close);
    elsif i.close is not null and i.kind = 'consultation' and answer.code is not null and i.minutes % 2 = 0 and answer.state = 'saved' then
      perform api.inquiry_claim(md5('ippo.demo:claim:' || i.key)::uuid, answer.code);
    end if;
    done := done + 1;
    if done % 60 = 0 then
      commit;
    end if;
  end loop;
  commit;
end
$$;
