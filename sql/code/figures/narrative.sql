-- What an office wrote about its month, as it stands: it names nobody, so it may stand in every report. Of several offices
-- there is none; on a program's report only how many days the office was open, as the words may be of other contracts.
set local role ippo_owner;
grant select (office_id, month, version, highlights, issues, next_month, incidents, training, open_days)
  on app.month_note to ippo_figures;

set local role ippo_figures;
create function kit.month_narrative(p_offices uuid[], p_first date, p_program uuid) returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if cardinality(p_offices) <> 1 then
    return null;
  end if;
  return (
    select case when p_program is null then jsonb_build_object(
        'highlights', n.highlights, 'issues', n.issues, 'next_month', n.next_month, 'incidents', n.incidents,
        'training', n.training, 'open_days', n.open_days)
      when n.open_days is not null then jsonb_build_object('open_days', n.open_days) end
    from app.month_note n
    where n.office_id = p_offices[1] and n.month = p_first order by n.version desc limit 1);
end
$$;
