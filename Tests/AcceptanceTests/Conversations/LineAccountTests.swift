import Postgres
import TestSupport
import Testing

@Suite("The offices' accounts at LINE")
struct LineAccountTests {
  private static let bot = "U0123456789abcdef0123456789abcdef"

  /// The office that a message for this destination reaches.
  private func office(of destination: String, id: String, in office: TestOffice) throws -> String {
    try office.connection("line_intake").run(
      """
      select api.line_receive(jsonb_build_array(jsonb_build_object('destination', \(destination)::text, 'events',
        jsonb_build_array(jsonb_build_object('id', \(id)::text, 'type', 'message', 'at', 1700000000000, 'mode', 'active',
          'redelivered', false, 'source', 'user', 'user', \(id)::text, 'message',
          jsonb_build_object('id', \(id)::text, 'kind', 'text', 'text', 'x'))))))
      """)
    return try office.omniscient().one(
      "select o.code from app.line_event e join app.office o on o.id = e.office_id where e.webhook_event_id = \(id)")
  }

  @Test("an administrator binds an account to an office, once; unbound, what came stays and another office can have it")
  func binding() throws {
    try TestOffice.run { office in
      _ = try LineOffice(office)
      let admin = try Person("admin", of: office)
      #expect(try self.office(of: Self.bot, id: "1", in: office) == "fukuoka")
      let bound = try admin.run(
        "office", "line-account", "bind", Self.bot, "--office", "kitakyushu", "--format", "json")
      #expect(bound.ending == .status(0) && bound.field("office") == "kitakyushu", "\(bound.errors)")
      #expect(try self.office(of: Self.bot, id: "2", in: office) == "kitakyushu")
      let again = try admin.run("office", "line-account", "bind", Self.bot, "--office", "fukuoka")
      #expect(again.ending == .status(4) && again.errors.contains("すでにどこかの所のもの"))
      let list = try admin.run("office", "line-account", "list", "--format", "csv").output
      #expect(list.contains("\(Self.bot),kitakyushu,"))
      #expect(try admin.run("office", "line-account", "unbind", Self.bot).ending == .status(0))
      #expect(try admin.run("office", "line-account", "unbind", Self.bot).ending == .status(3))
      #expect(try !admin.run("office", "line-account", "list", "--format", "csv").output.contains(Self.bot))
      #expect(try self.office(of: Self.bot, id: "3", in: office) == "fukuoka")
      let kept: Int = try office.omniscient().one(
        "select count(*) from app.line_event e join app.office o on o.id = e.office_id where o.code = 'kitakyushu'")
      #expect(kept == 1)
      #expect(try admin.run("office", "line-account", "bind", Self.bot, "--office", "fukuoka").ending == .status(0))
      let entries: String = try office.omniscient().one(
        "select string_agg(e.relation, ' ' order by e.seq) from audit.entry e where e.relation ~ '^line_channel'")
      #expect(entries == "line_channel line_channel_end line_channel")
    }
  }

  @Test("what is for nobody known goes to the one account that takes it, and to another once that is unbound")
  func unknown() throws {
    try TestOffice.run { office in
      _ = try LineOffice(office)
      let admin = try Person("admin", of: office)
      func bind(_ digit: Character, _ code: String) throws -> Run {
        try admin.run(
          "office", "line-account", "bind", "U" + String(repeating: digit, count: 32), "--office", code,
          "--takes-unknown")
      }
      #expect(try bind("a", "kitakyushu").ending == .status(0))
      #expect(try self.office(of: "Uother", id: "1", in: office) == "kitakyushu")
      #expect(try bind("b", "fukuoka").ending == .status(4))
      #expect(
        try admin.run("office", "line-account", "unbind", "U" + String(repeating: "a", count: 32)).ending == .status(0))
      #expect(try self.office(of: "Uother", id: "2", in: office) == "fukuoka")
      #expect(try bind("b", "kitakyushu").ending == .status(0))
      #expect(try self.office(of: "Uother", id: "3", in: office) == "kitakyushu")
    }
  }

  @Test("it is the administrators' alone, and nothing but a bot's user id is bound")
  func forms() throws {
    try TestOffice.run { office in
      for person in ["suzuki", "sato", "mori"] {
        #expect(try Person(person, of: office).run("office", "line-account", "bind", Self.bot).ending == .status(4))
        #expect(try Person(person, of: office).run("office", "line-account", "list").ending == .status(4))
      }
      let admin = try Person("admin", of: office)
      for wrong in ["U1", "@bot", "u0123456789abcdef0123456789abcdef"] {
        let run = try admin.run("office", "line-account", "bind", wrong, "--office", "fukuoka")
        #expect(run.ending == .status(4), "\(wrong)")
      }
      // of two offices one is named
      #expect(try admin.run("office", "line-account", "bind", Self.bot).ending == .status(4))
    }
  }
}
