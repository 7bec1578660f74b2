-- Why an inquiry needs nothing more from the office.
-- The labels are the office's own everyday words.
insert into code.inquiry_closing_reason (code, position, label_ja, label_en) values
  ('answered', 10, '回答・助言で終了', 'answered'),
  ('became_client', 20, '支援開始', 'became a client'),
  ('referred_elsewhere', 30, '他機関を案内', 'referred elsewhere'),
  ('no_reply', 40, '折り返しても応答なし', 'no reply to our calls'),
  ('withdrawn', 50, '相談者からの取下げ', 'withdrawn by the caller'),
  ('recruitment_done', 60, '採用対応済み', 'recruitment dealt with'),
  ('sales', 70, '営業', 'sales call'),
  ('wrong_number', 80, '間違い電話', 'wrong number'),
  ('silent', 90, '無言電話', 'silent call'),
  ('duplicate', 100, '重複受付', 'duplicate'),
  ('no_number', 110, '番号がなく折り返せない', 'no number to call back'),
  ('other', 980, 'その他', 'other'),
  ('unknown', 990, '不明', 'unknown')
on conflict (code) do update
  set position = excluded.position, label_ja = excluded.label_ja, label_en = excluded.label_en
  where (inquiry_closing_reason.position, inquiry_closing_reason.label_ja, inquiry_closing_reason.label_en)
    is distinct from (excluded.position, excluded.label_ja, excluded.label_en);
