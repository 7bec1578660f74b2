-- What each function owner may touch. Staff hold no privilege on any table of `app`: they call functions (docs/decisions/0002).
set local role ippo_owner;
do $$
declare
  r record;
begin
  for r in select c.oid::regclass as relation from pg_catalog.pg_class c
    where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p', 'v')
  loop
    execute format('revoke all on %s from ippo_api, ippo_similar, ippo_gate, ippo_figures, ippo_audit', r.relation);
  end loop;
end
$$;

grant select on all tables in schema code to
  ippo_api, ippo_figures, ippo_gate, counselor, intake, supervisor, office_admin, reporter, line_sender;
-- LINE's intake executes one function and reads nothing, code lists included.
revoke all on all tables in schema code from line_intake;
revoke usage on schema code from line_intake;
grant select on ops.migration, ops.installed to ippo_api;

grant select on app.office, app.staff_end, app.duty, app.duty_end to ippo_api;
grant select (id, login, name, kana, created_at, created_by) on app.staff to ippo_api;
grant select, insert on
  app.receipt, app.client, app.client_version, app.client_phone, app.assignment, app.assignment_end,
  app.client_closing, app.client_reopening, app.access, app.session_version, app.session_with, app.session_staff,
  app.session_note, app.session_move
  to ippo_api;
grant select, insert, update (client_id, office_id) on app.session to ippo_api;
grant select, insert on app.similar_notice to ippo_api;

grant select (id, code, office_id) on app.client to ippo_similar;
grant select (client_id, version, office_id, name_key, kana_key, birth) on app.client_version to ippo_similar;
grant select (client_id, version, office_id, e164) on app.client_phone to ippo_similar;
-- a call that was written down is known whoever imports it
grant select (id, code, office_id, channel, received_at) on app.inquiry to ippo_similar;
grant select (inquiry_id, office_id, caller_e164) on app.inquiry_person to ippo_similar;
grant select (inquiry_id, office_id) on app.inquiry_call to ippo_similar;

grant select, insert on
  app.office, app.staff, app.duty, app.staff_end, app.gate_request, app.gate_decision to ippo_gate;
grant select on app.duty_end to ippo_gate;
grant select, insert, delete on app.gate_verifier to ippo_gate;

grant select, insert on
  app.inquiry, app.inquiry_person, app.inquiry_note, app.inquiry_claim, app.inquiry_release, app.inquiry_link,
  app.inquiry_unlink, app.inquiry_closing, app.inquiry_opening,
  app.inquiry_call, app.inquiry_callback, app.inquiry_callback_attempt, app.inquiry_booking, app.inquiry_booking_cancel,
  app.inquiry_caution, app.inquiry_amendment,
  app.assessment, app.assessment_factor, app.assessment_note,
  app.plan, app.plan_text, app.plan_check, app.plan_check_text, app.plan_pause, app.plan_resumption,
  app.provider, app.provider_version, app.provider_kind, app.provider_verification, app.provider_closing,
  app.referral, app.referral_status, app.referral_consent, app.referral_note,
  app.month_note, app.session_review, app.transcription,
  app.month_closing, app.month_closing_row, app.month_closing_file, app.month_reopening,
  app.program, app.program_office, app.program_version, app.program_target, app.enrolment, app.enrolment_end,
  app.inquiry_program, app.program_closing, app.program_closing_row, app.program_closing_file
  to ippo_api;

-- An inquiry is completed afterwards; what stood before is its amendment.
grant update (kind, relation, minutes) on app.inquiry to ippo_api;
grant update (
  caller_name, caller_kana, caller_phone, caller_e164, caller_display, about_name, about_kana, about_age, about_years)
  on app.inquiry_person to ippo_api;

-- LINE: nothing is deleted but what is no record; a message changes when its writer withdraws or edits it.
grant select, insert on
  app.line_channel, app.line_channel_end, app.line_account, app.inquiry_line, app.line_event, app.line_message, app.line_tombstone to ippo_api;
grant update (text, details, sent_at, edited_at, unsent_at) on app.line_message to ippo_api;
grant select, insert, delete on ops.line_reply_token to ippo_api;

