-- How firm a factor is: a diagnosis, a suspicion and what somebody tells are different facts.
-- Codes are the contract's; the labels are the office's own. Who told it is the fact's source (the list who).
insert into code.certainty (code, position, label_ja, label_en) values
  ('diagnosed', 10, '診断あり', 'diagnosed'),
  ('suspected', 20, '疑い', 'suspected'),
  ('told', 30, '聞き取りによる', 'told'),
  ('unknown', 990, '不明', 'unknown')
on conflict (code) do update
  set position = excluded.position, label_ja = excluded.label_ja, label_en = excluded.label_en
  where (certainty.position, certainty.label_ja, certainty.label_en)
    is distinct from (excluded.position, excluded.label_ja, excluded.label_en);
