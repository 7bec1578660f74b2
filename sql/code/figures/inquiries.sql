-- Every inquiry of every kind. Anonymous are consultations with minutes that stand linked to no client: as the link stands
-- now, because that two records are one person is learned later, not something that happens later.
set local role ippo_figures;
create function kit.figures_of_inquiries(
  p_offices uuid[], p_from timestamptz, p_until timestamptz, p_program kit.figure_program)
returns table (figures jsonb, anonymous bigint)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    with received as materialized (
      select i.id, i.channel, i.kind, kit.relation_group(i.relation) as relation,
        i.kind = 'consultation' and i.minutes is not null as lasted
      from kit.received_inquiries(p_offices, p_from, p_until, p_program) i
    )
    select jsonb_build_object(
        'total', count(*),
        'consultations', count(*) filter (where r.kind = 'consultation'),
        'by_channel', (select coalesce(jsonb_object_agg(channel, n), '{}')
          from (select channel, count(*) as n from received group by channel) c),
        'by_relation', (select coalesce(jsonb_object_agg(relation, n), '{}')
          from (select relation, count(*) as n from received group by relation) c),
        'by_kind', (select coalesce(jsonb_object_agg(kind, n), '{}')
          from (select kind, count(*) as n from received group by kind) c)),
      count(*) filter (where r.lasted and not exists (
        select from app.inquiry_link l
        where l.inquiry_id = r.id and not exists (select from app.inquiry_unlink u where u.link_id = l.id)))
    from received r;
end
$$;

create function kit.inquiries_between(
  p_offices uuid[], p_from timestamptz, p_until timestamptz, p_program kit.figure_program)
returns bigint
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (select count(*) from kit.received_inquiries(p_offices, p_from, p_until, p_program) i);
end
$$;
