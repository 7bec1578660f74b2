-- 転記表: which figures an office copies into its city's own form, in that form's order and under its own labels.
set local role ippo_owner;
grant select (office_id, version, paths, labels) on app.transcription to ippo_figures;
grant select (id, staff_id, office_id) on app.duty to ippo_figures;

set local role ippo_figures;

-- Every path that a month's figures can have; what a code list does not know, or nobody of the office, has none.
create function kit.figure_paths(p_office uuid) returns setof text
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    with lists (path, codes, leaves) as (values
      ('inquiries.by_channel', array(select code from code.channel order by position), array['']),
      ('inquiries.by_relation', array['self', 'family', 'agency', 'other', 'unknown'], array['']),
      ('inquiries.by_kind', array(select code from code.inquiry_kind order by position), array['']),
      ('clients.by_age_band', array(select code from code.age_band order by position), array['']),
      ('clients.by_sex', array(select code from code.sex order by position), array['']),
      ('clients.by_withdrawal_band', array(select code from code.withdrawal_band order by position), array['']),
      ('clients.by_factor', array(select code from code.factor order by position), array['']),
      ('sessions.by_method', array(select code from code.session_method order by position),
        array['.count', '.people', '.minutes']),
      ('sessions.by_staff', array(
          select s.login from app.staff s
          where exists (select from app.duty d where d.staff_id = s.id and d.office_id = p_office) order by 1),
        array['.count', '.people', '.minutes']),
      ('sessions.by_with', array(select code from code.who order by position), array['']),
      ('sessions.by_contact', array(select code from code.contact_level order by position), array['']),
      ('referrals.by_kind', array(select code from code.provider_kind order by position), array['']),
      ('referrals.by_status', array(select code from code.referral_status order by position), array['']),
      ('plans.by_result', array(select code from code.plan_result order by position), array['']))
    select p from unnest(array[
      'inquiries.total', 'inquiries.consultations', 'clients.active', 'clients.new', 'clients.closed', 'clients.reopened',
      'sessions.count', 'sessions.people', 'sessions.minutes', 'sessions.anonymous', 'sessions.absent_visits',
      'sessions.no_shows', 'sessions.agency_contacts', 'referrals.made', 'referrals.informed', 'plans.agreed',
      'plans.checks', 'plans.review_overdue', 'attention.silent', 'attention.longest_silence', 'attention.unseen',
      'attention.referrals_waiting', 'attention.unreviewed', 'fiscal_year.inquiries', 'fiscal_year.sessions.count',
      'fiscal_year.sessions.people', 'previous_month.inquiries', 'previous_month.sessions', 'previous_month.people',
      'same_month_last_year.inquiries', 'same_month_last_year.sessions', 'same_month_last_year.people',
      'narrative.open_days']) p
    union all
    select l.path || '.' || c || leaf
    from lists l cross join unnest(l.codes) c cross join unnest(l.leaves) leaf;
end
$$;
grant execute on function kit.figure_paths(uuid) to ippo_api;

-- The lines of the office's form, in order; null for several offices, and where nobody has set any.
create function kit.month_transcription(p_offices uuid[]) returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if cardinality(p_offices) <> 1 then
    return null;
  end if;
  return (
    select jsonb_build_object('paths', to_jsonb(t.paths), 'labels', to_jsonb(t.labels))
    from app.transcription t where t.office_id = p_offices[1] order by t.version desc limit 1);
end
$$;
