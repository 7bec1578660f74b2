-- How a check of a plan turned out; a step made smaller, another step and a rest are results like any other.
-- Codes are the contract's; the labels are the office's own, after the guide's あなたのペースで.
insert into code.plan_result (code, position, label_ja, label_en) values
  ('done', 10, 'できた', 'done'),
  ('partly', 20, '一部できた', 'partly done'),
  ('smaller', 30, '目標を小さくした', 'made smaller'),
  ('other_step', 40, '別の一歩があった', 'another step'),
  ('rested', 50, '休んだ', 'rested'),
  ('not_yet', 60, 'これから', 'not yet'),
  ('not_confirmed', 70, '未確認', 'not confirmed'),
  ('unknown', 990, '不明', 'unknown')
on conflict (code) do update
  set position = excluded.position, label_ja = excluded.label_ja, label_en = excluded.label_en
  where (plan_result.position, plan_result.label_ja, plan_result.label_en)
    is distinct from (excluded.position, excluded.label_ja, excluded.label_en);
