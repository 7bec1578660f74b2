import CaseCore
import Postgres
import TestSupport

/// Calls every function of `api` as somebody who knows all ids and codes of other people's clients, and collects the
/// canaries in whatever comes back: rows, notices, errors with their context, plans.
///
/// What writes is rolled back; what opens a record is committed, so that the next call can read on it.
struct Sweep {
  let files: CaseFiles
  let office: TestOffice
  private let functions: [Function]
  var all: [Function] { functions }

  struct Function {
    let name: String
    let signature: String
    /// The arguments' names and types, in order.
    let arguments: [(name: String, type: String)]
    var writes: Bool { arguments.first.map { $0.name == "p_id" && !Sweep.readsByID.contains(name) } ?? false }
    var opens: Bool { name.hasSuffix("_open") }
  }

  /// What one login's sweep brought to light.
  struct Finding {
    var seen: Set<String> = []
    var calls = 0
    /// Where each canary was seen first.
    var places: [String: String] = [:]
  }

  static let readsByID: Set = ["session_open", "session_show", "session_notes"]

  /// An argument that this sweep has no value for: teach it one.
  struct UnknownArgument: Error, CustomStringConvertible {
    let description: String
  }

  init(_ files: CaseFiles) throws {
    self.files = files
    office = files.office
    let superuser = try office.omniscient()
    functions = try superuser.all(
      """
      select p.proname::text as name, p.oid::regprocedure::text as signature, p.proargnames[1 : p.pronargs] as names,
        array(select format_type(t, null) from unnest(p.proargtypes) with ordinality a (t, n) order by n) as types
      from pg_proc p where p.pronamespace = 'api'::regnamespace order by 1
      """
    ) { row in
      Function(
        name: try row.decode("name", as: String.self), signature: try row.decode("signature", as: String.self),
        arguments: Array(
          zip(try row.decode("names", as: [String]?.self) ?? [], try row.decode("types", as: [String].self))))
    }
    // tells an error whole, with the context that the wrapper does not keep; runs as whoever calls it
    try superuser.script(
      """
      create schema if not exists probe;
      grant usage on schema probe to public;
      create or replace function probe.tell(statement text) returns text language plpgsql as $$
      declare
        a text; b text; c text; d text; e text; f text; g text; h text;
      begin
        execute statement;
        return '';
      exception when others then
        get stacked diagnostics a = message_text, b = pg_exception_detail, c = pg_exception_hint, d = pg_exception_context,
          e = constraint_name, f = table_name, g = column_name, h = pg_datatype_name;
        return concat_ws(' ', a, b, c, d, e, f, g, h);
      end $$;
      grant execute on function probe.tell(text) to public;
      """)
  }

  /// - Parameter glass: whether to break the glass of fukuoka's records too, which opens them for a counselor there, as
  ///   it should.
  func run(as login: String, glass: Bool = false) throws -> Finding {
    var finding = Finding()
    let connection = try office.connection(login)
    try connection.script("set client_min_messages = debug1")
    // twice: what the first round opened may be read in the second
    var hasOpened = false
    for round in 1...2 where round == 1 || hasOpened {
      for function in functions {
        if function.name == "client_break_glass" && !glass { continue }
        if round == 2 && function.writes { continue }
        for (place, call) in try calls(of: function).enumerated() {
          let text = "select t::text as line from api.\(function.name)(\(call)) t"
          finding.calls += 1
          if function.opens {
            let outcome = try connection.attempt("\(raw: text)")
            hasOpened = hasOpened || outcome.state == "00000"
            note(outcome, of: text, in: &finding)
            continue
          }
          try connection.run("begin")
          let outcome = try connection.attempt("\(raw: text)")
          try connection.run("rollback")
          note(outcome, of: text, in: &finding)
          if outcome.message.hasPrefix("permission denied for function") { break }
          if outcome.state != "00000" {
            try connection.run("begin")
            note(try connection.attempt("select probe.tell(\(text)) as line"), of: "context of \(text)", in: &finding)
            try connection.run("rollback")
          } else if !function.writes && round == 1 && place == 0 {
            let plan = try connection.undone { () -> String in
              let lines = try connection.all("explain (analyze, verbose) \(raw: text)") { row in
                try row.decode("QUERY PLAN", as: String.self)
              }
              return lines.joined(separator: "\n")
            }
            if !files.seen(in: plan).subtracting(files.seen(in: text)).isEmpty {
              finding.seen.insert("plan of \(function.name)")
            }
          }
        }
      }
    }
    return finding
  }

  /// What the caller said and the server repeats is no secret.
  private func note(_ outcome: Outcome, of text: String, in finding: inout Finding) {
    let told = files.seen(in: outcome.everything)
    if told.isEmpty { return }
    for item in told.subtracting(files.seen(in: text)) where finding.seen.insert(item).inserted {
      finding.places[item] = text
    }
  }

  /// Argument lists for a function: the first values of all, then each other value of each argument by itself.
  /// - Parameter qualified: to name the types in full, past what the caller's own schema holds.
  func calls(of function: Function, qualified: Bool = false) throws -> [String] {
    let values = try function.arguments.map { try Sweep.values(of: $0.name, $0.type, for: function.name, in: self) }
    let first = values.map { $0[0] }
    var lists = [first]
    for (place, candidates) in values.enumerated() {
      for candidate in candidates.dropFirst() {
        var list = first
        list[place] = candidate
        lists.append(list)
      }
    }
    return lists.map { list in
      zip(list, function.arguments).map { value, argument in
        let short = ["boolean": "bool", "integer": "int4", "timestamp with time zone": "timestamptz"]
        return "(\(value))::" + (qualified ? "pg_catalog.\(short[argument.type] ?? argument.type)" : argument.type)
      }.joined(separator: ", ")
    }
  }
}
