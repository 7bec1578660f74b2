-- How far a person goes out from day to day: a current state that is re-assessed, never a contact.
-- The four narrower levels are those of the 内閣府 surveys (外出状況), their words a little shortened; `goes_out` is what comes above them.
insert into code.going_out (code, position, label_ja, label_en) values
  ('goes_out', 5, '日常的に外出する', 'goes out in daily life'),
  ('hobby_errands', 10, '趣味の用事のときだけ外出する', 'goes out only for a hobby'),
  ('nearby_shops', 20, '近所のコンビニなどには出かける', 'goes to nearby shops'),
  ('inside_home', 30, '自室からは出るが家からは出ない', 'leaves the room but not the home'),
  ('own_room', 40, '自室からほとんど出ない', 'hardly leaves the room'),
  ('unknown', 990, '不明', 'unknown')
on conflict (code) do update
  set position = excluded.position, label_ja = excluded.label_ja, label_en = excluded.label_en
  where (going_out.position, going_out.label_ja, going_out.label_en)
    is distinct from (excluded.position, excluded.label_ja, excluded.label_en);
