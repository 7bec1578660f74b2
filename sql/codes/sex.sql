-- The sex a person gives, in the way they give it.
-- Codes are the contract's; the labels are the usual ones.
insert into code.sex (code, position, label_ja, label_en) values
  ('male', 10, '男性', 'male'),
  ('female', 20, '女性', 'female'),
  ('other', 980, 'その他', 'other'),
  ('unknown', 990, '不明', 'unknown')
on conflict (code) do update
  set position = excluded.position, label_ja = excluded.label_ja, label_en = excluded.label_en
  where (sex.position, sex.label_ja, sex.label_en)
    is distinct from (excluded.position, excluded.label_ja, excluded.label_en);
