-- Whether a recruitment inquiry became a client's: then who it names is no longer the administrator's to read.
set local role ippo_owner;
grant select (id, inquiry_id) on app.inquiry_link to ippo_lookup;
grant select (link_id) on app.inquiry_unlink to ippo_lookup;

set local role ippo_lookup;
create function me.is_linked(target uuid) returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return exists (
    select from app.inquiry_link l
    where l.inquiry_id = target and not exists (select from app.inquiry_unlink u where u.link_id = l.id));
end
$$;
grant execute on function me.is_linked(uuid) to ippo_api;
