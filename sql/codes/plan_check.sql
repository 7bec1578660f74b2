-- How often a plan is checked; a plan may have no checks at all.
-- 毎日 and 週に一度 are the guide's (達成度確認), 確認なし is the office's own.
insert into code.plan_check (code, position, label_ja, label_en) values
  ('daily', 10, '毎日', 'daily'),
  ('weekly', 20, '週に一度', 'weekly'),
  ('none', 30, '確認なし', 'no checks'),
  ('unknown', 990, '不明', 'unknown')
on conflict (code) do update
  set position = excluded.position, label_ja = excluded.label_ja, label_en = excluded.label_en
  where (plan_check.position, plan_check.label_ja, plan_check.label_en)
    is distinct from (excluded.position, excluded.label_ja, excluded.label_en);
