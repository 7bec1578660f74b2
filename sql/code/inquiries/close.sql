-- Nothing more is needed from the office: who says so, when, and why by its code.
set local role ippo_api;
create function api.inquiry_close(p_id uuid, p_inquiry text, p_reason_code text)
returns table (state text, code text, closed_at timestamptz)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  target uuid;
begin
  if not kit.receipt(p_id, 'inquiry.close', jsonb_build_array(p_inquiry, p_reason_code)) then
    return query select 'duplicate', p_inquiry, c.closed_at
      from (select) one
      left join app.inquiry i on i.code = p_inquiry
      left join app.inquiry_closing c on c.inquiry_id = i.id;
    return;
  end if;
  target := kit.inquiry_named(p_inquiry);
  if p_reason_code is null then
    perform kit.refuse('reason.missing');
  end if;
  perform kit.demand_code('inquiry_closing_reason', p_reason_code);
  perform kit.line_one_at_a_time(i.office_id) from app.inquiry i where i.id = target and i.channel = 'line';
  if exists (select from app.inquiry_closing c where c.inquiry_id = target) then
    perform kit.refuse('inquiry.already_closed');
  end if;
  begin
    return query
      insert into app.inquiry_closing as made (inquiry_id, office_id, reason_code, author_id)
      select i.id, i.office_id, p_reason_code, author from app.inquiry i where i.id = target
      returning 'saved'::text, p_inquiry, made.closed_at;
  exception when unique_violation then
    perform kit.conflict('inquiry.lost_race');
  end;
end
$$;
grant execute on function api.inquiry_close(uuid, text, text) to counselor, intake, supervisor, office_admin;
