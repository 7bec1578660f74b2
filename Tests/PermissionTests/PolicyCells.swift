import Postgres
import TestSupport

/// The cells of the policy matrix: for each person and table what a function of each owner may read and write there.
struct PolicyCells {
  typealias Actor = PolicyModel.Actor
  private let office: TestOffice
  private let superuser: Connection
  private var cells:
    [(actor: String, owner: String, mode: String, relation: String, what: String, sql: String, expected: String)] = []

  private struct Table {
    let name: String
    /// The column by which a row is labelled.
    let key: String
    /// What an insert names: everything but what the server makes.
    let columns: String
    /// One row for each label, as JSON.
    var rows: [(label: String, json: String)] = []
  }

  /// Works all cells out and stores them in the office's database; answers how many there are.
  static func install(in office: TestOffice) throws -> Int {
    var made = try PolicyCells(office: office, superuser: office.omniscient())
    let tables = try made.tables()
    for actor in PolicyModel.actors {
      for table in tables { made.add(table, actor) }
      made.addTickets(actor)
      made.addMoves(actor)
      made.addAmendments(actor)
      made.addGate(actor, tables)
      made.addChain(actor)
    }
    made.addScenarios()
    try made.store()
    return made.cells.count
  }

  private init(office: TestOffice, superuser: Connection) {
    self.office = office
    self.superuser = superuser
  }

  private mutating func cell(
    _ actor: Actor, _ owner: String, _ mode: String, _ relation: String, _ what: String, _ sql: String,
    _ expected: String
  ) {
    cells.append(
      (
        actor.name.hasPrefix("ippo_") ? actor.name : office.login(actor.name), owner, mode, relation, what, sql,
        expected
      ))
  }

  private static let gateTables: Set = ["gate_request", "gate_verifier", "gate_decision"]
  private static let special = [
    "client": "id", "inquiry": "id", "provider": "id", "access": "id", "inquiry_opening": "id", "similar_notice": "id",
    "receipt": "id", "gate_request": "id", "gate_verifier": "request_id", "gate_decision": "request_id", "office": "id",
    "program": "id", "program_office": "program_id", "program_version": "program_id", "program_target": "program_id",
    "staff": "id", "staff_end": "staff_id", "duty": "office_id", "duty_end": "duty_id", "month_note": "office_id",
    "transcription": "office_id", "month_closing": "office_id", "month_closing_row": "office_id",
    "month_closing_file": "office_id", "month_reopening": "office_id",
    "program_closing": "office_id", "program_closing_row": "office_id", "program_closing_file": "office_id",
    "line_channel": "office_id", "line_channel_end": "office_id",
    "line_account": "office_id", "line_tombstone": "office_id", "line_setting": "office_id", "line_quota": "office_id",
    "crisis_list": "office_id", "crisis_oncall": "office_id", "line_code_try": "office_id",
  ]

  private func tables() throws -> [Table] {
    let found = try superuser.all(
      """
      select c.relname::text as name,
        string_agg(a.attname, ', ' order by a.attnum) filter (
          where a.attgenerated = '' and a.attname not in ('created_in', 'opened_in', 'asked_in')) as columns,
        bool_or(a.attname = 'inquiry_id') as of_inquiry, bool_or(a.attname = 'provider_id') as of_provider
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') group by c.relname order by 1
      """
    ) { row in
      let name = try row.decode("name", as: String.self)
      let isOfInquiry = try row.decode("of_inquiry", as: Bool.self)
      let isOfProvider = try row.decode("of_provider", as: Bool.self) && name != "referral"
      let key = Self.special[name] ?? (isOfInquiry ? "inquiry_id" : isOfProvider ? "provider_id" : "client_id")
      return Table(name: name, key: key, columns: try row.decode("columns", as: String.self))
    }
    return try found.map { table in
      var filled = table
      filled.rows = try superuser.all(
        """
        select distinct on (l.label) l.label, to_jsonb(r)::text as row
        from app.\(raw: table.name) r join probe.label l on l.id = r.\(raw: table.key) order by l.label, r::text
        """
      ) { (try $0.decode("label", as: String.self), try $0.decode("row", as: String.self)) }
      return filled
    }
  }

