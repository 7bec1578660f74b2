import Postgres
import TestSupport

/// The office that `PolicyModel` describes: a row of every table for every client, inquiry, provider and person in it,
/// written behind the policies' back, each with a label.
///
/// `probe` holds a function per owner role that runs what it is given: the function with a mistake in it that the
/// policies are there for.
enum PolicyOffice {
  static let owners = ["ippo_api", "ippo_gate", "ippo_similar", "ippo_audit", "ippo_owner"]

  /// The id that belongs to a label, as SQL.
  static func id(_ label: String) -> String { "md5('\(label)')::uuid" }

  static func build(_ office: TestOffice) throws {
    try office.makeStaff("hara", "supervisor", at: "kitakyushu")
    try office.makeStaff("oda", "office_admin", at: "fukuoka")
    try office.makeStaff("ito", "intake", at: "kitakyushu")
    try office.makeStaff("wada", "counselor", at: "fukuoka")
    try office.makeStaff("yano", "counselor", at: "fukuoka")
    try office.makeStranger("drifter", in: ["counselor", "intake", "supervisor", "office_admin"])
    try office.makeStranger("line_intake", in: ["line_intake"])
    try office.makeStranger("line_sender", in: ["line_sender"])
    let superuser = try office.omniscient()
    try superuser.script(machinery + owners.map(attempts).joined())
    try superuser.script("select set_config('probe.prefix', '\(office.name)_', false)")
    var text = people
    for client in PolicyModel.clients {
      text += "call probe.client('\(client.letter)', '\(client.office)', '\(client.counselor)', '\(client.former)');\n"
    }
    for inquiry in PolicyModel.inquiries {
      text += """
        call probe.inquiry('\(inquiry.name)', '\(inquiry.office)', '\(inquiry.kind)', '\(inquiry.claimedBy)',
          \(inquiry.client.map(quoted) ?? "null"), \(inquiry.isUnlinked));\n
        """
    }
    for (place, ticket) in PolicyModel.tickets.enumerated() {
      text += """
        insert into probe.label values (probe.id('ticket \(place)'), 'ticket \(place)');
        insert into app.access (id, staff_id, client_id, office_id, reason_code, reason, outside_caseload, until)
        select probe.id('ticket \(place)'), probe.staff('\(ticket.person)'), c.id, c.office_id, 'other', 'x', \(ticket.outside),
          now() + interval '\(ticket.valid ? "1" : "-1") hour'
        from app.client c where c.id = probe.id('\(ticket.client)');\n
        """
    }
    for (place, opening) in PolicyModel.openings.enumerated() {
      text += """
        insert into probe.label values (probe.id('opening \(place)'), 'opening \(place)');
        insert into app.inquiry_opening (id, inquiry_id, office_id, staff_id, until)
        select probe.id('opening \(place)'), i.id, i.office_id, probe.staff('\(opening.person)'),
          now() + interval '\(opening.valid ? "1" : "-1") hour'
        from app.inquiry i where i.id = probe.id('\(opening.inquiry)');\n
        """
    }
    for (place, taken) in PolicyModel.taken.enumerated() {
      text += """
        insert into app.line_media_opening (id, webhook_event_id, office_id, inquiry_id, staff_id, until)
        select probe.id('taken \(place)'), i.name, q.office_id, q.id, probe.staff('\(taken.person)'),
          now() + interval '\(taken.valid ? "1" : "-1") hour'
        from (select '\(taken.inquiry)' as name) i join app.inquiry q on q.id = probe.id(i.name);\n
        """
    }
    // none is ever left; this one is there to be seen
    text += """
      set session_replication_role = replica;
      insert into audit.gathered (relation, action, row_keys, row_hashes) values ('x', 'INSERT', '{}', '{}');
      reset session_replication_role;
      """
    try superuser.script(text)
  }

  /// `look_…` answers a query's only value, `do_…` how many rows a statement wrote, both undone; an error's SQLSTATE. A
  /// broken constraint is found after the policies have let the row pass, so it counts as one row written.
  private static func attempts(as owner: String) -> String {
    """
    create function probe.look_\(owner)(statement text) returns text language plpgsql security definer
    set search_path = pg_catalog, pg_temp as $$
    declare answer text;
    begin
      execute statement into answer;
      return 'ok:' || answer;
    exception when others then return sqlstate;
    end $$;
    create function probe.do_\(owner)(statement text) returns text language plpgsql security definer
    set search_path = pg_catalog, pg_temp as $$
    declare n bigint;
    begin
      execute statement;
      get diagnostics n = row_count;
      raise exception using errcode = 'UNDO0', message = n::text;
    exception
      when sqlstate 'UNDO0' then return 'ok:' || sqlerrm;
      when others then return case when sqlstate ~ '^23' then 'ok:1' else sqlstate end;
    end $$;
    alter function probe.look_\(owner)(text) owner to \(owner);
    alter function probe.do_\(owner)(text) owner to \(owner);
    """
  }

