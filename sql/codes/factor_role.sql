-- Whether a factor set the withdrawal off or is a condition of today: two different facts.
-- Codes are the office's own, and so are the labels; きっかけ is what such offices and the surveys ask for.
insert into code.factor_role (code, position, label_ja, label_en) values
  ('trigger', 10, 'きっかけ', 'trigger'),
  ('present', 20, '現在の状態', 'present condition'),
  ('unknown', 990, '不明', 'unknown')
on conflict (code) do update
  set position = excluded.position, label_ja = excluded.label_ja, label_en = excluded.label_en
  where (factor_role.position, factor_role.label_ja, factor_role.label_en)
    is distinct from (excluded.position, excluded.label_ja, excluded.label_en);