  private func labels(_ table: Table, of schema: String = "app") -> String {
    """
    select coalesce(string_agg(distinct l.label, ',' order by l.label), '')
    from \(schema).\(table.name) r join probe.label l on l.id = r.\(table.key)
    """
  }

  private func answer(_ labels: Set<String>) -> String { "ok:" + labels.sorted().joined(separator: ",") }

  private func staff(_ actor: Actor) -> String { actor.isStaff ? "probe.staff(\(quoted(actor.name)))" : "null" }

  private func insert(_ table: Table, _ row: String, _ changes: String = "'{}'") -> String {
    """
    insert into app.\(table.name) (\(table.columns)) select \(table.columns)
    from jsonb_populate_record(null::app.\(table.name), \(quoted(row))::jsonb || \(changes)::jsonb)
    """
  }

  private mutating func add(_ table: Table, _ actor: Actor) {
    let all = Set(table.rows.map(\.label))
    if !Self.gateTables.contains(table.name) {
      cell(
        actor, "ippo_api", "look", table.name, "reads", labels(table),
        answer(PolicyModel.visible(table.name, to: actor, all: all).intersection(all)))
    }
    // the owner is under FORCE: it sees nothing, whoever calls
    cell(
      actor, "ippo_owner", "look", table.name, "reads as the owner", "select count(*) from app.\(table.name)", "ok:0")
    if ["client", "client_version", "client_phone"].contains(table.name) {
      let mine = Set(PolicyModel.clients.filter { actor.offices.contains($0.office) }.map(\.letter))
      cell(actor, "ippo_similar", "look", table.name, "compares", labels(table), answer(mine))
    }
    if ["inquiry", "inquiry_person", "inquiry_call"].contains(table.name) {
      let mine = Set(PolicyModel.inquiries.filter { actor.offices.contains($0.office) }.map(\.name))
      cell(actor, "ippo_similar", "look", table.name, "compares", labels(table), answer(mine))
    }
    for (label, row) in table.rows {
      guard let allowed = PolicyModel.mayInsert(table.name, label, by: actor) else { continue }
      guard let author = PolicyModel.authors[table.name] ?? PolicyModel.conversationAuthors[table.name] else {
        cell(actor, "ippo_api", "do", table.name, "writes \(label)", insert(table, row), allowed ? "ok:1" : "42501")
        continue
      }
      for (what, who, isMe) in [
        ("as themselves", actor.name, true), ("as a colleague", actor.name == "sato" ? "mori" : "sato", false),
      ] {
        let staff = isMe && !actor.isStaff ? "null" : "(select id::text from probe.label where label = \(quoted(who)))"
        cell(
          actor, "ippo_api", "do", table.name, "writes \(label) \(what)",
          insert(table, row, "jsonb_build_object(\(quoted(author)), \(staff))"), allowed && isMe ? "ok:1" : "42501")
      }
    }
  }

  private mutating func addTickets(_ actor: Actor) {
    let caseload = PolicyModel.caseload(actor)
    for client in PolicyModel.clients {
      func ticket(_ who: String, _ outside: Bool, _ reason: String, _ hours: Int) -> String {
        """
        insert into app.access (staff_id, client_id, office_id, reason_code, reason, outside_caseload, until)
        select \(who), \(PolicyOffice.id(client.letter)), o.id, 'other', \(reason), \(outside),
          clock_timestamp() + interval '\(hours) hours'
        from probe.label o where o.label = '\(client.office)'
        """
      }
      let me = actor.isStaff ? "(select id from probe.label where label = \(quoted(actor.name)))" : "null"
      let other = "(select id from probe.label where label = '\(actor.name == "sato" ? "mori" : "sato")')"
      let opens = caseload.contains(client.letter) || actor.supervisor.contains(client.office)
      let breaks = actor.counselor.contains(client.office)
      for (what, sql, allowed) in [
        ("opens \(client.letter)", ticket(me, false, "null", 1), opens),
        ("opens \(client.letter) for a colleague", ticket(other, false, "null", 1), false),
        ("breaks \(client.letter)", ticket(me, true, "'x'", 1), breaks),
        ("breaks \(client.letter) without a reason", ticket(me, true, "null", 1), false),
        ("breaks \(client.letter) for long", ticket(me, true, "'x'", 3), false),
        ("breaks \(client.letter) for a colleague", ticket(other, true, "'x'", 1), false),
      ] { cell(actor, "ippo_api", "do", "access", what, sql, allowed ? "ok:1" : "42501") }
    }
  }