-- Figures count: no name, no kana, no number, no note, no reason, no feeling.
grant select (id, code) on app.office to ippo_figures;
grant select (id, login) on app.staff to ippo_figures;
grant select (id, office_id, channel, kind, relation, received_at, minutes, created_at) on app.inquiry to ippo_figures;
grant select (id, inquiry_id, client_id, linked_at) on app.inquiry_link to ippo_figures;
grant select (link_id, unlinked_at) on app.inquiry_unlink to ippo_figures;
grant select (id, office_id, received_on, created_at) on app.client to ippo_figures;
grant select (client_id, version, birth, age_about, age_about_on, sex, withdrawn_since, saved_at)
  on app.client_version to ippo_figures;
grant select (id, client_id, office_id, closed_on, closed_at) on app.client_closing to ippo_figures;
grant select (closing_id, client_id, office_id, reopened_on, reopened_at) on app.client_reopening to ippo_figures;
grant select (session_id, version, client_id, office_id, kind, method, held_at, minutes, contact, saved_at)
  on app.session_version to ippo_figures;
grant select (session_id, version, who) on app.session_with to ippo_figures;
grant select (session_id, version, staff_id) on app.session_staff to ippo_figures;
grant select (id, session_id, from_client, office_id, moved_at) on app.session_move to ippo_figures;
grant select (id, client_id, assessed_on, created_at) on app.assessment to ippo_figures;
grant select (assessment_id, client_id, factor) on app.assessment_factor to ippo_figures;
grant select (id, client_id, office_id, owner, version, agreed_on, until_on, created_at) on app.plan to ippo_figures;
grant select (id, client_id, office_id, checked_on, result, created_at) on app.plan_check to ippo_figures;
grant select (id, plan_id, paused_on, created_at) on app.plan_pause to ippo_figures;
grant select (id, pause_id, resumed_on, created_at) on app.plan_resumption to ippo_figures;
grant select (id, client_id, office_id, provider_id, made_on, created_at) on app.referral to ippo_figures;
grant select (referral_id, version, client_id, office_id, status, status_on, saved_at) on app.referral_status to ippo_figures;
grant select (provider_id, version, saved_at) on app.provider_version to ippo_figures;
grant select (provider_id, version, kind) on app.provider_kind to ippo_figures;
grant select (id, inquiry_id, turn, program_id, chosen_at) on app.inquiry_program to ippo_figures;
grant select (id, code) on app.program to ippo_figures;
grant select (program_id, office_id) on app.program_office to ippo_figures;
grant select (program_id, version, name, name_en, funder, municipality, from_on, until_on, presence, line_by_day, saved_at)
  on app.program_version to ippo_figures;
grant select (program_id, version, fiscal_year, inquiries, sessions, people) on app.program_target to ippo_figures;
grant select (id, client_id, office_id, program_id, from_on, created_at) on app.enrolment to ippo_figures;
grant select (enrolment_id, left_on, created_at) on app.enrolment_end to ippo_figures;
grant select (seq, relation, row_key, hash) on audit.entry to ippo_figures;

-- Closed months: what was printed, and whether it still is what was written. The rows behind the figures name clients by id.
grant select on app.month_closing, app.month_closing_row, app.month_closing_file, app.month_reopening, app.program_closing,
  app.program_closing_row, app.program_closing_file to ippo_figures;
grant select (action, row_hash) on audit.entry to ippo_figures;
grant select (client_id, plan_id) on app.plan_check to ippo_figures;
grant select (client_id) on app.referral to ippo_figures;

-- Conversations on LINE (docs/conversations.md). What waits to be sent is a work list, outside `app`.
grant select, insert on
  app.line_setting, app.line_send, app.line_send_text, app.line_send_recall, app.line_send_step, app.line_quota,
  app.crisis_list, app.crisis_oncall, app.crisis_flag, app.crisis_escalation, app.crisis_ack,
  app.line_code, app.line_code_try, app.line_tie, app.line_tie_end to ippo_api;
grant select, insert, update (due_at), delete on ops.line_pending to ippo_api;
grant select, insert on app.line_send_settlement, app.line_media, app.line_media_part, app.line_media_opening to ippo_api;
grant update (size, declared_type, sniffed_type, digest) on app.line_media to ippo_api;
grant update (content) on app.line_media_part to ippo_api;
grant select, insert, update (tries, denied, due_at), delete on ops.line_fetch to ippo_api;
