-- How long a withdrawal has lasted up to the end of the month; a band never decides who is helped.
-- The edges are the contract's, printed as published tables print them: from the first up to, not including, the second.
insert into code.withdrawal_band (code, position, label_ja, label_en) values
  ('under_6m', 10, '6か月未満', 'under 6 months'),
  ('6m_1y', 20, '6か月以上1年未満', '6 months to under 1 year'),
  ('1_2y', 30, '1年以上2年未満', '1 to under 2 years'),
  ('2_3y', 40, '2年以上3年未満', '2 to under 3 years'),
  ('3_5y', 50, '3年以上5年未満', '3 to under 5 years'),
  ('5_10y', 60, '5年以上10年未満', '5 to under 10 years'),
  ('10_15y', 70, '10年以上15年未満', '10 to under 15 years'),
  ('15_20y', 80, '15年以上20年未満', '15 to under 20 years'),
  ('20y_and_over', 90, '20年以上', '20 years and over'),
  ('unknown', 990, '不明', 'unknown')
on conflict (code) do update
  set position = excluded.position, label_ja = excluded.label_ja, label_en = excluded.label_en
  where (withdrawal_band.position, withdrawal_band.label_ja, withdrawal_band.label_en)
    is distinct from (excluded.position, excluded.label_ja, excluded.label_en);
