-- Referrals as they stand: by the latest day, and of one day by what was written last. Newest first.
set local role ippo_api;
create function kit.referral_cards(p_ids uuid[], p_client uuid) returns setof api.referral_card
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select r.id, c.id, c.code, n.name, p.code, v.name,
    array(select k.kind from app.provider_kind k join code.provider_kind c on c.code = k.kind
      where k.provider_id = p.id and k.version = v.version order by c.position),
    r.made_on, r.accompanied,
    consent.consent_on, s.status, s.status_on, kit.is_open_referral(s.status),
    (select max(l.version) from app.referral_status l where l.referral_id = r.id)
  from app.referral r
  join app.client c on c.id = r.client_id
  join app.client_version n on n.client_id = c.id
    and not exists (select from app.client_version l where l.client_id = c.id and l.version = n.version + 1)
  join app.provider p on p.id = r.provider_id
  join app.provider_version v on v.provider_id = p.id
    and not exists (select from app.provider_version l where l.provider_id = p.id and l.version = v.version + 1)
  cross join lateral (
    select l.status, l.status_on from app.referral_status l
    where l.referral_id = r.id order by l.status_on desc, l.version desc limit 1) s
  left join app.referral_consent consent on consent.referral_id = r.id
  where (p_ids is null or r.id = any (p_ids)) and (p_client is null or r.client_id = p_client)
  order by r.made_on desc, r.created_at desc, r.id
$$;

create function api.referral_list(p_client text, p_open boolean) returns setof api.referral_card
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select card.* from kit.referral_cards(null, case when p_client is not null then kit.client_named(p_client) end) card
  where card.open or not coalesce(p_open, false)
$$;

create function api.referral_named(p_referral text) returns setof api.referral_card
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select * from kit.referral_cards(array[kit.referral_named(p_referral)], null)
$$;

-- How it went, oldest first; purpose and reasons only on a ticket (api.client_open), else null.
create function api.referral_history(p_referral text)
returns table (version integer, status text, status_on date, author text, saved_at timestamptz, note text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select s.version, s.status, s.status_on, a.login, s.saved_at, n.body
  from app.referral_status s
  join app.staff a on a.id = s.author_id
  left join app.referral_note n on n.referral_id = s.referral_id and n.version = s.version
  where s.referral_id = (select kit.referral_named(p_referral))
  order by s.status_on, s.version
$$;
grant execute on function api.referral_list(text, boolean), api.referral_named(text), api.referral_history(text)
  to counselor, supervisor;
