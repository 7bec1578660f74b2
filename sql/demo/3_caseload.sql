-- Demo, as sato, as tanaka and as kato: two years of a caseload, day by day as it went. Cases begin at different times, some
-- with a call (2_inquiries.sql), some for a person nobody has met; some end, and some of those begin again.
do $$
declare
  anchor date := (select substring(p.notes from '基準日 ([0-9]{4}-[0-9]{2}-[0-9]{2})')::date
    from api.provider_list('hikikomori_center') p where p.name = 'つくし野ひきこもり地域支援センター' limit 1);
  base timestamp := date_trunc('month', anchor::timestamp) - interval '23 months';
  mine text := session_user;
  home text := case mine when 'kato' then 'kitakyushu' else 'fukuoka' end;
  colleague text := case mine when 'sato' then 'tanaka' when 'tanaka' then 'sato' end;
  places text[] := array['つくし野ひきこもり地域支援センター', 'みどり坂病院', 'はまかぜ心療内科クリニック',
    '若者サポートステーションともしび', '居場所ひだまり', '中央地域包括支援センター', '自立相談支援窓口あすなろ',
    '就労移行支援事業所そらいろ', 'ハローワーク架空', '発達支援センターめばえ', 'フリースクールなないろ', '家族会かたつむり'];
  with_person text[] := array[
    '居間で 30 分。本人から天気の話があった。次も同じ曜日に会うことにした。',
    '散歩に出てみたとのこと。近くの公園まで。「思ったより疲れなかった」。',
    'ゲームの話をよくした。対戦相手とのやりとりが続いている。',
    '朝 9 時に起きる日が週に 3 日。無理に増やさず、このまま続けることにした。',
    '好きな本を 1 冊読み終えた。ごほうびは自分で決めたアイス。',
    '口数は少ないが最後まで同席。帰り際に会釈があった。',
    '履歴書のことを話した。急がず、まず見学だけという希望。'];
  with_family text[] := array[
    '母から最近の様子を聞く。夜中に台所へ降りてくることが増えたとのこと。',
    '声のかけ方を一緒に考えた。返事を求めないあいさつを続ける。',
    '母自身の休む時間について話した。家族会を案内。',
    '父が初めて同席。将来の不安と、これまでの苦労を話された。',
    '本人あての手紙を預けた。封は開けずに渡してもらう。'];
  written text[] := array['短い返事があった。', '既読のみ。返事は求めないと伝えてある。', 'スタンプで返事。', '近況を 2 行ほど。体調はまずまず。'];
  absent text[] := array['不在。便箋を郵便受けに入れた。', '応答なし。車はあった。また来ますとメモを残した。'];
  agency text[] := array['支援の経過を共有した。本人の同意済み。', '次回の面談に同席できるか確認した。', '受入れの空き状況を確認した。'];
  goals text[] := array['部屋の片付けを始める', '決まった時間に起きる', '近所を歩く', '家族と一言話す', '図書館に行ってみる', '通院の予約を取る'];
  actions text[] := array['毎日 15 分間、机の上だけ片付ける', '朝 9 時にカーテンを開ける', '週に 2 回、夕方に 10 分歩く', '夕食のとき「ありがとう」と言う',
    '開館してすぐの時間に一度行く', '電話は相談員と一緒にかける'];
  codes text[] := array_fill(null::text, array[14]);
  inquiries jsonb;
  e record;
  answer record;
  done integer := 0;
