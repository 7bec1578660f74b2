-- Why support was brought to an end (終結) or broke off (中断).
-- The labels are the office's own, after the 終結・再プラン・中断 of 厚生労働省's standard sheets; they blame nobody.
insert into code.client_closing_reason (code, position, label_ja, label_en) values
  ('goals_met', 10, '目標の達成', 'goals met'),
  ('settled_life', 20, '生活の安定', 'life has settled'),
  ('found_place', 30, '就労・就学・居場所等の定着', 'settled in work, study or another place'),
  ('handed_over', 40, '他機関への引継ぎ', 'handed over to another agency'),
  ('admitted', 50, '入院・入所', 'admitted to a hospital or facility'),
  ('moved_away', 60, '転居', 'moved away'),
  ('wish_of_person', 70, '本人の希望', 'wish of the person'),
  ('wish_of_family', 80, '家族の希望', 'wish of the family'),
  ('lost_contact', 90, '連絡途絶', 'contact lost'),
  ('program_ended', 100, '事業・契約期間の終了', 'program or contract ended'),
  ('not_eligible', 110, '事業の対象外', 'outside the program''s scope'),
  ('died', 120, '死亡', 'death'),
  ('duplicate_record', 130, '重複登録', 'duplicate record'),
  ('other', 980, 'その他', 'other'),
  ('unknown', 990, '不明', 'unknown')
on conflict (code) do update
  set position = excluded.position, label_ja = excluded.label_ja, label_en = excluded.label_en
  where (client_closing_reason.position, client_closing_reason.label_ja, client_closing_reason.label_en)
    is distinct from (excluded.position, excluded.label_ja, excluded.label_en);
