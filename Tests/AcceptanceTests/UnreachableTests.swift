import Glibc
import Postgres
import TestSupport
import Testing

@Suite("A server that is not there")
struct UnreachableTests {
  private let log = ["session", "log", "C-2345", "--method", "phone", "--note", "-", "--format", "json"]

  @Test("is told at once where nobody listens, and what can wait is kept on this machine")
  func away() throws {
    try TestOffice.run { office in
      let sato = try Person("sato", of: office)
      let run = try sato.with(["PGHOST": "/nonexistent"]).run(log, input: Array("電話".utf8))
      #expect(run.ending == .status(0))
      #expect(run.errors == "サーバーに届きません。この端末に預かりました。次に届くときに送ります。\n")
      #expect(run.field("state") == "queued" && run.field("client") == "C-2345" && run.field("client_name") == "null")
      #expect(run.duration < .milliseconds(2500))
    }
  }

  @Test("what cannot wait has a status of its own")
  func notQueued() throws {
    try TestOffice.run { office in
      let sato = try Person("sato", of: office).with(["PGHOST": "/nonexistent"])
      for arguments in [["client", "list"], ["session", "list"], ["client", "add", "--json", "-"]] {
        let run = try sato.run(arguments, input: Array(#"{"name":"山田"}"#.utf8))
        #expect(run.ending == .status(6), "\(arguments)")
        #expect(run.output == "" && run.errors == "サーバーに届きません。何も送っていません。\n")
      }
      #expect(sato.home.entries.isEmpty)
    }
  }

  @Test("is waited for no longer than three seconds where somebody listens and never answers")
  func silent() throws {
    try TestOffice.run { office in
      let sato = try Person("sato", of: office, lang: "C")
      let run = try SocketFolder.silent { folder in
        try sato.with(["PGHOST": folder.path]).run(log, input: Array("電話".utf8))
      }
      #expect(run.ending == .status(0) && run.field("state") == "queued")
      #expect(run.errors == "The server cannot be reached. The note is kept on this machine and sent next time.\n")
      // the deadline, and what a process takes to start on a busy machine
      #expect(run.duration >= .milliseconds(2500) && run.duration < .seconds(20), "\(run.duration)")
    }
  }

  @Test("when it dies with its answer, the note is kept too, and sending it again saves it once")
  func lostAnswer() throws {
    try TestOffice.run { office in
      let sato = try Person("sato", of: office)
      let code = try sato.client(named: "山田 太郎")
      let relay = try LostAnswer(to: "session_log")
      let lost = try sato.with(["PGHOST": relay.folder.path]).run(
        ["session", "log", code, "--method", "phone", "--note", "-", "--format", "json"], input: Array("電話".utf8))
      #expect(relay.hasLost)
      #expect(lost.ending == .status(0) && lost.field("state") == "queued")
      #expect(lost.errors.contains("届いたかどうか分からない"))
      let next = try sato.run("session", "list", "--format", "json")
      #expect(next.ending == .status(0) && next.errors == "預かっていた記録を1件、送りました。\n")
      #expect(next.field("id") == lost.field("id"))
      #expect(next.output.split(separator: "\"id\":").count == 2)
      let again = try sato.run("session", "list")
      #expect(again.errors == "")
    }
  }

  @Test("a server whose disk is full keeps nothing; the note is kept on this machine and sent when there is room again")
  func fullDisk() throws {
    try TestOffice.run { office in
      let sato = try Person("sato", of: office)
      let code = try sato.client(named: "山田 太郎")
      let arguments = ["session", "log", code, "--method", "phone", "--note", "-", "--format", "json"]
      let omniscient = try office.omniscient()
      try omniscient.script(
        """
        create function public.full_disk() returns trigger language plpgsql
          as $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$;
        create trigger full_disk before insert on app.session for each row execute function public.full_disk()
        """)
      let kept = try sato.run(arguments, input: Array("電話".utf8))
      #expect(kept.ending == .status(0) && kept.field("state") == "queued")
      #expect(kept.errors.contains("保存されていません。記録はこの端末に預かりました。"))
      let still = try sato.run("session", "list", "--format", "json")
      #expect(still.errors.contains("あと1件は、まだこの端末にあります。"))
      try omniscient.script("drop function public.full_disk() cascade")
      let next = try sato.run("session", "list", "--format", "json")
      #expect(next.errors == "預かっていた記録を1件、送りました。\n")
      #expect(next.field("id") == kept.field("id"))
    }
  }

  @Test("a relay that loses no answer disturbs nothing")
  func relayed() throws {
    try TestOffice.run { office in
      let relay = try LostAnswer(to: "a word that no statement holds")
      let run = try Person("sato", of: office, lang: "C").with(["PGHOST": relay.folder.path]).run("client", "list")
      #expect(run.ending == .status(0) && run.output == "There is nobody you may see.\n")
      #expect(!relay.hasLost)
    }
  }
}
