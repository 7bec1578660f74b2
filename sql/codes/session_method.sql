-- By which means a contact took place.
-- 来所, 電話, 訪問, 出張, メール, オンライン and 手紙 are the words of published statistics.
insert into code.session_method (code, position, label_ja, label_en) values
  ('office', 10, '来所', 'office visit'),
  ('home_visit', 20, '訪問', 'home visit'),
  ('outreach', 30, '出張', 'outreach'),
  ('phone', 40, '電話', 'telephone'),
  ('line', 50, 'LINE', 'LINE'),
  ('sms', 60, 'SMS', 'SMS'),
  ('email', 70, 'メール', 'email'),
  ('letter', 80, '手紙', 'letter'),
  ('online', 90, 'オンライン', 'online'),
  ('fax', 100, 'FAX', 'fax'),
  ('other', 980, 'その他', 'other'),
  ('unknown', 990, '不明', 'unknown')
on conflict (code) do update
  set position = excluded.position, label_ja = excluded.label_ja, label_en = excluded.label_en
  where (session_method.position, session_method.label_ja, session_method.label_en)
    is distinct from (excluded.position, excluded.label_ja, excluded.label_en);
