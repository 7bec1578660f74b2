-- What may have led to the withdrawal and what holds today, several at once. Nothing is overwritten: a later assessment of
-- the same factor in the same role from the same source stands for it from its day on.
set local role ippo_api;
create function api.assess_add(
  p_id uuid, p_client text, p_factors text[], p_role text, p_source text, p_certainty text, p_since text, p_on date,
  p_note text)
returns table (state text, client_code text, client_name text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  day date := coalesce(p_on, kit.today());
  home app.client;
begin
  if not kit.receipt(p_id, 'assess.add', jsonb_build_array(
    p_client, p_factors, p_role, p_source, p_certainty, p_since, p_on, p_note))
  then
    return query select 'duplicate', c.code, kit.client_name(c.id)
      from (select) one
      left join app.assessment a on a.id = p_id
      left join app.client c on c.id = a.client_id;
    return;
  end if;
  if coalesce(cardinality(p_factors), 0) = 0 or array_position(p_factors, null) is not null then
    perform kit.refuse('assess.factor_missing');
  end if;
  for i in 1 .. cardinality(p_factors) loop
    perform kit.demand_code('factor', p_factors[i]);
  end loop;
  perform kit.demand_code('factor_role', p_role);
  perform kit.demand_code('who', p_source);
  perform kit.demand_code('certainty', p_certainty);
  perform kit.demand_note(p_note);
  if p_since !~ '^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$' then
    perform kit.refuse('date.form');
  elsif p_on > kit.today() or p_since > left(kit.today()::text, length(p_since)) then
    perform kit.refuse('date.future');
  end if;
  home := kit.client_to_write(p_client, day);
  insert into app.assessment (id, client_id, office_id, assessed_on, author_id)
  values (p_id, home.id, home.office_id, day, author);
  insert into app.assessment_factor (assessment_id, factor, client_id, office_id, role, source, certainty, since)
  select distinct p_id, factor, home.id, home.office_id, coalesce(p_role, 'present'), coalesce(p_source, 'unknown'),
    coalesce(p_certainty, 'unknown'), p_since
  from unnest(p_factors) factor;
  if p_note is not null then
    insert into app.assessment_note (assessment_id, client_id, office_id, told_by, body)
    values (p_id, home.id, home.office_id, coalesce(p_source, 'unknown'), p_note);
  end if;
  return query select 'saved'::text, home.code, kit.client_name(home.id);
end
$$;
grant execute on function api.assess_add(uuid, text, text[], text, text, text, text, date, text) to counselor, supervisor;
