-- What an inquiry is about; only a consultation counts as one, so recruitment and sales stay apart.
-- Codes are the contract's; the guide names 相談, LINE, 電話 and 採用, the other labels are the office's own words.
insert into code.inquiry_kind (code, position, label_ja, label_en) values
  ('consultation', 10, '相談', 'consultation'),
  ('tour', 20, '見学', 'tour of the office'),
  ('recruitment', 30, '採用・求人応募', 'recruitment'),
  ('agency_query', 40, '関係機関からの照会', 'query from an agency'),
  ('media', 50, '取材・報道', 'media'),
  ('complaint', 60, '苦情', 'complaint'),
  ('sales', 70, '営業', 'sales call'),
  ('wrong_number', 80, '間違い電話', 'wrong number'),
  ('silent', 90, '無言電話', 'silent call'),
  ('other', 980, 'その他', 'other'),
  ('unknown', 990, '不明', 'unknown')
on conflict (code) do update
  set position = excluded.position, label_ja = excluded.label_ja, label_en = excluded.label_en
  where (inquiry_kind.position, inquiry_kind.label_ja, inquiry_kind.label_en)
    is distinct from (excluded.position, excluded.label_ja, excluded.label_en);
