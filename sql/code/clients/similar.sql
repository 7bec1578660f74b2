-- Is somebody like this on record already? Clients whom one may see are simply shown. That the own office has one whom one
-- may not see is told only to a question that is on record, asked in a transaction that was committed before: told in the
-- transaction that writes it down, it could be rolled back and asked again without a trace (docs/decisions/0015).
set local role ippo_api;

-- Visible clients like this one; the same likeness as kit.office_has_similar.
create function api.client_similar(p_name text, p_kana text, p_birth date, p_numbers text[]) returns setof api.client_card
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select card.* from kit.client_cards(null) card
  where ((app.fold(card.name) = app.fold(p_name) or app.fold(card.kana) = app.fold(p_kana))
      and (p_birth is null or card.birth is null or card.birth = p_birth))
    or exists (
      select from app.client_phone p
      where p.client_id = card.id and p.version = card.version and p.e164 = any (p_numbers))
$$;
grant execute on function api.client_similar(text, text, date, text[]) to counselor, intake, supervisor;

-- Asks, and tells nothing, not by the time it takes either: nobody is looked for. A retry of what was saved asks nothing.
create function api.client_ask_similar(
  p_id uuid, p_office text, p_name text, p_kana text, p_unnamed boolean, p_birth date, p_numbers text[],
  p_from_inquiry text default null)
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  new kit.newcomer;
begin
  if exists (select from app.receipt r where r.id = p_id) then
    return;
  end if;
  new := kit.newcomer(
    p_office, p_name, p_kana, p_unnamed, p_birth, p_numbers, p_numbers, p_numbers, p_from_inquiry);
  insert into app.similar_notice (office_id, staff_id, question) values (new.office_id, author, kit.question(new));
end
$$;
grant execute on function api.client_ask_similar(uuid, text, text, text, boolean, date, text[], text)
  to counselor, intake, supervisor;

-- Whether this very question was asked in an earlier transaction of the last ten minutes.
create function kit.has_asked(p_author uuid, p_new kit.newcomer) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from app.similar_notice n
    where n.staff_id = p_author and n.office_id = p_new.office_id and n.question = kit.question(p_new)
      and n.at > clock_timestamp() - interval '10 minutes'
      and n.asked_in is distinct from pg_current_xact_id_if_assigned())
$$;
