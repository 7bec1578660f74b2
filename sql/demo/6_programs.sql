-- Demo, as suzuki and as kato: most of the cases belong to their city's program from the day they were received, some of them
-- only for a while; and so do the consultations that became no case.
do $$
declare
  anchor date := (select substring(p.notes from '基準日 ([0-9]{4}-[0-9]{2}-[0-9]{2})')::date
    from api.provider_list('hikikomori_center') p where p.name = 'つくし野ひきこもり地域支援センター' limit 1);
  city api.program_card := (
    select p from api.program_list(case session_user when 'kato' then 'kitakyushu_city' else 'fukuoka_city' end) p);
  c record;
  done integer := 0;
begin
  for c in
    with demo as (
      select md5('ippo.demo:client:' || w.login || ':' || n)::uuid as id, n
      from (values ('sato'), ('tanaka'), ('kato')) as w (login), generate_series(1, 14) n
    )
    select l.id, l.code, d.n, greatest(l.received_on, city.from_on) as starts, l.received_on + 200 as ends
    from demo d join api.client_list() l on l.id = d.id
    where d.n % 4 <> 2 and l.received_on <= city.until_on
    order by l.received_on, l.id
  loop
    perform api.client_enrol(md5('ippo.demo:enrol:' || c.id)::uuid, c.code, city.code, c.starts, null);
    if c.n % 7 = 5 and c.ends < anchor and c.ends between c.starts and city.until_on then
      perform api.client_leave(md5('ippo.demo:leave:' || c.id)::uuid, c.code, city.code, c.ends);
    end if;
  end loop;
  commit;
  for c in
    select i.id, i.code from api.inquiry_list(false, null, null) i
    where i.kind = 'consultation' and i.state <> 'linked' and i.received_at < anchor
      and i.received_at >= city.from_on and i.received_at::date <= city.until_on
    order by i.received_at, i.id
  loop
    perform api.inquiry_program(md5('ippo.demo:inquiry_program:' || c.id)::uuid, c.code, city.code);
    done := done + 1;
    if done % 60 = 0 then
      commit;
    end if;
  end loop;
  commit;
end
$$;
