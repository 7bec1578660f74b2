-- How an inquiry reached the office.
-- Codes are the contract's; the labels are the office's own everyday words.
insert into code.channel (code, position, label_ja, label_en) values
  ('phone', 10, '電話', 'telephone'),
  ('line', 20, 'LINE', 'LINE'),
  ('email', 30, 'メール', 'email'),
  ('web', 40, 'ホームページ', 'website'),
  ('letter', 50, '手紙', 'letter'),
  ('walk_in', 60, '来所', 'walk-in'),
  ('outreach', 70, '出張', 'outreach'),
  ('other', 980, 'その他', 'other'),
  ('unknown', 990, '不明', 'unknown')
on conflict (code) do update
  set position = excluded.position, label_ja = excluded.label_ja, label_en = excluded.label_en
  where (channel.position, channel.label_ja, channel.label_en)
    is distinct from (excluded.position, excluded.label_ja, excluded.label_en);
