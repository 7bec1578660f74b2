import CaseCore
import Postgres
import TestSupport
import Testing

@Suite("What a plan's sheet is made of")
struct PlanSheetTests {
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

  private func agree(
    _ word: String, for client: ClientReference, owner: String? = nil, from: CalendarDate? = nil, in store: CaseStore
  ) throws {
    var plan = NewPlan(goal: try Note(word + "の目標"), action: try Note(word + "の行動"))
    (plan.owner, plan.from, plan.check) = (owner, from, "weekly")
    plan.consult = try Note(word + "の相談")
    _ = try Plan.agree(plan, for: client, id: TestOffice.id(), in: store)
  }

  private func today(_ office: TestOffice) throws -> CalendarDate {
    try office.omniscient().one("select (clock_timestamp() at time zone 'Asia/Tokyo')::date")
  }

  @Test("it has the words of the owner's own plan, and no other word of the case")
  func wall() throws {
    try TestOffice.run { office in
      let (client, sato) = (try client(office), try office.store("sato"))
      try agree("本人", for: client, in: sato)
      try agree("母", for: client, owner: "mother", in: sato)
      _ = try Plan.check(
        client, owner: nil, result: "rested", on: nil, feeling: Note("秘密の気持ち"), praise: nil, id: TestOffice.id(),
        in: sato
      )
      let (card, sheet) = try Plan.sheet(of: client, owner: nil, on: nil, in: sato)
      #expect(card.code == client.text && sheet.goal == "本人の目標" && sheet.action == "本人の行動")
      #expect(sheet.check == "weekly" && sheet.reward == nil && sheet.consult == "本人の相談")
      for (owner, word, other) in [("person", "本人", "母"), ("mother", "母", "本人")] {
        let row: String = try sato.connection.one(
          "select t::text from api.plan_sheet(\(client.text), \(owner), null) t")
        #expect(row.contains(word + "の目標"))
        for foreign in [other, "秘密", "山田", client.text, "rested"] { #expect(!row.contains(foreign), "\(foreign)") }
      }
    }
  }

  @Test("without a ticket there is no row; making the sheet leaves one, and to anybody else there is no such client")
  func ticket() throws {
    try TestOffice.run { office in
      let (client, sato) = (try client(office), try office.store("sato"))
      try agree("本人", for: client, in: sato)
      func rows(_ store: CaseStore) throws -> Int {
        try store.connection.one("select count(*) from api.plan_sheet(\(client.text), null, null)")
      }
      func tickets() throws -> Int { try office.omniscient().one("select count(*) from app.access") }
      #expect(try rows(sato) == 0 && tickets() == 0)
      _ = try Plan.sheet(of: client, owner: nil, on: nil, in: sato)
      #expect(try rows(sato) == 1 && tickets() == 1)
      for person in ["tanaka", "kato"] {
        do {
          _ = try Plan.sheet(of: client, owner: nil, on: nil, in: office.store(person))
          Issue.record("\(person) got it")
        } catch CaseError.notFound(let what) {
          #expect(what == "client")
        }
      }
      #expect(try tickets() == 1)
    }
  }

  @Test("it is the plan in force on the day, the latest agreed; before the first one the next to come")
  func which() throws {
    try TestOffice.run { office in
      let (client, sato) = (try client(office), try office.store("sato"))
      let today = try today(office)
      func goal(_ day: CalendarDate?) throws -> String {
        let sheet = try Plan.sheet(of: client, owner: nil, on: day, in: sato).sheet
        return "\(sheet.goal) \(sheet.state)"
      }
      try agree("来週", for: client, from: today.adding(days: 7), in: sato)
      try agree("来月", for: client, from: today.adding(days: 30), in: sato)
      #expect(try goal(nil) == "来週の目標 coming")
      try agree("今", for: client, from: today, in: sato)
      #expect(try goal(nil) == "今の目標 in_force")
      // agreed last, it holds from its own first day on: as `plan check` has it
      #expect(try goal(today.adding(days: 40)) == "今の目標 in_force")
      _ = try Plan.pause(client, owner: nil, on: nil, id: TestOffice.id(), in: sato)
      #expect(try goal(nil) == "今の目標 paused")
      _ = try Plan.resume(client, owner: nil, on: nil, id: TestOffice.id(), in: sato)
      #expect(try goal(nil) == "今の目標 in_force")
    }
  }

  @Test("an owner without a plan is told so")
  func none() throws {
    try TestOffice.run { office in
      let (client, sato) = (try client(office), try office.store("sato"))
      try agree("本人", for: client, in: sato)
      for owner in ["mother", "father"] {
        do {
          _ = try Plan.sheet(of: client, owner: owner, on: nil, in: sato)
          Issue.record("there is no such plan")
        } catch CaseError.refused(let rule) {
          #expect(rule == "plan.none_of_owner")
        }
      }
    }
  }
}
