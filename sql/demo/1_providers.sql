-- Demo, as suzuki: the places that the demo offices refer people to. Run by psql, first of the four files (docs: deploy/demo).
--
-- Everything in the demo is dated back from one day, ippo.demo_today or else the day of the first run. The first provider's
-- notes keep it, so that a later run finds everything there (the same ids, the same contents: duplicates) and adds nothing.
-- All people, places and numbers are invented.
do $$
declare
  anchor date := coalesce(
    (select substring(p.notes from '基準日 ([0-9]{4}-[0-9]{2}-[0-9]{2})')::date
      from api.provider_list('hikikomori_center') p where p.name = 'つくし野ひきこもり地域支援センター' limit 1),
    nullif(current_setting('ippo.demo_today', true), '')::date,
    (clock_timestamp() at time zone 'Asia/Tokyo')::date);
  p record;
begin
  for p in
    select * from (values
      (1, 'つくし野ひきこもり地域支援センター', 'ツクシノヒキコモリチイキシエンセンター', '{hikikomori_center}', '0925550201', 40),
      (2, 'みどり坂病院', 'ミドリザカビョウイン', '{medical,psychiatry}', '0925550202', 60),
      (3, 'はまかぜ心療内科クリニック', 'ハマカゼシンリョウナイカクリニック', '{psychosomatic}', '0925550203', 90),
      (4, '若者サポートステーションともしび', 'ワカモノサポートステーショントモシビ', '{youth_support_station}', '0925550204', 30),
      (5, '居場所ひだまり', 'イバショヒダマリ', '{ibasho,peer_group}', '0925550205', 20),
      (6, '中央地域包括支援センター', 'チュウオウチイキホウカツシエンセンター', '{comprehensive_care_center}', '0925550206', 200),
      (7, '自立相談支援窓口あすなろ', 'ジリツソウダンシエンマドグチアスナロ', '{self_reliance_support,work_preparation}', '0925550207', 75),
      (8, '就労移行支援事業所そらいろ', 'シュウロウイコウシエンジギョウショソライロ', '{employment_transition}', '0935550208', 45),
      (9, 'ハローワーク架空', 'ハローワークカクウ', '{hello_work}', '0935550209', 400),
      (10, '発達支援センターめばえ', 'ハッタツシエンセンターメバエ', '{developmental_center}', '0935550210', 120),
      (11, 'フリースクールなないろ', 'フリースクールナナイロ', '{free_school,ibasho}', '0935550211', 55),
      (12, '家族会かたつむり', 'カゾクカイカタツムリ', '{family_group,volunteer}', '0935550212', 15)
    ) as places (n, name, kana, kinds, phone, verified)
    order by n
  loop
    perform api.provider_add(
      md5('ippo.demo:provider:' || p.n)::uuid, p.name, p.kana, p.kinds::text[], p.phone, '+81' || substr(p.phone, 2),
      left(p.phone, 3) || '-' || substr(p.phone, 4, 3) || '-' || substr(p.phone, 7), null,
      case when p.n < 8 then '福岡市中央区架空' else '北九州市小倉北区架空' end || (p.n % 4 + 1) || '丁目', null,
      '平日 10:00～17:00', case when p.n = 1 then '架空の機関です。デモの基準日 ' || anchor else '架空の機関です。' end,
      anchor - p.verified);
  end loop;
  commit;
end
$$;
