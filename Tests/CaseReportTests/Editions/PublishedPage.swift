import FoundationEssentials
import Paper

@testable import CaseReport

/// A month's page as somebody outside has it: its JSON and its CSV, read back from their bytes.
struct PublishedPage {
  /// What is told, by path: `sessions.by_method.phone.people`; of a chart `series.inquiries.2026-04`.
  private(set) var numbers: [String: Int] = [:]
  /// Figures that are there without a number.
  private(set) var hidden: Set<String> = []
  /// Tables that are there, with the codes they have.
  private(set) var tables: [String: Set<String>] = [:]

  struct Unreadable: Error {}

  init(_ report: MonthReport) throws {
    let json = render(report.record, as: .json, lang: .ja)
    let tree = try JSONDecoder().decode(Tree.self, from: Data(json))
    collect(tree, at: "")
    guard case .object(let members) = tree, case .list(let paths) = members["hidden"] else {
      throw Unreadable()
    }
    for case .text(let path) in paths { hidden.insert(path) }
    readCSV(String(decoding: csv(report.document(lang: .ja)), as: UTF8.self))
  }

  /// A planted leak: tells what was hidden.
  mutating func tell(_ path: String, _ number: Int) {
    numbers[path] = number
    hidden.remove(path)
  }

  private mutating func collect(_ tree: Tree, at path: String) {
    switch tree {
    case .number(let number): numbers[path] = number
    case .object(let members):
      if path.split(separator: ".").last?.hasPrefix("by_") == true { tables[path] = Set(members.keys) }
      for (key, tree) in members { collect(tree, at: path.isEmpty ? key : path + "." + key) }
    case .null, .text, .list: break
    }
  }

  /// Every number of it under the path of the JSON; what has no such path is of a chart, or the page would say more than that.
  private mutating func readCSV(_ csv: String) {
    for line in csv.split(separator: "\r\n").dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let (section, key) = (fields[0], fields[1])
      let code = key.split(separator: ".").first.map(String.init) ?? key
      func add(_ path: String, _ text: String) { if let number = Int(text) { note(path, number) } }
      switch section {
      case "summary":
        let own = [
          "inquiries": "inquiries.total", "sessions": "sessions.count", "people": "sessions.people",
          "active": "clients.active",
          "minutes": "sessions.minutes",
        ]
        add(own[key] ?? key, fields[3])
        for (at, span) in ["previous_month", "same_month_last_year", "fiscal_year"].enumerated() {
          let name =
            span == "fiscal_year" && key != "inquiries" ? "sessions.\(key == "people" ? "people" : "count")" : key
          add("\(span).\(name)", fields[4 + at])
        }
      case "sessions.apart": add("sessions.\(code)", fields[3])
      case "sessions.by_method": add("\(section).\(key)", fields[3])
      default: add("\(section).\(code)", fields[3])
      }
    }
  }

  private mutating func note(_ path: String, _ number: Int) {
    numbers[path] = number
  }

  enum Tree: Decodable {
    case number(Int), text(String), null
    case object([String: Tree])
    case list([Tree])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .null
      } else if let number = try? container.decode(Int.self) {
        self = .number(number)
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else if let list = try? container.decode([Tree].self) {
        self = .list(list)
      } else {
        self = .object(try container.decode([String: Tree].self))
      }
    }
  }
}
