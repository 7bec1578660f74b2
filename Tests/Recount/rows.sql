-- Every figure of every month of every office, and of each of its programs within it, against the rows behind it, by a
-- superuser: the figures as `reporter` counts them, the rows as a supervisor's `ippo report rows` has them. A figure that opens to no row, or to others, is told, and fails. What
-- compares with other months opens there; what asks for attention opens to the report's own lists.
do $$
declare
  place record;
  figures jsonb;
  bases jsonb;
  wrong record;
  compared bigint := 0;
  differences bigint := 0;
  told bigint;
begin
  for place in
    select o.id, o.code, p.program, m.day::date as month
    from app.office o
    cross join lateral (
      select null as program
      union all
      select p.code from app.program p join app.program_office f on f.program_id = p.id where f.office_id = o.id) p,
    generate_series(
      (select date_trunc('month', min(day)) from (
        select min(held_at) at time zone 'Asia/Tokyo' as day from app.session_version
        union all select min(received_at) at time zone 'Asia/Tokyo' from app.inquiry
        union all select min(received_on)::timestamp from app.client) d),
      date_trunc('month', clock_timestamp() at time zone 'Asia/Tokyo'), interval '1 month') m (day)
    order by 2, 3 nulls first, 4
  loop
    execute 'set session authorization reporter';
    figures := api.month_figures(place.code, place.month, place.program);
    execute 'reset session authorization';
    bases := (
      select jsonb_object_agg(b, kit.base_rows(b, array[place.id], place.month, place.program))
      from unnest(kit.figure_bases(place.program is not null)) b);
    told := 0;
    for wrong in
      select f.path, f.value, kit.counted(f.path, kit.rows_behind(f.path, bases -> kit.base_of_figure(f.path))) as found
      from kit.figure_rows(figures) f
      where split_part(f.path, '.', 1) not in
        ('fiscal_year', 'previous_month', 'same_month_last_year', 'attention')
    loop
      told := told + 1;
      if wrong.found is distinct from wrong.value then
        differences := differences + 1;
        raise notice '% % % %: the figure is %, its rows are %',
          place.code, place.program, place.month, wrong.path, wrong.value, wrong.found;
      end if;
    end loop;
    compared := compared + told;
  end loop;
  if differences > 0 or compared = 0 then
    raise exception '% of % figures are not what is behind them', differences, compared;
  end if;
  raise notice '% figures are what is behind them', compared;
end
$$;
