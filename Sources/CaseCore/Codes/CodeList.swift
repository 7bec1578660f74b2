/// A code that rows hold, with its label in both languages.
public struct Code: Sendable, Hashable {
  public let code: String
  public let ja: String
  public let en: String

  init(_ code: String, _ ja: String, _ en: String) {
    self.code = code
    self.ja = ja
    self.en = en
  }
}

/// One of the office's code lists, in its order; the labels are those of `sql/codes`.
public struct CodeList: Sendable {
  /// The name of the list, which is its table's in schema `code`.
  public let name: String
  public let codes: [Code]

  init(_ name: String, _ codes: [Code]) {
    self.name = name
    self.codes = codes
  }

  /// Finds the entry of a code; nil where a newer database knows one that this program does not.
  public subscript(code: String) -> Code? { codes.first { $0.code == code } }

  /// Gives back the code that was typed, folded for width and case.
  ///
  /// - Throws: `InvalidValue` "code.unknown" with `list`, `typed` and up to three `nearest` codes, `all` where none is near and they are few. A label is accepted too.
  public func demand(_ typed: String) throws(InvalidValue) -> String {
    let folded = InputText.folded(typed).lowercased()
    for entry in codes where entry.code == folded || entry.ja == typed || entry.en.lowercased() == folded {
      return entry.code
    }
    var arguments = ["list": name, "typed": InvalidValue.shown(typed)]
    let near = nearest(folded, in: codes.map(\.code), limit: 3)
    if !near.isEmpty {
      arguments["nearest"] = near.joined(separator: ", ")
    } else if codes.count <= 20 {
      arguments["all"] = codes.map(\.code).joined(separator: " ")
    }
    throw InvalidValue(code: "code.unknown", arguments: arguments)
  }

  /// Splits a comma-separated list of codes and demands each of them.
  public func demandEach(_ typed: String) throws(InvalidValue) -> [String] {
    var found: [String] = []
    for part in InputText.folded(typed).split(whereSeparator: { $0 == "," || $0 == "、" }) {
      let code = try demand(String(part))
      if !found.contains(code) { found.append(code) }
    }
    return found
  }
}
