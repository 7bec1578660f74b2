-- What a member of staff is to the office; the database gives each role its rights, this list only its name.
-- Codes are the contract's; the labels are the office's own titles.
insert into code.role (code, position, label_ja, label_en) values
  ('counselor', 10, '相談員', 'counselor'),
  ('intake', 20, '受付担当', 'intake'),
  ('supervisor', 30, 'スーパーバイザー', 'supervisor'),
  ('office_admin', 40, '事務管理者', 'office administrator'),
  ('unknown', 990, '不明', 'unknown')
on conflict (code) do update
  set position = excluded.position, label_ja = excluded.label_ja, label_en = excluded.label_en
  where (role.position, role.label_ja, role.label_en)
    is distinct from (excluded.position, excluded.label_ja, excluded.label_en);
