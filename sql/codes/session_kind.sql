-- What a contact was; each kind but consultation stands in a figure of its own and in no other.
-- Codes and the labels 関係機関連絡, 不在訪問, 来所なし・キャンセル are the contract's.
insert into code.session_kind (code, position, label_ja, label_en) values
  ('consultation', 10, '相談', 'consultation'),
  ('agency_contact', 20, '関係機関連絡', 'contact with an agency'),
  ('absent_visit', 30, '不在訪問', 'visit, nobody in'),
  ('no_show', 40, '来所なし・キャンセル', 'not attended or cancelled'),
  ('unknown', 990, '不明', 'unknown')
on conflict (code) do update
  set position = excluded.position, label_ja = excluded.label_ja, label_en = excluded.label_en
  where (session_kind.position, session_kind.label_ja, session_kind.label_en)
    is distinct from (excluded.position, excluded.label_ja, excluded.label_en);