  /// Moving every session that one can to one client. No `where`: with one, the reading policies would decide too.
  private mutating func addMoves(_ actor: Actor) {
    let mine = PolicyModel.assigned(actor).union(
      PolicyModel.clients.filter { actor.supervisor.contains($0.office) }.map(\.letter))
    for client in PolicyModel.clients {
      let sql = """
        update app.session set client_id = \(PolicyOffice.id(client.letter)),
          office_id = (select id from probe.label where label = '\(client.office)')
        """
      let expected = mine.isEmpty ? "ok:0" : mine.contains(client.letter) ? "ok:\(mine.count)" : "42501"
      cell(actor, "ippo_api", "do", "session", "moves to \(client.letter)", sql, expected)
    }
  }

  /// Changing every inquiry, its people and media that one can; without `where`, as with sessions.
  private mutating func addAmendments(_ actor: Actor) {
    let mine = PolicyModel.amendable(actor)
    for (table, change, count) in [
      ("inquiry", "kind = 'other'", mine.count), ("inquiry_person", "caller_name = 'y'", mine.count),
      ("line_media", "size = null", PolicyModel.inquiries.count { actor.line.contains($0.office) }),
      ("line_media_part", "content = null", PolicyModel.inquiries.count { actor.line.contains($0.office) }),
    ] { cell(actor, "ippo_api", "do", table, "changes all", "update app.\(table) set \(change)", "ok:\(count)") }
  }

