-- Kinds of cause that an assessment can name, several at once, each re-assessed over time.
-- The first five are those of the office's guide, in its order; school, work and physical are the office's own.
insert into code.factor (code, position, label_ja, label_en) values
  ('social_anxiety', 10, '社会不安・対人恐怖', 'social anxiety'),
  ('mental_illness', 20, 'うつ・精神疾患', 'depression or mental illness'),
  ('trauma', 30, 'トラウマ', 'trauma'),
  ('family', 40, '家庭環境・人間関係', 'family and relationships'),
  ('developmental', 50, '学習・発達障害', 'learning or developmental disorder'),
  ('school', 60, '学校・不登校', 'school'),
  ('work', 70, '仕事・職場', 'work'),
  ('physical', 80, '身体の病気・障害', 'physical illness or disability'),
  ('other', 980, 'その他', 'other'),
  ('unknown', 990, '不明', 'unknown')
on conflict (code) do update
  set position = excluded.position, label_ja = excluded.label_ja, label_en = excluded.label_en
  where (factor.position, factor.label_ja, factor.label_en)
    is distinct from (excluded.position, excluded.label_ja, excluded.label_en);
