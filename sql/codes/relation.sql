-- Who the caller is to the person the inquiry is about; figures group it into self, family, agency, other, unknown.
-- Codes are the contract's; 本人, 家族 and 関係機関 are the words of published statistics, the rest the office's own.
insert into code.relation (code, position, label_ja, label_en) values
  ('self', 10, '本人', 'the person'),
  ('mother', 20, '母', 'mother'),
  ('father', 30, '父', 'father'),
  ('sibling', 40, 'きょうだい', 'sibling'),
  ('spouse', 50, '配偶者', 'spouse or partner'),
  ('child', 60, '子', 'child'),
  ('grandparent', 70, '祖父母', 'grandparent'),
  ('family', 80, 'その他の家族・親族', 'other relative'),
  ('agency', 90, '関係機関', 'agency'),
  ('commissioner', 100, '民生委員・児童委員', 'welfare commissioner'),
  ('friend', 110, '友人・知人', 'friend'),
  ('unknown', 990, '不明', 'unknown')
on conflict (code) do update
  set position = excluded.position, label_ja = excluded.label_ja, label_en = excluded.label_en
  where (relation.position, relation.label_ja, relation.label_en)
    is distinct from (excluded.position, excluded.label_ja, excluded.label_en);
