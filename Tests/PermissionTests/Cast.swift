import Postgres
import TestSupport

/// Logins beside the demo's people. They belong to the whole cluster, so they carry the office's prefix.
extension TestOffice {
  /// The demo's people, in the order in which tables print them.
  static let people = ["admin", "suzuki", "sato", "tanaka", "mori", "kato"]

  /// A login that is in these groups and is nobody of the staff.
  func makeStranger(_ name: String, in groups: [String]) throws {
    let office = try omniscient()
    try office.script("create role \(login(name)) login inherit password '\(TestOffice.password)'")
    for group in groups { try office.script("grant \(group) to \(login(name))") }
    // whoever is in no group may not even connect; for looking at the next wall this one has a door
    if groups.isEmpty { try office.script("grant connect on database \(self.name) to \(login(name))") }
  }

  /// Somebody of the staff with one duty, made behind the gate's back for tests that need more people than the demo.
  func makeStaff(_ name: String, _ role: String, at office: String) throws {
    try makeStranger(name, in: [role])
    try omniscient().script(
      """
      insert into app.staff (login, role_oid, name) select rolname, oid, '\(name)' from pg_roles where rolname = '\(login(name))';
      insert into app.duty (staff_id, office_id, role)
      select s.id, o.id, '\(role)' from app.staff s, app.office o where s.login = '\(login(name))' and o.code = '\(office)';
      """)
  }

  /// The services and outsiders: throw-away members of the service roles, whose own logins have no password here;
  /// `drifter` is in every group and has no duty, `nobody` is in none.
  func makeOutsiders(besides made: Set<String> = []) throws {
    for service in ["reporter", "line_intake", "line_sender"] where !made.contains(service) {
      try makeStranger(service, in: [service])
    }
    if !made.contains("drifter") {
      try makeStranger("drifter", in: ["counselor", "intake", "supervisor", "office_admin"])
    }
    try makeStranger("nobody", in: [])
  }

  static let outsiders = ["reporter", "line_intake", "line_sender", "drifter", "nobody"]
}
