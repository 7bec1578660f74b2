-- Where a referral stands; 情報提供 (information only) and つなぎ (a referral proper) are two figures.
-- 情報提供のみ, 提案（本人検討中）, 打診中 and 待機 are the contract's labels, the others the office's own.
insert into code.referral_status (code, position, label_ja, label_en) values
  ('informed', 10, '情報提供のみ', 'information only'),
  ('offered', 20, '提案（本人検討中）', 'offered, person considering'),
  ('refused_by_person', 30, '見送り（本人の意向）', 'declined by the person'),
  ('agreed', 40, '本人が同意', 'agreed by the person'),
  ('asked', 50, '打診中', 'provider asked'),
  ('waiting', 60, '待機', 'waiting'),
  ('declined_by_provider', 70, '先方の受入れ不可', 'declined by the provider'),
  ('booked', 80, '初回予約済み', 'first visit booked'),
  ('first_visit_kept', 90, '初回利用あり', 'first visit kept'),
  ('first_visit_missed', 100, '初回利用なし', 'first visit missed'),
  ('in_use', 110, '利用中', 'in use'),
  ('interrupted', 120, '利用の中断', 'interrupted'),
  ('ended', 130, '利用終了', 'ended'),
  ('returned', 140, '当オフィスに戻った', 'returned to this office'),
  ('cancelled', 150, '取消', 'cancelled'),
  ('unknown', 990, '不明', 'unknown')
on conflict (code) do update
  set position = excluded.position, label_ja = excluded.label_ja, label_en = excluded.label_en
  where (referral_status.position, referral_status.label_ja, referral_status.label_en)
    is distinct from (excluded.position, excluded.label_ja, excluded.label_en);
