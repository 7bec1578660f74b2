-- Whom a session was with, from whom a fact came, or whose a plan is: the sides of the information wall.
-- Codes of relatives are those of the list relation; the labels are the office's own.
insert into code.who (code, position, label_ja, label_en) values
  ('person', 10, '本人', 'the person'),
  ('mother', 20, '母', 'mother'),
  ('father', 30, '父', 'father'),
  ('sibling', 40, 'きょうだい', 'sibling'),
  ('spouse', 50, '配偶者', 'spouse or partner'),
  ('child', 60, '子', 'child'),
  ('grandparent', 70, '祖父母', 'grandparent'),
  ('family', 80, 'その他の家族・親族', 'other relative'),
  ('household', 90, '世帯全体', 'whole household'),
  ('agency', 100, '関係機関', 'agency'),
  ('commissioner', 110, '民生委員・児童委員', 'welfare commissioner'),
  ('friend', 120, '友人・知人', 'friend'),
  ('staff', 130, '職員', 'staff'),
  ('other', 980, 'その他', 'other'),
  ('unknown', 990, '不明', 'unknown')
on conflict (code) do update
  set position = excluded.position, label_ja = excluded.label_ja, label_en = excluded.label_en
  where (who.position, who.label_ja, who.label_en)
    is distinct from (excluded.position, excluded.label_ja, excluded.label_en);
