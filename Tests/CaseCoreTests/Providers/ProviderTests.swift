import Postgres
import TestSupport
import Testing

@testable import CaseCore

@Suite("Providers")
struct ProviderTests {
  private func clinic(_ name: String = "さくらクリニック") throws -> ProviderFacts {
    var facts = ProviderFacts()
    facts.name = name
    facts.kana = "サクラクリニック"
    facts.kinds = ["psychiatry", "psychosomatic"]
    facts.phone = ProviderPhone(try PhoneNumber(parsing: "０９２−５５５−０１００"))
    facts.address = "福岡市中央区天神1-1"
    return facts
  }

  private func refused(_ rule: String, _ body: () throws -> Void) {
    do {
      try body()
      Issue.record("\(rule) was not refused")
    } catch CaseError.refused(let found) {
      #expect(found == rule)
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test("a provider is found by every office under name, kana, address, telephone and code; a retry adds none")
  func add() throws {
    try TestOffice.run { office in
      let suzuki = try office.store("suzuki")
      let id = TestOffice.id()
      let (state, code) = try Provider.add(clinic(), verifiedOn: nil, id: id, in: suzuki)
      let again = try Provider.add(clinic(), verifiedOn: nil, id: id, in: suzuki)
      #expect(state == "saved" && again.state == "duplicate" && again.code == code)
      let made = try #require(code)
      let kato = try office.store("kato")
      for text in ["さくら", "ｻｸﾗ", "天神", "5550100", made, made.lowercased().replacing("-", with: "")] {
        #expect(try Provider.find(text, kind: nil, in: kato).map(\.code) == [made], "\(text)")
      }
      #expect(try Provider.find("", kind: "psychosomatic", in: kato).count == 1)
      #expect(try Provider.find("", kind: "dental", in: kato).isEmpty)
      let provider = try #require(try Provider.known(code: made, in: kato))
      #expect(provider.phone == "092-555-0100" && provider.kinds == ["psychiatry", "psychosomatic"])
      #expect(provider.source == "own" && provider.sourceKey == nil && provider.version == 1)
      refused("not_permitted") { _ = try Provider.add(try clinic(), verifiedOn: nil, id: TestOffice.id(), in: kato) }
    }
  }

  @Test("a name that could be a code is found as a name")
  func peace() throws {
    try TestOffice.run { office in
      let suzuki = try office.store("suzuki")
      _ = try Provider.add(clinic("Peace"), verifiedOn: nil, id: TestOffice.id(), in: suzuki)
      #expect(try Provider.find("peace", kind: nil, in: suzuki).map(\.name) == ["Peace"])
    }
  }

  @Test(
    "an amendment is a new version; verifying ends staleness for a year; what is closed is found no longer and still listed"
  )
  func life() throws {
    try TestOffice.run { office in
      let suzuki = try office.store("suzuki")
      let code = try #require(try Provider.add(clinic(), verifiedOn: nil, id: TestOffice.id(), in: suzuki).code)
      let reference = ProviderReference(code)
      let amended = try Provider.amend(
        reference, changes: [.text(key: "notes", value: "要予約"), .phone(nil), .kinds(["psychiatry"])],
        id: TestOffice.id(), in: suzuki)
      #expect(amended.state == "saved" && amended.version == 2)
      let on = try CalendarDate(year: 2020, month: 4, day: 1)
      _ = try Provider.verify(reference, on: on, id: TestOffice.id(), in: suzuki)
      let now = try #require(try Provider.known(code: code, in: suzuki))
      #expect(now.notes == "要予約" && now.phone == nil && now.kinds == ["psychiatry"] && now.name == "さくらクリニック")
      #expect(now.verifiedOn == on)
      #expect(!now.isStale(on: on.adding(days: 365)) && now.isStale(on: on.adding(days: 366)))
      let closed = try Provider.close(reference, on: nil, id: TestOffice.id(), in: suzuki)
      #expect(closed.state == "saved" && closed.closedOn != nil)
      refused("provider.already_closed") { _ = try Provider.close(reference, on: nil, id: TestOffice.id(), in: suzuki) }
      #expect(try Provider.find("さくら", kind: nil, in: suzuki).isEmpty)
      #expect(try Provider.list(kind: nil, in: suzuki).map(\.closedOn) == [closed.closedOn])
    }
  }
}

@Suite("Importing directories")
struct ProviderImportTests {
  @Test(
    "a dry run writes nothing; the second import changes nothing; a corrected row is a new version of the same provider"
  )
  func again() throws {
    try TestOffice.run { office in
      let suzuki = try office.store("suzuki")
      let rows = [Fixture.facility("1", "さくら公民館"), Fixture.facility("2", ""), Fixture.facility("3", "うめ会館")]
      let reading = try Fixture.facilities(rows)
      let dry = try Provider.importAll(reading, dryRun: true, in: suzuki)
      #expect(dry.map(\.state) == [.inserted, .skipped, .inserted] && dry.allSatisfy { $0.code == nil })
      #expect(try Provider.list(kind: nil, in: suzuki).isEmpty)
      let first = try Provider.importAll(reading, dryRun: false, in: suzuki)
      #expect(first.map(\.state) == [.inserted, .skipped, .inserted] && first.map(\.place.line) == [2, 3, 4])
      let entries: Int = try office.omniscient().one("select count(*) from audit.entry")
      let second = try Provider.importAll(reading, dryRun: false, in: office.store("admin"))
      #expect(second.map(\.state) == [.unchanged, .skipped, .unchanged] && second.map(\.code) == first.map(\.code))
      #expect(try office.omniscient().one("select count(*) from audit.entry") == entries, "nothing to put on record")
      let corrected = try Fixture.facilities([rows[0], Fixture.facility("3", "うめ会館", ["電話番号": "092-555-0199"])])
      let third = try Provider.importAll(corrected, dryRun: false, in: suzuki)
      #expect(third.map(\.state) == [.unchanged, .updated] && third.last?.version == 2)
      #expect(third.last?.code == first.last?.code)
      let listed = try Provider.list(kind: "community_center", in: suzuki)
      #expect(listed.map(\.source) == ["facility", "facility"] && listed.allSatisfy { $0.verifiedOn == nil })
    }
  }

  @Test("more rows than one transaction takes come in parts, each told; a counselor may not import")
  func parts() throws {
    try TestOffice.run { office in
      let count = Provider.importBatch + 3
      let reading = try Fixture.facilities((1...count).map { Fixture.facility("\($0)", "公民館\($0)") })
      let sato = try office.store("sato")
      #expect(throws: CaseError.self) { try Provider.importAll(reading, dryRun: false, in: sato) }
      let suzuki = try office.store("suzuki")
      var told: [Int] = []
      let rows = try Provider.importAll(reading, dryRun: false, in: suzuki) { told.append($0) }
      #expect(told == [Provider.importBatch, count])
      #expect(rows.map(\.name) == (1...count).map { "公民館\($0)" }, "in the file's order")
      #expect(Set(rows.compactMap(\.code)).count == count)
      let imports: Int = try office.omniscient().one("select count(distinct xmin::text) from app.provider")
      #expect(imports == 2)
    }
  }

  @Test("a provider that was imported is corrected at its source, not here")
  func imported() throws {
    try TestOffice.run { office in
      let suzuki = try office.store("suzuki")
      let rows = try Provider.importAll(
        Fixture.facilities([Fixture.facility("1", "さくら公民館")]), dryRun: false, in: suzuki)
      let code = try #require(rows.first?.code)
      do {
        _ = try Provider.amend(
          ProviderReference(code), changes: [.text(key: "notes", value: "x")], id: TestOffice.id(), in: suzuki)
        Issue.record("it was amended")
      } catch CaseError.refused(let rule) {
        #expect(rule == "provider.imported")
      }
    }
  }

  private static let tokyo = Fixture.shared("municipal/130001_public_facility_sample.csv")
  private static let openReferral = Fixture.shared("hsds")

  @Test(
    "Tokyo's sample imports its six rows, what is odd told by line, and a second time changes nothing",
    .enabled(if: tokyo != nil, "needs ../shared/data/municipal beside the repository"))
  func publishedFacilities() throws {
    let reading = try DirectoryReading.read(.facility, path: #require(Self.tokyo))
    #expect(reading.encoding == .cp932 && reading.layout == .recommended)
    #expect(reading.rules(line: 2) == [.checkDigit, .halfwidthKana, .halfwidthKana])
    #expect(reading.rules(line: 4) == [.lineBreak])
    #expect(reading.rules(line: 6) == [.postalBlanks])
    #expect(reading.rules(line: 7) == [.prefectureMissing, .hoursMissing])
    #expect(reading.rules(line: 8) == [.hoursNoLength])
    #expect(reading.warnings.count == 8)
    try TestOffice.run { office in
      let suzuki = try office.store("suzuki")
      let first = try Provider.importAll(reading, dryRun: false, in: suzuki)
      #expect(first.map(\.state) == Array(repeating: .inserted, count: 6))
      let second = try Provider.importAll(reading, dryRun: false, in: suzuki)
      #expect(second.map(\.state) == Array(repeating: .unchanged, count: 6))
    }
  }

  @Test(
    "Open Referral's example imports, and a second time changes nothing",
    .enabled(if: openReferral != nil, "needs ../shared/data/hsds beside the repository"))
  func publishedHSDS() throws {
    let reading = try DirectoryReading.read(.hsds, path: #require(Self.openReferral))
    #expect(reading.layout == .hsds3)
    #expect(reading.rules(line: 2, table: "phones.csv") == [.phoneQuoted])
    #expect(reading.rules(line: 2, table: "locations.csv").contains(.dangling))
    try TestOffice.run { office in
      let suzuki = try office.store("suzuki")
      #expect(try Provider.importAll(reading, dryRun: false, in: suzuki).map(\.state) == [.inserted])
      #expect(try Provider.importAll(reading, dryRun: false, in: suzuki).map(\.state) == [.unchanged])
    }
  }
}
