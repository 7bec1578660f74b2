-- Which program an inquiry belongs to, as somebody chose; the last choice counts. Without one it goes with its client.
set local role ippo_api;

create function kit.choose_program(p_id uuid, p_inquiry uuid, p_program uuid, p_author uuid) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  source record;
begin
  perform kit.one_at_a_time(p_inquiry);
  select i.office_id, (i.received_at at time zone 'Asia/Tokyo')::date as received_on into source
  from app.inquiry i where i.id = p_inquiry;
  if p_program is not null then
    perform kit.demand_program(p_program, source.office_id, source.received_on);
  end if;
  insert into app.inquiry_program (id, inquiry_id, office_id, turn, program_id, author_id)
  values (p_id, p_inquiry, source.office_id,
    1 + coalesce((select max(c.turn) from app.inquiry_program c where c.inquiry_id = p_inquiry), 0), p_program, p_author);
end
$$;

-- `p_program` null: none, whatever its client's is.
create function api.inquiry_program(p_id uuid, p_inquiry text, p_program text) returns table (state text, code text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
begin
  if not kit.receipt(p_id, 'inquiry.program', jsonb_build_array(p_inquiry, p_program)) then
    return query select 'duplicate'::text, p_inquiry;
    return;
  end if;
  perform kit.choose_program(
    p_id, kit.inquiry_named(p_inquiry), case when p_program is not null then kit.program_named(p_program) end, author);
  return query select 'saved'::text, p_inquiry;
end
$$;
grant execute on function api.inquiry_program(uuid, text, text) to counselor, intake, supervisor;