  private static let machinery = """
    create schema probe;
    grant usage on schema probe to public;
    create table probe.label (id uuid primary key, label text not null);
    create table probe.cell (
      n integer generated always as identity primary key, actor text, owner text, mode text, relation text, what text,
      statement text, expected text);
    create index on probe.cell (actor, relation);
    grant select on probe.label, probe.cell to public;
    create function probe.id(label text) returns uuid language sql immutable as $$ select md5(label)::uuid $$;
    create function probe.login(person text) returns text language sql stable as $$
      select case when person ~ '^ippo_' then person else current_setting('probe.prefix') || person end $$;
    create function probe.staff(person text) returns uuid language sql stable as $$
      select id from app.staff where login = probe.login(person) $$;
    -- as oneself: what a function of api does, to the end of its transaction, audit included
    create function probe.do_self(statement text) returns text language plpgsql as $$
    declare n bigint;
    begin
      execute statement;
      get diagnostics n = row_count;
      set constraints all immediate;
      raise exception using errcode = 'UNDO0', message = n::text;
    exception
      when sqlstate 'UNDO0' then return 'ok:' || sqlerrm;
      when others then return sqlstate;
    end $$;
    -- the cells of whoever calls that are not as expected
    create function probe.wrong(only_relation text, only_first boolean) returns table (what text, got text) language plpgsql as $$
    declare c record;
    begin
      for c in select * from probe.cell
        where actor = session_user and (only_relation is null or relation = only_relation) order by n
      loop
        execute format('select probe.%I($1)', c.mode || '_' || c.owner) into got using c.statement;
        if got is distinct from c.expected then
          what := concat_ws(', ', c.actor, c.owner, c.relation, c.what, 'expected ' || c.expected);
          return next;
          if only_first then
            return;
          end if;
        end if;
      end loop;
    end $$;
    create procedure probe.client(l text, o text, mine text, former text) language plpgsql as $$
    declare
      c uuid := probe.id(l); a uuid := probe.staff('sato');
      f uuid := (select id from app.office where code = case o when 'f' then 'fukuoka' else 'kitakyushu' end);
      t text;
    begin
      insert into probe.label values (c, l);
      insert into app.client (id, code, office_id, received_on, author_id)
      values (c, 'C-222' || translate(l, 'STUK', '2345'), f, '2026-01-01', a);
      insert into app.client_version (client_id, office_id, version, name, author_id) values (c, f, 1, l, a);
      insert into app.client_phone values (c, f, 1, 1, '1', null, '1');
      insert into app.assignment (id, client_id, office_id, staff_id, assigned_by) values
        (probe.id('now ' || l), c, f, probe.staff(mine), a), (probe.id('then ' || l), c, f, probe.staff(former), a);
      insert into app.assignment_end values (probe.id('then ' || l), c, f, now(), a);
      insert into app.client_closing values (probe.id('x' || l), c, f, '2026-02-01', 'other', a);
      insert into app.client_reopening values (probe.id('x' || l), c, f, '2026-03-01', a);
      insert into app.enrolment (id, client_id, office_id, program_id, from_on, author_id)
      values (probe.id('e' || l), c, f, probe.id('pf'), '2026-01-01', a);
      insert into app.enrolment_end (enrolment_id, client_id, office_id, left_on, author_id)
      values (probe.id('e' || l), c, f, '2026-02-01', a);
      insert into app.session (id, client_id, office_id, author_id) values (probe.id('s' || l), c, f, a);
      insert into app.session_version (session_id, version, client_id, office_id, kind, method, held_at, author_id)
      values (probe.id('s' || l), 1, c, f, 'consultation', 'phone', now(), a);
      insert into app.session_with values (probe.id('s' || l), 1, c, f, 'person');
      insert into app.session_staff values (probe.id('s' || l), 1, c, f, a);
      insert into app.session_note values (probe.id('s' || l), 1, c, f, 'person', 'x');
      insert into app.session_review (session_id, version, client_id, office_id, author_id)
      values (probe.id('s' || l), 1, c, f, a);
      insert into app.session_move (id, session_id, from_client, client_id, office_id, author_id)
      values (probe.id('m' || l), probe.id('s' || l), c, c, f, a);
      insert into app.assessment (id, client_id, office_id, assessed_on, author_id) values (probe.id('a' || l), c, f, '2026-01-01', a);
      insert into app.assessment_factor values (probe.id('a' || l), 'family', c, f, 'present', 'mother', 'told', null);
      insert into app.assessment_note values (probe.id('a' || l), c, f, 'mother', 'x');
      insert into app.plan (id, client_id, office_id, owner, version, agreed_on, from_on, check_every, author_id)
      values (probe.id('p' || l), c, f, 'person', 1, '2026-01-01', '2026-01-01', 'none', a);
      insert into app.plan_text values (probe.id('p' || l), c, f, 'x', 'x');
      insert into app.plan_check (id, plan_id, client_id, office_id, checked_on, result, author_id)
      values (probe.id('k' || l), probe.id('p' || l), c, f, '2026-01-02', 'done', a);
      insert into app.plan_check_text values (probe.id('k' || l), c, f, 'x');
      insert into app.plan_pause (id, plan_id, client_id, office_id, turn, paused_on, author_id)
      values (probe.id('u' || l), probe.id('p' || l), c, f, 1, '2026-01-03', a);
      insert into app.plan_resumption (id, pause_id, client_id, office_id, resumed_on, author_id)
      values (probe.id('v' || l), probe.id('u' || l), c, f, '2026-01-04', a);
      insert into app.referral (id, client_id, office_id, provider_id, made_on, author_id)
      values (probe.id('r' || l), c, f, probe.id('own'), '2026-01-01', a);
      insert into app.referral_status (referral_id, version, client_id, office_id, status, status_on, author_id)
      values (probe.id('r' || l), 1, c, f, 'offered', '2026-01-01', a);
      insert into app.referral_consent (referral_id, client_id, office_id, consent_on, author_id)
      values (probe.id('r' || l), c, f, '2026-01-01', a);
      insert into app.referral_note values (probe.id('r' || l), 1, c, f, 'x');
      insert into app.line_code (id, office_id, client_id, who, salt, digest, author_id, until)
      values (probe.id('code ' || l), f, c, 'mother', substr(sha256('x'), 1, 16), sha256('x'), a, now());
      insert into app.line_tie (code_id, office_id, account_id, client_id, who)
      values (probe.id('code ' || l), f, probe.id('line ' || o), c, 'mother');
      insert into app.line_tie_end (code_id, office_id, client_id, author_id, reason) values (probe.id('code ' || l), f, c, a, 'x');
    end $$;
    create procedure probe.inquiry(q text, o text, kind text, claimant text, l text, unlinked boolean) language plpgsql as $$
    declare
      i uuid := probe.id(q); a uuid := probe.staff('sato');
      f uuid := (select id from app.office where code = case o when 'f' then 'fukuoka' else 'kitakyushu' end);
    begin
      insert into probe.label values (i, q);
      insert into app.inquiry (id, code, office_id, channel, kind, relation, received_at, author_id)
      values (i, 'Q-22' || q, f, 'phone', kind, 'self', now(), a);
      insert into app.inquiry_person (inquiry_id, office_id, caller_name) values (i, f, 'x');
      insert into app.inquiry_note values (i, f, 'x', null);
      insert into app.inquiry_claim (id, inquiry_id, office_id, turn, staff_id)
      values (probe.id('c' || q), i, f, 1, probe.staff(claimant));
      insert into app.inquiry_release (claim_id, inquiry_id, office_id, author_id) values (probe.id('c' || q), i, f, a);
      insert into app.inquiry_program (id, inquiry_id, office_id, turn, program_id, author_id)
      values (probe.id('h' || q), i, f, 1, probe.id('pf'), a);
      insert into app.inquiry_closing (inquiry_id, office_id, reason_code, author_id)
      values (i, f, (select min(code) from code.inquiry_closing_reason), a);
      insert into app.inquiry_caution values (i, f, 'x');
      insert into app.inquiry_call (inquiry_id, office_id, call_key, started_at, seconds, answered, author_id)
      values (i, f, 'x' || q, now(), 0, false, a);
      insert into app.inquiry_callback (id, inquiry_id, office_id, turn, due_at, why, author_id)
      values (probe.id('b' || q), i, f, 1, now(), 'promised', a);
      insert into app.inquiry_callback_attempt (id, inquiry_id, office_id, turn, result, tried_at, author_id)
      values (probe.id('t' || q), i, f, 1, (select min(code) from code.callback_result), now(), a);
      insert into app.inquiry_booking (id, inquiry_id, office_id, turn, starts_at, staff_id, place, author_id)
      values (probe.id('k' || q), i, f, 1, now(), a, (select min(code) from code.session_method), a);
      insert into app.inquiry_booking_cancel (booking_id, inquiry_id, office_id, reason, author_id)
      values (probe.id('k' || q), i, f, 'x', a);
      insert into app.inquiry_line (inquiry_id, office_id, account_id) values (i, f, probe.id('line ' || o));
      insert into app.line_event (
        webhook_event_id, office_id, account_id, inquiry_id, type, source, mode, redelivered, occurred_at)
      values (q, f, probe.id('line ' || o), i, 'message', 'user', 'active', false, now());
      insert into app.line_message (webhook_event_id, office_id, account_id, inquiry_id, message_id, kind, text, sent_at)
      values (q, f, probe.id('line ' || o), i, q, case when q in ('QU', 'QK') then 'image' else 'text' end, 'x', now());
      insert into app.line_media (webhook_event_id, office_id, inquiry_id, outcome) values (q, f, i, 'gone');
      insert into app.line_media_part values (q, 1, f, i, 'x');
      insert into app.inquiry_amendment (id, inquiry_id, office_id, kind, relation, filled, author_id)
      values (probe.id('amendment ' || q), i, f, kind, 'self', '{}', a);
      insert into app.line_send (id, office_id, account_id, inquiry_id, kind, author_id)
      values (probe.id('send ' || q), f, probe.id('line ' || o), i, 'answer', a);
      insert into app.line_send_text values (probe.id('send ' || q), f, i, 'x');
      insert into app.line_send_step (send_id, office_id, inquiry_id, turn, step, way) values (probe.id('send ' || q), f, i, 1, 'began', 'push');
      insert into app.line_send_recall (send_id, office_id, inquiry_id, author_id) values (probe.id('send ' || q), f, i, a);
      insert into app.line_send_settlement (send_id, office_id, inquiry_id, arrived, author_id)
      values (probe.id('send ' || q), f, i, true, a);
      insert into app.crisis_flag (id, inquiry_id, office_id, webhook_event_id) values (probe.id('flag ' || q), i, f, q);
      insert into app.crisis_escalation (flag_id, inquiry_id, office_id, staff_id) values (probe.id('flag ' || q), i, f, a);
      insert into app.crisis_ack (flag_id, inquiry_id, office_id, staff_id) values (probe.id('flag ' || q), i, f, a);
      if l is not null then
        insert into app.inquiry_link (id, inquiry_id, office_id, turn, client_id, author_id)
        values (probe.id('l' || q), i, f, 1, probe.id(l), a);
      end if;
      if unlinked then
        insert into app.inquiry_unlink (link_id, inquiry_id, office_id, client_id, author_id)
        values (probe.id('l' || q), i, f, probe.id(l), a);
      end if;
    end $$;
    """