  private mutating func addGate(_ actor: Actor, _ tables: [Table]) {
    let isFounder = actor.name == "ippo_migrate"
    let me = actor.isStaff ? "(select id from probe.label where label = \(quoted(actor.name)))" : "null"
    let other = "(select id from probe.label where label = '\(actor.name == "sato" ? "mori" : "sato")')"
    func place(_ office: String) -> String { "(select id from probe.label where label = '\(office)')" }
    func gate(_ table: String, _ what: String, _ sql: String, _ allowed: Bool) -> (String, String, String, String) {
      (table, what, sql, allowed ? "ok:1" : "42501")
    }
    for table in tables {
      let all = Set(table.rows.map(\.label))
      switch table.name {
      case "staff", "staff_end", "office", "duty", "duty_end":
        cell(actor, "ippo_gate", "look", table.name, "reads at the gate", labels(table), answer(all))
      case "gate_request", "gate_verifier", "gate_decision":
        cell(
          actor, "ippo_gate", "look", table.name, "reads at the gate", labels(table),
          answer(actor.isStaff || isFounder ? all : []))
      default: break
      }
    }
    let isAdmin = !actor.admin.isEmpty
    var wanted: [(String, String, String, String)] = []
    let newOffice = "insert into app.office (code, name, created_by) values ('saga', 'x', "
    wanted.append(gate("office", "adds", newOffice + "\(me))", isAdmin || isFounder))
    wanted.append(gate("office", "adds for a colleague", newOffice + "\(other))", isFounder))
    let newStaff = "insert into app.staff (login, role_oid, name, created_by) values ('saga', 1, 'x', "
    wanted.append(gate("staff", "adds", newStaff + "\(me))", isAdmin || isFounder))
    wanted.append(gate("staff", "adds for a colleague", newStaff + "\(other))", isFounder))
    wanted.append(gate("staff", "adds for nobody", newStaff + "null)", isFounder))
    // whom somebody approved, in the name of whoever asked
    let approved = actor.name == "suzuki"
    let asked = actor.name == "admin"
    let asker = "(select id from probe.label where label = 'admin')"
    let ito = "(select id from probe.label where label = 'ito')"
    for (what, who, allowed) in [("asked", asker, approved), ("did not ask", other, false)] {
      wanted.append(
        gate(
          "staff", "adds whom they approved for one who \(what)",
          "insert into app.staff (login, role_oid, name, created_by) values (\(quoted(office.login("ito"))), 1, 'x', \(who))",
          allowed || isFounder || asked && what == "asked"))
    }
    for (duty, home, allowed) in [
      ("supervisor", "k", approved), ("office_admin", "k", false), ("supervisor", "f", false),
    ] {
      wanted.append(
        gate(
          "duty", "makes ito \(duty) in \(home) as approved",
          "insert into app.duty (staff_id, office_id, role, granted_by) values (\(ito), \(place(home)), '\(duty)', \(asker))",
          allowed || isFounder || asked))
    }
    for office in ["f", "k", "n"] {
      let mine = actor.admin.contains(office)
      let newDuty = "insert into app.duty (staff_id, office_id, role, granted_by) values"
      wanted.append(
        gate(
          "duty", "grants in \(office)", "\(newDuty) (\(other), \(place(office)), 'counselor', \(me))",
          mine || isFounder))
      wanted.append(
        gate(
          "duty", "grants in \(office) for a colleague",
          "\(newDuty) (\(other), \(place(office)), 'counselor', \(other))", isFounder))
      wanted.append(
        gate(
          "duty", "grants in \(office) for nobody", "\(newDuty) (\(other), \(place(office)), 'counselor', null)",
          isFounder))
      wanted.append(
        gate(
          "duty", "becomes admin in \(office)", "\(newDuty) (\(me), \(place(office)), 'office_admin', \(me))",
          mine || isFounder || office == "n" && actor.name == "sato"))
      let newRequest = """
        insert into app.gate_request (id, action, office_id, login, roles, requested_by)
        values (gen_random_uuid(), 'add', \(place(office)), 'x', '{}',
        """
      wanted.append(gate("gate_request", "asks in \(office)", "\(newRequest) \(me))", actor.admin.contains(office)))
      wanted.append(gate("gate_request", "asks in \(office) for a colleague", "\(newRequest) \(other))", false))
    }
    wanted.append(
      gate("staff_end", "ends", "insert into app.staff_end (staff_id, ended_by) values (\(other), \(me))", isAdmin))
    wanted.append(
      gate(
        "staff_end", "ends for a colleague",
        "insert into app.staff_end (staff_id, ended_by) values (\(other), \(other))", false))
    wanted.append(
      gate(
        "gate_verifier", "stores", "insert into app.gate_verifier values (\(PolicyOffice.id("request f")), 'x')",
        actor.isStaff))
    // what the migration's login decides nobody on the staff has decided
    wanted.append(
      gate(
        "gate_decision", "decides for nobody",
        "insert into app.gate_decision values (\(PolicyOffice.id("request f")), true, null)", isFounder))
    let decision = "insert into app.gate_decision values (\(PolicyOffice.id("request f")), true,"
    wanted.append(gate("gate_decision", "decides", "\(decision) \(me))", actor.isStaff || isFounder))
    wanted.append(gate("gate_decision", "decides for a colleague", "\(decision) \(other))", false))
    wanted.append(
      ("gate_verifier", "spends", "delete from app.gate_verifier", actor.isStaff || isFounder ? "ok:2" : "ok:0"))
    for (table, what, sql, expected) in wanted { cell(actor, "ippo_gate", "do", table, what, sql, expected) }
  }

  private mutating func addChain(_ actor: Actor) {
    for table in ["entry", "head", "gathered"] {
      cell(actor, "ippo_audit", "look", table, "reads", "select count(*) > 0 from audit.\(table)", "ok:true")
      cell(actor, "ippo_owner", "look", table, "reads as the owner", "select count(*) from audit.\(table)", "ok:0")
    }
    cell(actor, "ippo_audit", "do", "head", "moves", "update audit.head set seq = seq", "ok:1")
    cell(
      actor, "ippo_audit", "do", "entry", "writes",
      "insert into audit.entry select * from audit.entry order by seq limit 1", "ok:1")
    cell(
      actor, "ippo_audit", "do", "gathered", "writes",
      "insert into audit.gathered (relation, action, row_keys, row_hashes) values ('x', 'INSERT', '{}', '{}')", "ok:1")
    cell(actor, "ippo_audit", "do", "gathered", "empties", "delete from audit.gathered", "ok:1")
  }

