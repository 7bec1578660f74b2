import CaseCore
import Postgres
import TestSupport
import Testing

@Suite("Referrals")
struct ReferralTests {
  private func client(_ office: TestOffice, as person: String = "sato", name: String = "山田 太郎") throws
    -> ClientReference
  {
    var new = NewClient()
    new.name = name
    guard
      case .saved(let code, _) = try Client.add(new, id: TestOffice.id(), evenIfSimilar: true, in: office.store(person))
    else { throw CaseError.conflict(what: "test") }
    return ClientReference(code)
  }

  private func clinic(_ office: TestOffice) throws -> ProviderReference {
    var facts = ProviderFacts()
    facts.name = "さくらクリニック"
    facts.kinds = ["psychiatry"]
    let added = try Provider.add(facts, verifiedOn: nil, id: TestOffice.id(), in: office.store("suzuki"))
    return ProviderReference(try #require(added.code))
  }

  private func entry(to provider: ProviderReference, _ purpose: String? = "眠れない") throws -> ReferralEntry {
    var entry = ReferralEntry(to: provider)
    entry.purpose = try purpose.map { try Note($0) }
    entry.accompanied = true
    return entry
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

  private func today(_ office: TestOffice) throws -> CalendarDate {
    try office.omniscient().one("select (clock_timestamp() at time zone 'Asia/Tokyo')::date")
  }

  @Test("a referral starts as an offer, and as agreed with a consent; a retry makes none, other content is a conflict")
  func make() throws {
    try TestOffice.run { office in
      let (client, clinic, sato) = (try client(office), try clinic(office), try office.store("sato"))
      let id = TestOffice.id()
      let made = try Referral.make(entry(to: clinic), of: client, id: id, in: sato)
      #expect(made.state == "saved" && made.status == "offered" && made.providerName == "さくらクリニック")
      #expect(try Referral.make(entry(to: clinic), of: client, id: id, in: sato).state == "duplicate")
      #expect(throws: CaseError.self) { try Referral.make(entry(to: clinic, "ほか"), of: client, id: id, in: sato) }
      var agreed = try entry(to: clinic)
      agreed.consentOn = try today(office)
      #expect(try Referral.make(agreed, of: client, id: TestOffice.id(), in: sato).status == "agreed")
      let all = try Referral.list(of: client, onlyOpen: false, in: sato)
      #expect(all.map(\.status).sorted() == ["agreed", "offered"])
      #expect(
        all.allSatisfy { $0.accompanied && $0.isOpen && $0.clientCode == client.text && $0.providerCode == clinic.text }
      )
    }
  }

  @Test("the provider hears of nobody without their consent, given no later; information only needs none")
  func consent() throws {
    try TestOffice.run { office in
      let (client, clinic, sato) = (try client(office), try clinic(office), try office.store("sato"))
      let today = try today(office)
      var asked = try entry(to: clinic)
      asked.status = "asked"
      refused("referral.consent_missing") { _ = try Referral.make(asked, of: client, id: TestOffice.id(), in: sato) }
      asked.on = today.adding(days: -2)
      asked.consentOn = today
      refused("referral.consent_later") { _ = try Referral.make(asked, of: client, id: TestOffice.id(), in: sato) }
      var informed = try entry(to: clinic)
      informed.status = "informed"
      #expect(try Referral.make(informed, of: client, id: TestOffice.id(), in: sato).state == "saved")
      #expect(try Referral.list(of: client, onlyOpen: true, in: sato).isEmpty, "nothing more is expected of it")
    }
  }

  @Test("an update goes by the client while one referral is open, by its id always")
  func updates() throws {
    try TestOffice.run { office in
      let (client, clinic, sato) = (try client(office), try clinic(office), try office.store("sato"))
      let today = try today(office)
      let id = TestOffice.id()
      _ = try Referral.make(entry(to: clinic), of: client, id: id, in: sato)
      func update(_ reference: ReferralReference, _ status: String, consent: CalendarDate? = nil) throws
        -> Referral.Update
      {
        try Referral.update(
          reference, status: status, on: nil, consentOn: consent, reason: Note("電話で"), id: TestOffice.id(), in: sato)
      }
      refused("referral.consent_missing") { _ = try update(ReferralReference(client.text), "booked") }
      let booked = try update(ReferralReference(client.text), "booked", consent: today)
      #expect(booked.id == id && booked.status == "booked" && booked.version == 2 && booked.clientName == "山田 太郎")
      #expect(try update(ReferralReference("\(id)".uppercased()), "ended").version == 3)
      #expect(throws: CaseError.self) { try update(ReferralReference(client.text), "in_use") }
      #expect(try Referral.named(ReferralReference(id), in: sato).status == "ended")
      _ = try Referral.make(entry(to: clinic), of: client, id: TestOffice.id(), in: sato)
      _ = try Referral.make(entry(to: clinic), of: client, id: TestOffice.id(), in: sato)
      refused("referral.ambiguous") { _ = try update(ReferralReference(client.text), "asked", consent: today) }
    }
  }

  @Test(
    "the history opens with its purpose and reasons and leaves a ticket; a list leaves none, a colleague sees neither")
  func history() throws {
    try TestOffice.run { office in
      let (client, clinic, sato) = (try client(office), try clinic(office), try office.store("sato"))
      let id = TestOffice.id()
      _ = try Referral.make(entry(to: clinic), of: client, id: id, in: sato)
      _ = try Referral.update(
        ReferralReference(id), status: "refused_by_person", on: nil, consentOn: nil, reason: Note("今はまだ"),
        id: TestOffice.id(), in: sato)
      let suzuki = try office.store("suzuki")
      #expect(try Referral.list(of: nil, onlyOpen: false, in: suzuki).count == 1)
      let before: Int = try office.omniscient().one("select count(*) from app.access")
      let (referral, steps) = try Referral.history(ReferralReference(id), in: suzuki)
      #expect(referral.id == id && steps.map(\.status) == ["offered", "refused_by_person"])
      #expect(steps.map(\.note) == ["眠れない", "今はまだ"])
      let after: Int = try office.omniscient().one("select count(*) from app.access")
      #expect(before == 0 && after == 1)
      for person in ["tanaka", "kato"] {
        let store = try office.store(person)
        #expect(try Referral.list(of: nil, onlyOpen: false, in: store).isEmpty)
        #expect(throws: CaseError.self) { try Referral.history(ReferralReference(id), in: store) }
      }
    }
  }

  @Test("nobody is referred to a provider that was closed by that day")
  func closed() throws {
    try TestOffice.run { office in
      let (client, clinic, sato) = (try client(office), try clinic(office), try office.store("sato"))
      let yesterday = try today(office).adding(days: -1)
      _ = try Provider.close(clinic, on: yesterday, id: TestOffice.id(), in: office.store("suzuki"))
      refused("provider.closed") {
        _ = try Referral.make(try entry(to: clinic), of: client, id: TestOffice.id(), in: sato)
      }
    }
  }
}
