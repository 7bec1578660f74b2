-- Inquiries whose words I have opened: as me.opened() for clients.
set local role ippo_owner;
grant select (staff_id, inquiry_id, until, opened_in) on app.inquiry_opening to ippo_lookup;
grant select (staff_id, webhook_event_id, until, opened_in) on app.line_media_opening to ippo_lookup;

set local role ippo_lookup;
create function me.opened_inquiries() returns uuid[]
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select coalesce(array_agg(distinct t.inquiry_id), '{}')
    from app.staff s join app.inquiry_opening t on t.staff_id = s.id
    where s.login = session_user and t.until > clock_timestamp()
      and t.opened_in is distinct from pg_current_xact_id_if_assigned()
      and not exists (select from app.staff_end e where e.staff_id = s.id)
  );
end
$$;

-- LINE's media that I have taken out: the same.
create function me.opened_media() returns text[]
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select coalesce(array_agg(distinct t.webhook_event_id), '{}')
    from app.staff s join app.line_media_opening t on t.staff_id = s.id
    where s.login = session_user and t.until > clock_timestamp()
      and t.opened_in is distinct from pg_current_xact_id_if_assigned()
      and not exists (select from app.staff_end e where e.staff_id = s.id)
  );
end
$$;
grant execute on function me.opened_inquiries(), me.opened_media() to ippo_api;
