import CaseCore
import Postgres
import TestSupport

/// Values for the functions' arguments, by the arguments' names. They are SQL, so that a code can be asked for.
extension Sweep {
  static func values(of name: String, _ type: String, for function: String, in sweep: Sweep) throws -> [String] {
    if let known = byName(name, for: function, in: sweep) { return known }
    // facts that say nothing of whom a call is about
    if plain.contains(name) || type == "date" || type == "timestamp with time zone" { return ["null"] }
    throw UnknownArgument(description: "\(function)(\(name) \(type))")
  }

  private static let plain: Set = [
    "p_kana", "p_name_en", "p_phone", "p_number", "p_display", "p_postal", "p_address", "p_url", "p_hours", "p_notes",
    "p_age_about", "p_withdrawn_since", "p_municipality", "p_cautions", "p_base", "p_contact", "p_since", "p_owner",
    "p_check", "p_role", "p_source", "p_certainty", "p_reward", "p_consult", "p_caller_name", "p_caller_kana",
    "p_caller_phone", "p_caller_number", "p_caller_display", "p_funder", "p_about_name", "p_about_kana", "p_about_age",
    "p_channel",
    "p_relation", "p_supervisor", "p_supervisor_name", "p_supervisor_verifier", "p_at",
  ]

  private static func byName(_ name: String, for function: String, in sweep: Sweep) -> [String]? {
    let (s, k, u) = (sweep.files.s, sweep.files.k, sweep.files.u)
    func text(_ values: String...) -> [String] { values.map(quoted) }
    let clients = text(s.code, k.code, "C-2222", s.client.description)
    switch name {
    case "p_id" where readsByID.contains(function): return text(s.session.description, k.session.description)
    case "p_id":
      return ["gen_random_uuid()"] + text(s.client.description, s.session.description, k.referral.description)
    case "p_session": return text(s.session.description, k.session.description)
    case "p_client", "given", "given_code", "p_to": return clients
    case "p_inquiry": return text(s.inquiryCode, k.inquiryCode, u.inquiryCode, "Q-2222")
    case "p_from_inquiry": return ["null"] + text(s.inquiryCode, k.inquiryCode, u.inquiryCode)
    case "p_referral": return text(s.code, k.code, s.referral.description, k.referral.description)
    case "p_provider": return text(sweep.files.provider)
    case "p_office": return ["null"] + text("fukuoka", "kitakyushu")
    // an account that nobody has: disabling one ends real connections
    case "p_login" where function == "staff_disable": return text("ghost")
    case "p_login", "p_assign":
      return text(sweep.office.login("sato"), sweep.office.login("kato"), "backup", "postgres")
    case "p_admin": return text("ghost")
    case "p_verifier", "p_admin_verifier":
      return text("SCRAM-SHA-256$4096:MDEyMzQ1Njc4OWFiY2RlZg==$\(key)=:\(key)=", "x")
    case "p_text", "list": return text("sex", "a", "client")
    case "p_name", "p_admin_name", "p_action", "p_goal", "p_reason", "p_note", "p_advice", "p_feeling", "p_praise",
      "p_purpose":
      return text("x")
    case "p_code": return text("nagasaki")
    case "p_kind": return function == "session_log" ? text("consultation") : ["null"]
    case "p_method": return text("phone")
    case "p_minutes": return ["10"]
    case "p_with": return ["'{person}'"]
    case "p_staff" where function == "inquiry_book":
      return text(sweep.office.login("sato"), sweep.office.login("kato"))
    case "p_place": return ["null"]
    case "p_zone": return text("Asia/Tokyo")
    case "p_calls": return ["'[]'"]
    case "p_all": return ["false", "true"]
    case "p_number" where function.hasPrefix("caller_"):
      return text("+81" + s.digits, "+81" + k.digits, "+81" + u.digits)
    case "p_staff", "p_phones", "p_displays": return ["'{}'"]
    case "p_numbers": return ["'{}'", "array[\(quoted("+81" + s.digits))]", "array[\(quoted("+81" + k.digits))]"]
    case "p_factors": return ["'{family}'"]
    case "p_kinds": return ["'{medical}'"]
    case "p_duties": return ["'{counselor}'", "'{supervisor}'"]
    case "p_changes" where function == "month_write": return ["'{\"highlights\": \"x\"}'", "'{\"open_days\": 1}'"]
    case "p_changes" where function == "line_setting_set": return ["'{\"reserve\": 1}'"]
    case "p_changes": return ["'{\"cautions\": \"x\"}'", "'{\"birth\": \"x\"}'", "'{\"sex\": \"x\"}'"]
    case "p_send": return text(sweep.files.s.inquiry.description, sweep.files.k.inquiry.description)
    case "p_crisis": return ["false", "true"]
    case "p_words": return ["'{ab,cd}'"]
    case "p_first", "p_second": return text(sweep.office.login("sato"), sweep.office.login("kato"))
    case "p_as": return text("mother")
    case "p_turn", "p_http", "p_most", "p_used": return ["1"]
    case "p_meaning": return text("accepted", "token", "content")
    case "p_arrived", "p_again", "p_takes_unknown": return ["false", "true"]
    case "p_taken": return text(sweep.files.s.inquiry.description, sweep.files.k.inquiry.description)
    case "p_event": return text("e")
    case "p_declared": return ["null"]
    case "p_content": return ["'\\x00'"]
    case "p_destination": return text("U0123456789abcdef0123456789abcdef")
    case "p_relation" where function == "inquiry_amend": return text("mother")
    case "p_request": return text("x")
    case "p_deliveries":
      return ["'[]'"]
        + text(#"[{"destination": "U", "events": [{"id": "e", "at": 1, "source": "user", "user": "U"}]}]"#)
    case "p_providers": return ["'[]'"]
    case "p_source" where function == "provider_import": return text("hsds")
    case "p_result" where function == "inquiry_callback": return text("reached", "x")
    case "p_result": return text("done", "x")
    case "p_status": return text("offered", "informed")
    case "p_part": return text("sub", "main")
    case "p_sex": return text("unknown", "x")
    case "p_reason_code" where function == "client_break_glass":
      return ["(select code from code.access_reason where code not in ('caseload', 'supervision', 'unknown') limit 1)"]
    case "p_reason_code" where function == "inquiry_close":
      return ["(select code from code.inquiry_closing_reason limit 1)"]
    case "p_reason_code": return ["(select code from code.client_closing_reason limit 1)"]
    case "p_open", "p_due", "p_accompanied", "p_unnamed": return ["false", "true"]
    case "p_even_if_similar": return ["false", "true"]
    case "p_approved": return ["false", "true"]
    case "p_dry_run": return ["true"]
    case "p_limit": return ["100000"]
    case "p_months": return ["12"]
    case "p_sessions" where function == "session_review":
      return ["array[\(quoted(s.session.description))]::uuid[]", "array[\(quoted(k.session.description))]::uuid[]"]
    case "p_paths", "p_labels": return ["'{sessions.count}'"]
    case "p_unreviewed": return ["false", "true"]
    case "p_month": return ["current_date", "current_date - 40", "null"]
    case "p_figure": return text("sessions.count", "clients.active", "referrals.made", "plans.agreed", "x")
    case "p_format": return text("html", "json")
    case "p_report", "p_edition", "p_lang": return ["null"]
    case "p_formats", "p_langs", "p_files", "p_file_programs": return ["'{}'"]
    case "p_programs": return ["'{}'"]
    case "p_program": return ["null"] + text("sweep_program")
    case "p_offices": return ["'{}'", "'{fukuoka}'", "'{fukuoka,kitakyushu}'"]
    case "p_presence": return text("case", "x")
    case "p_line_by_day": return ["true"]
    case "p_year": return ["2026"]
    case "p_inquiries", "p_sessions", "p_people": return ["1"]
    case "program": return ["\(CaseStore.schemaVersion)"]
    default: return nil
    }
  }

  private static var key: String { String(repeating: "A", count: 43) }
}
