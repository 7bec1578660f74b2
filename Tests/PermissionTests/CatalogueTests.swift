import CaseCore
import Postgres
import TestSupport
import Testing

@Suite("The catalogue")
struct CatalogueTests {
  private func offenders(_ office: TestOffice) throws -> [String: [String]] {
    let findings = try SchemaFinding.examine(in: office.store("admin"))
    return Dictionary(uniqueKeysWithValues: findings.map { ($0.check, $0.offenders) })
  }

  @Test("a fresh office has nothing for the doctor to find")
  func fresh() throws {
    try TestOffice.run { office in
      // the throw-away cluster of the tests does without fsync; nothing else may stand out
      let volatile = ["fsync = off", "full_page_writes = off"]
      let found = try offenders(office).mapValues { $0.filter { !volatile.contains($0) } }.filter { !$0.value.isEmpty }
      #expect(found.isEmpty, "\(found)")
    }
  }

  @Test("a table without policy, FORCE and audit trigger is found, each by its own check")
  func bareTable() throws {
    try TestOffice.run { office in
      try office.migration().script("set role ippo_owner; create table app.forgotten (id uuid primary key)")
      let found = try offenders(office)
      for check in [
        "every table of app forces row-level security", "every table of app has a policy",
        "every table of app has the audit trigger",
      ] { #expect(found[check] == ["forgotten"], "\(check)") }
    }
  }
}