  /// Whole verbs that need several policies one after the other, in one transaction.
  private mutating func addScenarios() {
    let add =
      "select 1 from api.client_add(gen_random_uuid(), null, 'x', null, false, null, null, null, null, null, null,"
    let saved = ") where state = 'saved'"
    for actor in PolicyModel.actors where ["sato", "mori", "suzuki", "kato"].contains(actor.name) {
      for table in [
        "client", "client_version", "client_phone", "assignment", "receipt", "entry", "head", "staff", "office", "duty",
      ] {
        cell(
          actor, "self", "do", table, "adds a client", "\(add) '{1}', '{null}', '{1}', null, null, true\(saved)", "ok:1"
        )
      }
    }
    for actor in PolicyModel.actors where ["sato", "mori"].contains(actor.name) {
      for table in ["client", "inquiry_link", "assignment", "inquiry_person"] {
        cell(
          actor, "self", "do", table, "adds a colleague's client from an inquiry",
          "\(add) '{}', '{}', '{}', null, '\(office.login("tanaka"))', true, 'Q-22QU'\(saved)", "ok:1")
      }
    }
    for actor in PolicyModel.actors where ["sato", "mori"].contains(actor.name) {
      for table in ["enrolment", "program", "program_office", "program_version"] {
        cell(
          actor, "self", "do", table, "adds a colleague's client to a program",
          "\(add) '{}', '{}', '{}', null, '\(office.login("tanaka"))', true, null, 'pf'\(saved)", "ok:1")
      }
    }
    for actor in PolicyModel.actors where ["line_intake", "drifter", "sato"].contains(actor.name) {
      let mine = actor.line.contains("f") ? "ok:1" : "42501"
      for (office, channel, expected) in [("f", "line", mine), ("k", "line", "42501"), ("f", "phone", "42501")] {
        cell(
          actor, "ippo_api", "do", "inquiry", "takes in by \(channel) at \(office)",
          """
          insert into app.inquiry (id, code, office_id, channel, kind, relation, received_at)
          select gen_random_uuid(), 'Q-ZZZZ', l.id, '\(channel)', 'unknown', 'unknown', now()
          from probe.label l where l.label = '\(office)'
          """,
          expected)
      }
      if actor.name == "line_intake" {
        for (inquiry, expected) in [("QU", "ok:1"), ("QK", "42501")] {
          cell(
            actor, "ippo_api", "do", "inquiry_person", "takes in nobody's name for \(inquiry)",
            """
            insert into app.inquiry_person (inquiry_id, office_id)
            select probe.id('\(inquiry)'), l.id from probe.label l where l.label = '\(inquiry == "QU" ? "f" : "k")'
            """, expected)
        }
        let delivery = """
          [{"destination": "Un", "events": [{"id": "scenario", "type": "follow", "at": 1, "mode": "active",
          "redelivered": false, "source": "none"}]}]
          """
        cell(
          actor, "self", "do", "line_event", "receives",
          "select from api.line_receive(\(quoted(delivery))) r where r ->> 'new' = '1' and r -> 'strangers' = '[]'",
          "ok:1")
        cell(
          actor, "ippo_api", "do", "line_message", "withdraws", "update app.line_message set text = null", "ok:7")
      }
    }
    for actor in PolicyModel.actors where actor.name == "admin" {
      cell(
        actor, "self", "do", "entry", "verifies",
        "select 1 from api.audit_verify() where entries > 0 and first_bad is null", "ok:1")
    }
  }

  private func store() throws {
    try superuser.script("truncate probe.cell")
    try superuser.run(
      """
      insert into probe.cell (actor, owner, mode, relation, what, statement, expected)
      select * from unnest(\(cells.map(\.actor)), \(cells.map(\.owner)), \(cells.map(\.mode)), \(cells.map(\.relation)),
        \(cells.map(\.what)), \(cells.map(\.sql)), \(cells.map(\.expected)))
      """)
  }
}