begin
  select coalesce(jsonb_object_agg(q.id, q.code), '{}') into inquiries from api.inquiry_list(false, null, null) q;
  for e in
    with people as (
      select * from (values
        ('sato', 1, '石田 陸', 'イシダ リク', date '2004-02-29', null, 'male', 30, null),
        ('sato', 2, '上野 結衣', 'ウエノ ユイ', '1998-07-11', null, 'female', 8, '連絡は LINE で。電話は出られない。'),
        ('sato', 3, '江口 大輔', 'エグチ ダイスケ', '1979-03-31', null, 'male', 190, '本人あての郵便は社名のない封筒で。'),
        ('sato', 4, '大塚 真由', 'オオツカ マユ', '2009-10-02', null, 'female', 5, null),
        ('sato', 5, '片山 悠斗', 'カタヤマ ユウト', '1994-12-01', null, 'male', 44, '訪問は午後。犬がいる。'),
        ('sato', 6, '木下 慎一', 'キノシタ シンイチ', '1971-05-20', null, 'male', 260, '本人には相談のことを伝えていない。'),
        ('sato', 7, '久保 彩', 'クボ アヤ', '1989-01-15', null, 'female', 70, null),
        ('sato', 8, '小西 拓海', 'コニシ タクミ', '2007-04-09', null, 'male', 14, null),
        ('sato', 9, '坂口 恵子', 'サカグチ ケイコ', '1962-08-30', null, 'female', null, '息子さんのことで電話するときは母の携帯へ。'),
        ('sato', 10, '柴田 直樹', 'シバタ ナオキ', '1985-11-23', null, 'male', 130, null),
        ('sato', 11, null, null, null, 38, 'male', 180, '父からの相談。本人の名前はまだ聞いていない。'),
        ('sato', 12, '関 美咲', 'セキ ミサキ', '2000-06-06', null, 'female', 20, null),
        ('sato', 13, '高野 健太', 'タカノ ケンタ', '1991-09-17', null, 'male', 58, null),
        ('sato', 14, '千葉 光', 'チバ ヒカル', '2003-03-03', null, 'other', 11, null),
        ('tanaka', 1, '津田 翔', 'ツダ ショウ', '1996-04-01', null, 'male', 33, null),
        ('tanaka', 2, '富永 由紀', 'トミナガ ユキ', '1983-02-28', null, 'female', 95, '来所は人の少ない時間に。'),
        ('tanaka', 3, '中原 亮', 'ナカハラ リョウ', '1990-10-31', null, 'male', 61, null),
        ('tanaka', 4, '西川 千尋', 'ニシカワ チヒロ', '2011-12-24', null, 'female', 7, '学校への連絡は母の了解を得てから。'),
        ('tanaka', 5, '野口 隆', 'ノグチ タカシ', '1966-07-07', null, 'male', 310, null),
        ('tanaka', 6, '橋本 奈々', 'ハシモト ナナ', '2005-05-15', null, 'female', 18, null),
        ('tanaka', 7, '平田 誠', 'ヒラタ マコト', '1976-01-01', null, 'male', 150, '母 78 歳。玄関先で話す。'),
        ('tanaka', 8, '福島 海斗', 'フクシマ カイト', '1999-08-08', null, 'male', 26, null),
        ('tanaka', 9, '古川 明美', 'フルカワ アケミ', '1958-11-11', null, 'female', null, null),
        ('tanaka', 10, '堀 祐介', 'ホリ ユウスケ', '1987-06-30', null, 'male', 84, null),
        ('tanaka', 11, null, null, null, 25, 'unknown', null, '民生委員から。家族とはまだ話していない。'),
        ('tanaka', 12, '松永 沙織', 'マツナガ サオリ', '1993-03-14', null, 'female', 40, null),
        ('tanaka', 13, '宮崎 航', 'ミヤザキ ワタル', '2008-09-09', null, 'male', 10, null),
        ('tanaka', 14, '村上 浩二', 'ムラカミ コウジ', '1974-12-12', null, 'male', 222, null),
        ('kato', 1, '森田 楓', 'モリタ カエデ', '2001-01-20', null, 'female', 22, null),
        ('kato', 2, '安田 和也', 'ヤスダ カズヤ', '1981-04-28', null, 'male', 101, null),
        ('kato', 3, '山下 蓮', 'ヤマシタ レン', '2006-11-03', null, 'male', 13, null),
        ('kato', 4, '横山 さくら', 'ヨコヤマ サクラ', '1997-02-02', null, 'female', 36, '電話は午前中に。'),
        ('kato', 5, '吉村 徹', 'ヨシムラ トオル', '1969-09-25', null, 'male', 270, null),
        ('kato', 6, '若林 美月', 'ワカバヤシ ミヅキ', '2010-07-19', null, 'female', 6, null),
        ('kato', 7, '渡部 剛', 'ワタベ ツヨシ', '1988-05-05', null, 'male', 88, null),
        ('kato', 8, '荒木 遥', 'アラキ ハルカ', '1995-10-10', null, 'female', 31, null),
        ('kato', 9, '井口 哲也', 'イグチ テツヤ', '1977-08-18', null, 'male', 144, null),
        ('kato', 10, '内海 翼', 'ウツミ ツバサ', '2004-12-31', null, 'male', 16, null),
        ('kato', 11, null, null, null, 50, 'male', 240, '母からの相談。本人には伝えていない。'),
        ('kato', 12, '岡崎 文', 'オカザキ フミ', '1984-03-01', null, 'female', 65, null),
        ('kato', 13, '川上 仁', 'カワカミ ジン', '1960-06-15', null, 'male', 300, null),
        ('kato', 14, '北村 雫', 'キタムラ シズク', '2008-02-29', null, 'female', 9, null)
      ) as p (login, n, name, kana, birth, age_about, sex, withdrawn, cautions)
      where p.login = session_user
    ), cases as (
      select p.*, began.began, (base + make_interval(months => began.began, days => p.n * 7 % 26))::date as received,
        -- on the last day, on the first, or in the middle of a month
        case when p.n in (4, 8, 9, 13) and began.began + 6 + p.n % 5 < 23 then (base + make_interval(months => began.began + 7 + p.n % 5)
          - make_interval(days => case p.n when 4 then 1 when 8 then 0 else 12 end))::date end as closed,
        case when p.n in (8, 13) and began.began + 13 < 23 then (base + make_interval(months => began.began + 13))::date end as reopened
      from people p
      cross join lateral (select case when p.n <= 8 or p.n = 13 then p.n % 3 else least(22, p.n * 4 - 31 + ascii(mine) % 3) end as began) began
    ), slots as (
      select c.n, 'session:' || mine || ':' || c.n || ':' || m || ':' || j as key, m
      from cases c, generate_series(c.began, 23) m, generate_series(1, 6) j
    ), rolled as (
      select s.*, ('x' || substr(md5(s.key), 1, 7))::bit(28)::integer as a,
        ('x' || substr(md5(s.key), 8, 7))::bit(28)::integer as b, ('x' || substr(md5(s.key), 15, 7))::bit(28)::integer as c
      from slots s
    ), visits as (
      select r.n, r.key, r.a, r.b, r.c,
        base + make_interval(months => r.m, days => r.a % 28, hours => 9 + r.b % 9, mins => r.c % 4 * 15) as at,
        case when r.b % 100 < 26 then 'home_visit' when r.b % 100 < 44 then 'office' when r.b % 100 < 62 then 'phone'
          when r.b % 100 < 82 then 'line' when r.b % 100 < 87 then 'email' when r.b % 100 < 91 then 'letter'
          when r.b % 100 < 95 then 'online' when r.b % 100 < 98 then 'outreach' else 'sms' end as method
      from rolled r
      where r.c % 10 < 4
      union all
      -- around midnight at a month's end
      select c.n, 'night:' || mine || ':' || m || ':' || s, m * 3 + 1, 70, m,
        base + make_interval(months => m + 1, mins => s), 'line'
      from cases c, generate_series(4, 22, 3) m, generate_series(-1, 0) s
      where c.n = 2
    ), sessions as (
      select v.n, v.key || ':' || again as key, v.a, v.b, v.c, v.at + make_interval(mins => (again - 1) * 40) as at, v.method,
        case when v.method = 'home_visit' and v.c % 6 = 0 then 'absent_visit' when v.method = 'office' and v.c % 8 = 0 then 'no_show'
          when v.method = 'phone' and v.c % 4 = 0 then 'agency_contact' else 'consultation' end as kind
      from visits v, generate_series(1, case when v.method = 'line' and v.key like 'session%' then 1 + v.a % 3 else 1 end) again
    ), events as (
      select c.n, c.received + time '09:00' as at, 1 as place, 'client' as what, 'client:' || mine || ':' || c.n as key, 0 as a, 0 as b,
        null::text as kind, null::text as method
      from cases c
      union all
      select s.n, s.at, 5, 'session', s.key, s.a, s.b, s.kind, s.method from sessions s
      union all
      select c.n, c.received + d + time '13:00', 3, 'assess', 'assess:' || mine || ':' || c.n || ':' || d, c.n * 7 + d, d, null, null
      from cases c, unnest(array[14, 200, 430]) d where c.n % 11 > 0
      union all
      select c.n, c.received + 30 + 91 * t + time '14:00', 4, 'plan', 'plan:' || mine || ':' || c.n || ':' || t, c.n + t, t, null, null
      from cases c, generate_series(0, 7) t where c.n % 3 > 0 and (c.n % 5 > 0 or t < 4)
      union all
      select c.n, c.received + 30 + 21 * t + time '15:00', 6, 'check', 'check:' || mine || ':' || c.n || ':' || t, c.n * 5 + t * 3, t, null,
        null
      from cases c, generate_series(1, 34) t where c.n % 3 > 0
      union all
      select c.n, c.received + 150 + time '16:00', 7, 'pause', 'pause:' || mine || ':' || c.n, 0, 0, null, null
      from cases c where c.n % 5 = 1 and c.n % 3 > 0
      union all
      select c.n, c.received + 190 + time '16:00', 7, 'resume', 'resume:' || mine || ':' || c.n, 0, 0, null, null
      from cases c where c.n % 5 = 1 and c.n % 3 > 0 and c.n <> 1
      union all
      select c.n, c.received + d + time '10:30', 8, 'referral', 'referral:' || mine || ':' || c.n || ':' || d, c.n + d, d, null, null
      from cases c, unnest(array[60, 220]) d where c.n % 2 = 0 or d = 220
      union all
      select c.n, c.received + d + after + time '10:45', 9, 'status', 'referral:' || mine || ':' || c.n || ':' || d, c.n + d, after, null, null
      from cases c, unnest(array[60, 220]) d, unnest(array[9, 24, 41, 90]) after
      where (c.n % 2 = 0 or d = 220) and (c.closed is null or c.received + d <= c.closed or c.received + d >= c.reopened)
      union all
      select c.n, c.closed + time '18:30', 10, 'close', 'closing:' || mine || ':' || c.n, c.n, 0, null, null from cases c where c.closed is not null
      union all
      select c.n, c.reopened + time '08:30', 0, 'reopen', 'reopening:' || mine || ':' || c.n, 0, 0, null, null
      from cases c where c.reopened is not null
    )
    select v.*, c.name, c.kana, c.birth, c.age_about, c.sex, c.cautions, c.received,
      to_char(c.received::timestamp - make_interval(months => c.withdrawn), case when c.n % 3 = 0 then 'YYYY' else 'YYYY-MM' end) as since
    from events v join cases c on c.n = v.n
    where v.at < anchor::timestamp and v.at >= c.received + time '09:00'
      and not (c.closed is not null and v.at::date > c.closed and (c.reopened is null or v.at::date < c.reopened))
    order by v.at, v.place, v.key
  loop
    if e.what = 'client' then
      select * into answer from api.client_add(
        md5('ippo.demo:' || e.key)::uuid, home, e.name, e.kana, e.name is null, e.birth, e.age_about, e.sex, e.since,
        case home when 'fukuoka' then '福岡市' else '北九州市' end, e.cautions, '{}', '{}', '{}', e.received, null, true,
        inquiries ->> (md5('ippo.demo:inquiry:from:' || mine || ':' || e.n)::uuid)::text);
      codes[e.n] := answer.code;
    end if;
    -- handed over to somebody else since the first run: what there was is theirs now
    continue when codes[e.n] is null;
    case e.what
    when 'client' then
      null;
    when 'session' then
      declare
        whom text[] := case
          when e.kind = 'agency_contact' then '{agency}' when e.kind in ('absent_visit', 'no_show') then '{}'
          when e.method in ('line', 'sms', 'online', 'office') and e.a % 5 > 0 then '{person}'
          when e.n in (3, 6, 11) then (array['{mother}', '{mother}', '{father}', '{mother,father}'])[1 + e.a % 4]
          else (array['{person}', '{person}', '{mother}', '{mother,person}', '{person,sibling}'])[1 + e.a % 5] end;
      begin
        perform api.session_log(
          md5('ippo.demo:' || e.key)::uuid, codes[e.n], e.kind, e.method,
          case when e.kind = 'no_show' then null when e.kind = 'absent_visit' then 20 when e.method = 'home_visit' then 40 + e.a % 8 * 10
            when e.method in ('office', 'online', 'outreach') then 30 + e.a % 5 * 10 when e.method = 'phone' then 10 + e.a % 30
            when e.method = 'letter' then 20 else 5 end,
          e.at at time zone 'Asia/Tokyo', whom,
          case when e.kind = 'absent_visit' then (array['no_answer', 'note_left'])[1 + e.a % 2]
            when e.kind <> 'consultation' then null
            when e.method in ('line', 'email', 'sms') then (array['written_reply', 'read_signs', 'written_reply', 'no_answer'])[1 + e.a % 4]
            when not 'person' = any (whom) then (array['via_family', null])[1 + e.a % 2]
            when e.method = 'letter' then 'note_left' when e.method = 'phone' then 'spoke'
            when e.method = 'home_visit' then (array['through_door', 'same_room', 'spoke', 'met', 'seen', 'refused'])[1 + e.a % 6]
            else 'met' end,
          e.method = 'outreach' and e.a % 3 = 0,
          case when e.method = 'home_visit' and e.b % 3 = 0 and colleague is not null then array[colleague] end,
          case when e.kind = 'absent_visit' then absent[1 + e.a % 2] when e.kind = 'agency_contact' then agency[1 + e.a % 3]
            when e.kind = 'no_show' then null when e.method in ('line', 'email', 'sms') then written[1 + e.a % 4]
            when 'person' = any (whom) then with_person[1 + e.a % 7] else with_family[1 + e.a % 5] end);
      end;
    when 'assess' then
      perform api.assess_add(
        md5('ippo.demo:' || e.key)::uuid, codes[e.n],
        (array['{social_anxiety}', '{school,family}', '{work}', '{mental_illness,social_anxiety}', '{developmental}', '{trauma}',
          '{family}', '{work,physical}'])[1 + e.a % 8]::text[],
        case when e.b = 14 then 'trigger' else 'present' end, (array['person', 'mother', 'agency'])[1 + e.a % 3],
        (array['told', 'suspected', 'diagnosed'])[1 + e.a % 3], null, e.at::date, null);
    when 'plan' then
      perform api.plan_agree(
        md5('ippo.demo:' || e.key)::uuid, codes[e.n], case when e.n % 7 = 0 then 'mother' end, 'weekly', null, e.at::date + 84,
        e.at::date, goals[1 + e.a % 6], actions[1 + e.a % 6], case when e.a % 4 > 0 then '好きな飲み物をひとつ' end,
        case when e.a % 5 = 0 then '主治医に様子を伝える' end);
    when 'check' then
      perform api.plan_check(
        md5('ippo.demo:' || e.key)::uuid, codes[e.n], case when e.n % 7 = 0 then 'mother' end,
        (array['done', 'partly', 'done', 'smaller', 'rested', 'not_yet', 'partly', 'other_step', 'not_confirmed'])[1 + e.a % 9],
        e.at::date, case when e.a % 3 = 0 then '思ったより楽だった' end, case when e.a % 3 < 2 then '続いていること自体がすごい' end);
    when 'pause' then
      perform api.plan_pause(md5('ippo.demo:' || e.key)::uuid, codes[e.n], case when e.n % 7 = 0 then 'mother' end, e.at::date);
    when 'resume' then
      perform api.plan_resume(md5('ippo.demo:' || e.key)::uuid, codes[e.n], case when e.n % 7 = 0 then 'mother' end, e.at::date);
    when 'referral' then
      perform api.referral_make(
        md5('ippo.demo:' || e.key)::uuid, codes[e.n], places[1 + e.a % 12], (array['agreed', 'offered', 'informed'])[1 + e.a % 3],
        e.at::date, case when e.a % 3 = 0 then e.at::date - 7 end, e.a % 2 = 0, '生活リズムと通院について一緒に考えてほしい。');
    when 'status' then
      perform api.referral_update(
        md5('ippo.demo:' || e.key || ':' || e.b)::uuid, (md5('ippo.demo:' || e.key)::uuid)::text,
        case e.b when 9 then (array['asked', 'refused_by_person', 'informed', 'asked'])[1 + e.a % 4]
          when 24 then (array['booked', 'refused_by_person', 'agreed', 'waiting'])[1 + e.a % 4]
          when 41 then (array['first_visit_kept', 'refused_by_person', 'asked', 'first_visit_missed'])[1 + e.a % 4]
          else (array['in_use', 'cancelled', 'booked', 'returned'])[1 + e.a % 4] end,
        e.at::date, case when e.a % 3 > 0 then e.at::date - e.b end, null);
    when 'close' then
      perform api.client_close(
        md5('ippo.demo:' || e.key)::uuid, codes[e.n], (array['goals_met', 'found_place', 'wish_of_person', 'moved_away'])[1 + e.a % 4],
        e.at::date);
    when 'reopen' then
      perform api.client_reopen(md5('ippo.demo:' || e.key)::uuid, codes[e.n], e.at::date);
    end case;
    done := done + 1;
    if done % 60 = 0 then
      commit;
    end if;
  end loop;
  commit;
end
$$;
