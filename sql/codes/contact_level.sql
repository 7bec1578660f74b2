-- How near a contact came to the person; no single ladder, so the position is only an order of print.
-- Codes are the contract's; the labels are the office's own and blame nobody.
insert into code.contact_level (code, position, label_ja, label_en) values
  ('no_answer', 10, '応答なし', 'no answer'),
  ('refused', 20, '今回は見合わせ（本人の意向）', 'declined this time'),
  ('via_family', 30, '家族を通じたやりとり', 'through the family'),
  ('note_left', 40, '手紙・メモを残した', 'note left'),
  ('read_signs', 50, '読んだ様子があった', 'signs that it was read'),
  ('written_reply', 60, '文字での返事があった', 'replied in writing'),
  ('through_door', 70, 'ドア越しのやりとり', 'through the door'),
  ('same_room', 80, '同じ部屋で過ごした', 'in the same room'),
  ('seen', 90, '姿が見えた', 'seen'),
  ('spoke', 100, '会話した', 'spoke'),
  ('met', 110, '会えた', 'met'),
  ('unknown', 990, '不明', 'unknown')
on conflict (code) do update
  set position = excluded.position, label_ja = excluded.label_ja, label_en = excluded.label_en
  where (contact_level.position, contact_level.label_ja, contact_level.label_en)
    is distinct from (excluded.position, excluded.label_ja, excluded.label_en);
