-- After a migration: the doctor finds nothing but that these invented people have no logins, and the chain holds from its
-- first entry, through the ones written before (`before`) to one written now. Run by a superuser, who becomes one of them.
do $$
declare
  found text;
begin
  select string_agg(d.finding || ': ' || d.offenders::text, e'\n') into found
  from api.doctor() d
  where d.offenders <> '{}' and d.finding not in (
    'every active member of staff has a login with their groups, and no other',
    -- a throw-away server
    'the server logs no contents and passwords are SCRAM');
  if found is not null then
    raise exception 'after the migration the doctor finds %', found;
  end if;
end
$$;

create role nasty_ann login;
grant office_admin to nasty_ann;
insert into app.duty (staff_id, office_id, role, granted_by)
select s.id, o.id, 'office_admin', s.id from app.staff s, app.office o where s.login = 'nasty_ann' and o.code = 'nasty_a';
set session authorization nasty_ann;
select set_config('landing.verified', v.entries || ' ' || coalesce(v.first_bad::text, 'holds'), false) as chain
from api.audit_verify() v \gset
reset session authorization;
drop owned by nasty_ann;
drop role nasty_ann;
select set_config('landing.before', :'before', false) as before \gset
do $$
declare
  verified text[] := string_to_array(current_setting('landing.verified'), ' ');
begin
  if verified[2] <> 'holds' or verified[1]::bigint <= current_setting('landing.before')::bigint then
    raise exception 'the chain does not hold: % entries, % before, first bad %',
      verified[1], current_setting('landing.before'), verified[2];
  end if;
end
$$;
\echo the doctor finds nothing; the chain holds over :chain
