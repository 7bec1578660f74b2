-- A referral of a client to a provider. Information only (情報提供のみ) and an offer the person thinks over need no consent,
-- because nobody else hears of the person yet; from asking the provider (打診中) on it does.
set local role ippo_api;

create function kit.needs_consent(status text) returns boolean
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select status in ('asked', 'waiting', 'declined_by_provider', 'booked', 'first_visit_kept', 'first_visit_missed',
    'in_use', 'interrupted', 'ended', 'returned')
$$;

-- Whether anything is still expected of a referral.
create function kit.is_open_referral(status text) returns boolean
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select status not in ('informed', 'refused_by_person', 'declined_by_provider', 'ended', 'returned', 'cancelled')
$$;

-- Consent comes before anybody outside hears of the person.
create function kit.demand_consent(p_status text, p_status_on date, p_consent_on date) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if kit.needs_consent(p_status) then
    if p_consent_on is null then
      perform kit.refuse('referral.consent_missing');
    elsif p_consent_on > p_status_on then
      perform kit.refuse('referral.consent_later');
    end if;
  end if;
end
$$;

create function api.referral_make(
  p_id uuid, p_client text, p_provider text, p_status text, p_on date, p_consent_on date, p_accompanied boolean,
  p_purpose text)
returns table (
  state text, client_code text, client_name text, provider_code text, provider_name text, status text, made_on date)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  day date := coalesce(p_on, kit.today());
  -- what follows from a consent when nothing else is said
  first_status text := coalesce(p_status, case when p_consent_on is null then 'offered' else 'agreed' end);
  home app.client;
  target uuid;
begin
  if not kit.receipt(p_id, 'referral.make', jsonb_build_array(
    p_client, p_provider, p_status, p_on, p_consent_on, p_accompanied, p_purpose))
  then
    return query select 'duplicate', card.client_code, card.client_name, card.provider_code, card.provider_name,
        card.status, card.made_on
      from (select) one left join kit.referral_cards(array[p_id], null) card on true;
    return;
  end if;
  perform kit.demand_code('referral_status', p_status);
  perform kit.demand_note(kit.answer(p_purpose));
  if p_on > kit.today() or p_consent_on > kit.today() then
    perform kit.refuse('date.future');
  end if;
  perform kit.demand_consent(first_status, day, p_consent_on);
  home := kit.client_to_write(p_client, day);
  target := kit.provider_named(p_provider);
  if exists (select from app.provider_closing c where c.provider_id = target and c.closed_on < day) then
    perform kit.refuse('provider.closed');
  end if;
  insert into app.referral (id, client_id, office_id, provider_id, made_on, accompanied, author_id)
  values (p_id, home.id, home.office_id, target, day, coalesce(p_accompanied, false), author);
  insert into app.referral_status (referral_id, version, client_id, office_id, status, status_on, author_id)
  values (p_id, 1, home.id, home.office_id, first_status, day, author);
  if p_consent_on is not null then
    insert into app.referral_consent (referral_id, client_id, office_id, consent_on, author_id)
    values (p_id, home.id, home.office_id, p_consent_on, author);
  end if;
  if kit.answer(p_purpose) is not null then
    insert into app.referral_note (referral_id, version, client_id, office_id, body)
    values (p_id, 1, home.id, home.office_id, p_purpose);
  end if;
  return query select 'saved', card.client_code, card.client_name, card.provider_code, card.provider_name, card.status,
      card.made_on
    from kit.referral_cards(array[p_id], null) card;
end
$$;
grant execute on function api.referral_make(uuid, text, text, text, date, date, boolean, text) to counselor, supervisor;
