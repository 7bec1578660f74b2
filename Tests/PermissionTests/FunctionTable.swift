/// Who may execute which function of `api`: CONTRACT's "verbs × who", a verb's functions on one line.
///
/// Having EXECUTE is only the first wall: what a call then shows or changes is the policies' affair.
enum FunctionTable {
  static let casework: Set = ["counselor", "supervisor"]
  static let frontDesk: Set = ["counselor", "intake", "supervisor"]
  static let staff: Set = ["counselor", "intake", "supervisor", "office_admin"]
  static let supervisor: Set = ["supervisor"]
  static let admin: Set = ["office_admin"]

  private static let verbs: [(functions: String, who: Set<String>)] = [
    // inquiries; an office_admin's list shows of recruitment that it came
    ("inquiry_add inquiry_link inquiry_unlink inquiry_program inquiry_amend", frontDesk),
    // recruitment is the administrator's to answer
    ("inquiry_claim inquiry_release inquiry_close", staff),
    ("inquiry_named inquiry_open inquiry_show inquiry_notes inquiry_matching inquiry_amendments", staff),
    ("inquiry_list inquiry_triage inquiry_callbacks", staff),
    ("inquiry_callback inquiry_callback_due inquiry_book inquiry_book_cancel", staff),
    ("inquiry_import inquiry_responses caller_clients caller_inquiries", frontDesk),
    ("inquiry_openings", supervisor),
    // the client index is intake's too, the record is not
    ("client_add client_ask_similar client_similar client_list client_find client_named client_fitting", frontDesk),
    ("client_open client_show client_break_glass client_amend client_close client_reopen", casework),
    ("client_assign client_openings", supervisor),
    // a case's program; intake enrols whom it adds, and sees where a case is
    ("client_enrol client_leave", casework),
    ("client_enrolments", frontDesk),
    ("program_list program_targets", staff),
    ("program_add program_amend", admin),
    (
      "session_log session_list session_named session_open session_show session_notes session_record session_amend session_move",
      casework
    ),
    ("assess_add assess_show", casework),
    ("plan_agree plan_check plan_checks plan_list plan_pause plan_resume plan_sheet plan_show", casework),
    ("referral_make referral_update referral_list referral_named referral_history", casework),
    ("provider_find provider_list", staff),
    ("provider_add provider_amend provider_verify provider_close", supervisor),
    ("provider_import", ["supervisor", "office_admin"]),
    // staff and offices; the second person may be a supervisor
    ("staff_add staff_password staff_disable office_add", admin),
    ("staff_approve staff_requests", ["office_admin", "supervisor", "ippo_migrate"]),
    ("staff_list office_list me today", staff),
    ("audit_log audit_verify", admin),
    // figures never tell a name
    (
      "figure_offices figure_programs month_figures month_series month_figure_rows month_report month_printed month_closings",
      ["supervisor", "office_admin", "reporter"]
    ),
    // what an office writes about its month, and how it copies figures
    ("month_write month_show transcription_set transcription_show figure_paths", ["supervisor", "office_admin"]),
    ("session_review", supervisor),
    // closing a month, and the rows behind its figures
    ("month_to_close month_close month_reopen month_rows", supervisor),
    // what LINE delivers: the one function of its intake
    ("line_receive", ["line_intake"]),
    // conversations; what was queued is sent by the sender, which may do nothing else
    ("inquiry_thread inquiry_addressee inquiry_reply inquiry_recall inquiry_read inquiry_settle", frontDesk),
    // pictures and files; they are fetched by the sender's side
    ("inquiry_media_open inquiry_media_content", frontDesk),
    ("line_fetch_begin line_fetch_next line_fetched", ["line_sender"]),
    ("line_account_bind line_account_unbind line_account_list", admin),
    ("line_setting_show crisis_words crisis_oncall_show", staff),
    ("line_setting_set", ["supervisor", "office_admin"]),
    ("line_code_make line_untie", casework),
    ("line_begin line_next line_sent line_quota_seen crisis_tick", ["line_sender"]),
    // cries for help
    ("crisis_board crisis_raise crisis_ack", frontDesk),
    ("crisis_words_set crisis_oncall_set", supervisor),
    // the program's own questions
    ("hello", staff.union(["reporter", "line_sender", "ippo_migrate"])),
    ("codes", staff.union(["reporter"])),
    ("schema_status", staff.union(["reporter", "ippo_migrate"])),
    ("doctor", ["office_admin", "ippo_migrate"]),
    ("found_office", ["ippo_migrate"]),
  ]

  /// The groups and services by function.
  static let allowed: [String: Set<String>] = verbs.reduce(into: [:]) { table, verb in
    for function in verb.functions.split(separator: " ") { table[String(function)] = verb.who }
  }

  /// What a login of the tests is a member of.
  static let groups: [String: Set<String>] = [
    "admin": ["office_admin"], "suzuki": ["supervisor"], "sato": ["counselor"], "tanaka": ["counselor"],
    "mori": ["intake"], "kato": ["counselor"], "reporter": ["reporter"], "line_intake": ["line_intake"],
    "line_sender": ["line_sender"], "drifter": staff, "nobody": [],
  ]
}
