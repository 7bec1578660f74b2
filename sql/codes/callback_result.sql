-- How an attempt to call somebody back ended. Only the first three settle it (kit.settles_callback); after the others the
-- call-back stays due.
-- The labels are the office's own everyday words.
insert into code.callback_result (code, position, label_ja, label_en) values
  ('reached', 10, 'つながった', 'reached'),
  ('not_wanted', 20, '折り返し不要とのこと', 'no call-back wanted'),
  ('wrong_number', 30, '番号違い', 'wrong number'),
  ('no_answer', 40, '応答なし', 'no answer'),
  ('busy', 50, '話し中', 'busy'),
  ('voicemail', 60, '留守番電話', 'voicemail'),
  ('somebody_else', 70, '別の方が出た', 'somebody else answered'),
  ('other', 980, 'その他', 'other'),
  ('unknown', 990, '不明', 'unknown')
on conflict (code) do update
  set position = excluded.position, label_ja = excluded.label_ja, label_en = excluded.label_en
  where (callback_result.position, callback_result.label_ja, callback_result.label_en)
    is distinct from (excluded.position, excluded.label_ja, excluded.label_en);
