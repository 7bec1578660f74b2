-- Of a message of which nobody knows whether it arrived, somebody who looked says so: it is there, or it is not. What is not there
-- may be sent again with nothing typed twice.
set local role ippo_api;

create function api.inquiry_settle(p_id uuid, p_inquiry text, p_send uuid, p_arrived boolean, p_again boolean)
returns table (state text, code text, again uuid, not_before timestamptz)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  author uuid := kit.author();
  thread app.inquiry_line;
  job app.line_send;
  words text;
  due timestamptz;
begin
  if not kit.receipt(p_id, 'inquiry.settle', jsonb_build_array(p_inquiry, p_send, p_arrived, p_again)) then
    return query select 'duplicate'::text, p_inquiry, s.id, s.not_before
      from (select) one left join app.line_send s on s.id = p_id;
    return;
  end if;
  thread := kit.line_thread_of(p_inquiry);
  select s.* into job from app.line_send s
  where s.inquiry_id = thread.inquiry_id and kit.line_state(s.id) in ('unsure', 'arrived', 'missing')
    and (s.id = p_send or (p_send is null and s.author_id = author and kit.line_state(s.id) = 'unsure'))
  order by s.queued_at desc limit 1;
  if job.id is null then
    perform kit.not_found('message');
  elsif p_again and (p_arrived or job.kind <> 'answer') then
    perform kit.refuse('line.not_again');
  end if;
  perform kit.one_at_a_time(job.id);
  if exists (select from app.line_send_settlement s where s.send_id = job.id) then
    perform kit.conflict('line.settled');
  end if;
  if p_again then
    -- of an inquiry that was opened
    select t.body into words from app.line_send_text t where t.send_id = job.id;
    if words is null then
      perform kit.not_found('inquiry');
    end if;
    due := kit.line_answer(p_id, thread, words, job.crisis, author);
  end if;
  insert into app.line_send_settlement (send_id, office_id, inquiry_id, arrived, again, author_id)
  values (job.id, job.office_id, job.inquiry_id, p_arrived, case when p_again then p_id end, author);
  return query select 'saved'::text, p_inquiry, case when p_again then p_id end, due;
end
$$;
grant execute on function api.inquiry_settle(uuid, text, uuid, boolean, boolean) to counselor, intake, supervisor;