  private static let people = """
    do $$
    declare
      a uuid := probe.staff('sato'); f uuid := (select id from app.office where code = 'fukuoka');
      k uuid := (select id from app.office where code = 'kitakyushu'); p text;
    begin
      insert into app.office (id, code, name, created_by) values (probe.id('n'), 'nagasaki', 'x', a);
      insert into probe.label select id, case code when 'fukuoka' then 'f' when 'kitakyushu' then 'k' else 'n' end from app.office;
      insert into probe.label select id, substr(login, length(current_setting('probe.prefix')) + 1) from app.staff;
      insert into app.duty_end (duty_id, ended_by) select d.id, a from app.duty d where d.staff_id = probe.staff('wada');
      insert into probe.label select duty_id, 'wada''s duty' from app.duty_end;
      insert into app.staff_end (staff_id, ended_by) values (probe.staff('yano'), a);
      foreach p in array array['own', 'imported'] loop
        insert into probe.label values (probe.id(p), p);
        insert into app.provider (id, code, source, source_key, author_id)
        values (probe.id(p), 'P-22' || upper(left(p, 2)), case p when 'own' then 'own' else 'hsds' end, nullif(p, 'own'), a);
        insert into app.provider_version (provider_id, version, name, author_id) values (probe.id(p), 1, p, a);
        insert into app.provider_kind values (probe.id(p), 1, 'medical');
        insert into app.provider_verification values (probe.id('w' || p), probe.id(p), '2026-01-01', a);
        insert into app.provider_closing values (probe.id(p), '2026-01-01', a);
      end loop;
      -- one of fukuoka alone and one of both offices
      foreach p in array array['pf', 'pk'] loop
        insert into probe.label values (probe.id(p), p);
        insert into app.program (id, code, author_id) values (probe.id(p), p, a);
        insert into app.program_office (program_id, office_id, author_id)
        select probe.id(p), o, a from unnest(case p when 'pf' then array[f] else array[f, k] end) o;
        insert into app.program_version (program_id, version, name, from_on, author_id)
        values (probe.id(p), 1, p, '2026-01-01', a);
        insert into app.program_target (program_id, version, fiscal_year, people, author_id)
        values (probe.id(p), 1, 2026, 1, a);
      end loop;
      foreach p in array array['f', 'k'] loop
        insert into probe.label values (probe.id('notice ' || p), 'notice ' || p), (probe.id('request ' || p), 'request ' || p);
        insert into app.line_account (id, office_id, user_id) values (probe.id('line ' || p), case p when 'f' then f else k end, 'U');
        insert into app.line_tombstone values (case p when 'f' then f else k end, 'm', now());
        insert into app.line_setting (office_id, version, author_id) values (case p when 'f' then f else k end, 1, a);
        insert into app.line_quota (office_id, used) values (case p when 'f' then f else k end, 1);
        insert into app.crisis_list (office_id, version, words, keys, author_id)
        values (case p when 'f' then f else k end, 1, '{ab}', '{ab}', a);
        insert into app.crisis_oncall (office_id, version, first_id, second_id, minutes, author_id)
        values (case p when 'f' then f else k end, 1, a, probe.staff('mori'), 5, a);
        insert into app.line_code_try (webhook_event_id, office_id, account_id)
        values ('try ' || p, case p when 'f' then f else k end, probe.id('line ' || p));
        insert into app.month_note (office_id, month, version, author_id)
        values (case p when 'f' then f else k end, '2026-01-01', 1, a);
        insert into app.transcription (office_id, version, paths, labels, author_id)
        values (case p when 'f' then f else k end, 1, '{}', '{}', a);
        insert into app.similar_notice (id, office_id, staff_id) values (probe.id('notice ' || p), case p when 'f' then f else k end, a);
        insert into app.gate_request (id, action, office_id, login, name, roles, requested_by) values (
          probe.id('request ' || p), 'add', case p when 'f' then f else k end, 'x' || p, 'x', '{supervisor}', probe.staff('admin'));
        insert into app.gate_verifier values (probe.id('request ' || p), 'x');
        insert into app.gate_decision values (probe.id('request ' || p), false, probe.staff('suzuki'));
        insert into app.month_closing (id, office_id, month, edition, report, author_id)
        values (probe.id('month ' || p), case p when 'f' then f else k end, '2026-01-01', 1, '{}', a);
        insert into app.month_closing_row values (probe.id('month ' || p), case p when 'f' then f else k end, 'sessions', '[]');
        insert into app.month_closing_file
        values (probe.id('month ' || p), case p when 'f' then f else k end, 'html', 'ja', sha256('x'), 'x');
        insert into app.program_closing (closing_id, program_id, office_id, report)
        values (probe.id('month ' || p), probe.id('p' || p), case p when 'f' then f else k end, '{}');
        insert into app.program_closing_row
        values (probe.id('month ' || p), probe.id('p' || p), case p when 'f' then f else k end, 'sessions', '[]');
        insert into app.program_closing_file
        values (probe.id('month ' || p), probe.id('p' || p), case p when 'f' then f else k end, 'html', 'ja', sha256('x'), 'x');
        insert into app.month_reopening (closing_id, office_id, id, reason, author_id)
        values (probe.id('month ' || p), case p when 'f' then f else k end, probe.id('month ' || p), 'x', a);
      end loop;
      -- LINE's intake serves fukuoka and nagasaki
      insert into app.line_channel (destination, office_id, takes_unknown, author_id)
      values ('Uf', f, true, a), ('Un', probe.id('n'), false, a);
      -- and no more an account of kitakyushu's
      insert into app.line_channel (id, destination, office_id, author_id) values (probe.id('Uk'), 'Uk', k, a);
      insert into app.line_channel_end (channel_id, office_id, author_id) values (probe.id('Uk'), k, a);
      -- approved by somebody of another office
      insert into probe.label values (probe.id('request of ito'), 'request of ito');
      insert into app.gate_request (id, action, office_id, login, name, roles, requested_by)
      values (probe.id('request of ito'), 'add', k, probe.login('ito'), 'x', '{supervisor}', probe.staff('admin'));
      insert into app.gate_decision values (probe.id('request of ito'), true, probe.staff('suzuki'));
      foreach p in array array['sato', 'kato'] loop
        insert into probe.label values (probe.id('receipt ' || p), 'receipt ' || p);
        -- receipts of the office's own founding are somebody else's and have no label
        insert into app.receipt (id, author_id, verb, content_hash) values (probe.id('receipt ' || p), probe.staff(p), 'x', sha256('x'));
      end loop;
    end $$;

    """
}
