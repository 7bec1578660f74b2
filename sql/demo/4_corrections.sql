-- Demo, as suzuki, last: what a supervisor corrects. Minutes and methods typed wrong, a visit dated to the wrong side of a
-- month's end, and sessions that stood with the wrong client.
do $$
declare
  s record;
  done integer := 0;
begin
  for s in
    with keys as (
      select md5('ippo.demo:session:' || w.login || ':' || n || ':' || m || ':' || j || ':1')::uuid as id,
        md5('ippo.demo:client:' || w.login || ':' || (n % 14 + 1))::uuid as neighbour,
        ('x' || substr(md5(w.login || n || m || j), 1, 7))::bit(28)::integer as a
      from (values ('sato'), ('tanaka')) as w (login), generate_series(1, 14) n, generate_series(0, 23) m, generate_series(1, 6) j
    ), stand as (
      select l.id, l.held_at from api.session_list(null, null, null) l
    ), clients as (
      select c.id, c.code from api.client_list() c
    )
    select k.id, k.a, case when k.a % 223 = 5 then c.code end as moves_to, k.a % 31 = 3 as amended
    from keys k join stand l on l.id = k.id left join clients c on c.id = k.neighbour
    where k.a % 223 = 5 or k.a % 31 = 3
    order by k.a, k.id
  loop
    if s.amended then
      perform api.session_amend(
        md5('ippo.demo:amend:' || s.id)::uuid, s.id, null, null, case when s.a % 4 = 0 then 'phone' end,
        case when s.a % 4 > 0 then 25 + s.a % 30 end, null, null, null, null, null, null,
        (array['時間の入力誤り', '方法の選択誤り', '同席者に確認して訂正'])[1 + s.a % 3]);
    end if;
    if s.moves_to is not null then
      perform api.session_move(md5('ippo.demo:move:' || s.id)::uuid, s.id, s.moves_to);
    end if;
    done := done + 1;
    if done % 60 = 0 then
      commit;
    end if;
  end loop;
  -- written down on the first, held on the last day of the month before
  for s in
    select l.id, l.held_at
    from api.session_list(null, null, null) l
    join (
      select md5('ippo.demo:night:sato:' || m || ':0:1')::uuid as id from generate_series(4, 22, 3) m) k on k.id = l.id
    order by l.id
  loop
    perform api.session_amend(
      md5('ippo.demo:night:' || s.id)::uuid, s.id, null, null, null, null,
      date_trunc('month', s.held_at + interval '1 day', 'Asia/Tokyo') - interval '1 second', null, null, null, null, null, '日付の訂正');
  end loop;
  commit;
end
$$;
