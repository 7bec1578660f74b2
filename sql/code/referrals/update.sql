-- Where a referral stands from a day on. Any order is allowed, because it happens: a first visit missed is booked again.
set local role ippo_api;

-- An id, or a client who has exactly one open referral.
create function kit.referral_named(given text) returns uuid
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  found uuid[];
  client uuid;
begin
  if given ~ '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$' then
    select array_agg(r.id) into found from app.referral r where r.id = given::uuid;
  else
    client := kit.client_named(given);
    select array_agg(card.id) into found from kit.referral_cards(null, client) card where card.open;
  end if;
  if cardinality(found) > 1 then
    perform kit.refuse('referral.ambiguous');
  elsif found is null then
    perform kit.not_found('referral');
  end if;
  return found[1];
end
$$;

-- A closed case stops no update: how a referral went is often heard afterwards.
create function api.referral_update(
  p_id uuid, p_referral text, p_status text, p_on date, p_consent_on date, p_reason text)
returns table (state text, id uuid, client_code text, client_name text, provider_name text, status text, version integer)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  day date := coalesce(p_on, kit.today());
  target app.referral;
  named uuid;
  consent date;
  next_version integer;
begin
  if not kit.receipt(p_id, 'referral.update', jsonb_build_array(p_referral, p_status, p_on, p_consent_on, p_reason)) then
    return query select 'duplicate'::text, null::uuid, null::text, null::text, null::text, p_status, null::integer;
    return;
  end if;
  if p_status is null then
    perform kit.refuse('referral.status_missing');
  end if;
  perform kit.demand_code('referral_status', p_status);
  perform kit.demand_note(kit.answer(p_reason));
  if p_on > kit.today() or p_consent_on > kit.today() then
    perform kit.refuse('date.future');
  end if;
  named := kit.referral_named(p_referral);
  select r.* into target from app.referral r where r.id = named;
  if day < target.made_on then
    perform kit.refuse('referral.before_made');
  end if;
  select c.consent_on into consent from app.referral_consent c where c.referral_id = target.id;
  if consent <> p_consent_on then
    perform kit.conflict('referral.other_consent');
  end if;
  perform kit.demand_consent(p_status, day, coalesce(consent, p_consent_on));
  select 1 + max(s.version) into next_version from app.referral_status s where s.referral_id = target.id;
  begin
    if consent is null and p_consent_on is not null then
      insert into app.referral_consent (referral_id, client_id, office_id, consent_on, author_id)
      values (target.id, target.client_id, target.office_id, p_consent_on, author);
    end if;
    insert into app.referral_status (referral_id, version, client_id, office_id, status, status_on, author_id)
    values (target.id, next_version, target.client_id, target.office_id, p_status, day, author);
  exception when unique_violation then
    perform kit.conflict('referral.lost_race');
  end;
  if kit.answer(p_reason) is not null then
    insert into app.referral_note (referral_id, version, client_id, office_id, body)
    values (target.id, next_version, target.client_id, target.office_id, p_reason);
  end if;
  return query select 'saved', card.id, card.client_code, card.client_name, card.provider_name, card.status, next_version
    from kit.referral_cards(array[target.id], null) card;
end
$$;
grant execute on function api.referral_update(uuid, text, text, date, date, text) to counselor, supervisor;
