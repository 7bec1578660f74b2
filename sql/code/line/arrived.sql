-- What follows an arrival. Called once for each call that brought something, with the ids of the events that are new, in order
-- of time, before what was withdrawn loses its words; in the same transaction, so an error here is an error of the arrival.
set local role ippo_api;

create function kit.line_arrived(p_events text[]) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  return;
end
$$;
