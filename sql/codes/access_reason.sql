-- Why a member of staff opened a client's record; it stands in the ticket for good.
-- The labels are the office's own; 開示請求 is the word of the 個人情報保護法.
insert into code.access_reason (code, position, label_ja, label_en) values
  ('caseload', 10, '担当', 'own caseload'),
  ('supervision', 20, 'スーパービジョン', 'supervision'),
  ('cover', 30, '担当不在の対応', 'cover for an absent colleague'),
  ('safety', 40, '安全確認・緊急', 'safety or emergency'),
  ('handover', 50, '引継ぎ', 'handover'),
  ('disclosure', 60, '開示請求対応', 'disclosure request'),
  ('complaint', 70, '苦情対応', 'complaint'),
  ('review', 80, '記録確認', 'record review'),
  ('other', 980, 'その他', 'other'),
  ('unknown', 990, '不明', 'unknown')
on conflict (code) do update
  set position = excluded.position, label_ja = excluded.label_ja, label_en = excluded.label_en
  where (access_reason.position, access_reason.label_ja, access_reason.label_en)
    is distinct from (excluded.position, excluded.label_ja, excluded.label_en);
