-- Age of the person at the end of the month, never mixed with their parents' ages.
-- The edges are the contract's; the labels give the first and the last age in full years.
insert into code.age_band (code, position, label_ja, label_en) values
  ('under_15', 10, '15歳未満', 'under 15'),
  ('15_17', 20, '15～17歳', '15 to 17'),
  ('18_19', 30, '18～19歳', '18 to 19'),
  ('20s', 40, '20～29歳', '20 to 29'),
  ('30_34', 50, '30～34歳', '30 to 34'),
  ('35_39', 60, '35～39歳', '35 to 39'),
  ('40s', 70, '40～49歳', '40 to 49'),
  ('50s', 80, '50～59歳', '50 to 59'),
  ('60_64', 90, '60～64歳', '60 to 64'),
  ('65_and_over', 100, '65歳以上', '65 and over'),
  ('unknown', 990, '不明', 'unknown')
on conflict (code) do update
  set position = excluded.position, label_ja = excluded.label_ja, label_en = excluded.label_en
  where (age_band.position, age_band.label_ja, age_band.label_en)
    is distinct from (excluded.position, excluded.label_ja, excluded.label_en);
