-- Facts go stale: somebody asked, and they were right on that day; or the provider is no more.
set local role ippo_api;
create function api.provider_verify(p_id uuid, p_provider text, p_on date)
returns table (state text, code text, verified_on date)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target uuid;
begin
  if not kit.receipt(p_id, 'provider.verify', jsonb_build_array(p_provider, p_on)) then
    return query select 'duplicate', p.code, f.verified_on
      from (select) one
      left join app.provider_verification f on f.id = p_id
      left join app.provider p on p.id = f.provider_id;
    return;
  end if;
  target := kit.provider_named(p_provider);
  if p_on > kit.today() then
    perform kit.refuse('date.future');
  end if;
  insert into app.provider_verification (id, provider_id, verified_on, author_id)
  values (p_id, target, coalesce(p_on, kit.today()), author);
  return query select 'saved', p.code, coalesce(p_on, kit.today()) from app.provider p where p.id = target;
end
$$;

create function api.provider_close(p_id uuid, p_provider text, p_on date)
returns table (state text, code text, closed_on date)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target uuid;
begin
  if not kit.receipt(p_id, 'provider.close', jsonb_build_array(p_provider, p_on)) then
    return query select 'duplicate'::text, p_provider, p_on;
    return;
  end if;
  target := kit.provider_named(p_provider);
  if p_on > kit.today() then
    perform kit.refuse('date.future');
  elsif exists (select from app.provider_closing c where c.provider_id = target) then
    perform kit.refuse('provider.already_closed');
  end if;
  begin
    insert into app.provider_closing (provider_id, closed_on, author_id)
    values (target, coalesce(p_on, kit.today()), author);
  exception when unique_violation then
    perform kit.conflict('provider.lost_race');
  end;
  return query select 'saved', p.code, coalesce(p_on, kit.today()) from app.provider p where p.id = target;
end
$$;
grant execute on function api.provider_verify(uuid, text, date), api.provider_close(uuid, text, date) to supervisor;
