import Glibc

/// libpq's password file in the office's folder: a line a login, for any host, port and database. Its passwords are never
/// printed.
struct PassFile {
  let path: String

  init(_ home: OfficeHome) { path = home.path + "/pgpass" }

  /// The passwords by login; empty when there is no file.
  func passwords() throws -> [String: String] {
    var found: [String: String] = [:]
    for line in try lines() {
      guard let fields = Self.fields(line), found[fields.login] == nil else { continue }
      found[fields.login] = fields.password
    }
    return found
  }

  /// Adds or replaces these logins' lines and keeps every other line as it is.
  func set(_ passwords: [String: String]) throws {
    var kept = try lines().filter { line in
      guard let fields = Self.fields(line) else { return true }
      return passwords[fields.login] == nil
    }
    for (login, password) in passwords.sorted(by: { $0.key < $1.key }) {
      kept.append("*:*:*:\(Self.escaped(login)):\(Self.escaped(password))")
    }
    try File.replace(path, with: kept.map { $0 + "\n" }.joined(), mode: 0o600)
  }

  /// 24 random bytes as base64url.
  static func randomPassword() throws -> String {
    var bytes = [UInt8](repeating: 0, count: 24)
    guard getentropy(&bytes, bytes.count) == 0 else { throw File.trouble("getentropy", errno) }
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = Int(bytes[start]) << 16 | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
      for shift in [18, 12, 6, 0] { text.append(alphabet[group >> shift & 63]) }
    }
    return text
  }

  private func lines() throws -> [String] {
    try File.text(path)?.split(separator: "\n").map(String.init) ?? []
  }

  static func escaped(_ field: String) -> String {
    field.map { $0 == ":" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
  }

  /// Nil for a comment, or a line that is for one host or database only and so not ours to change.
  static func fields(_ line: String) -> (login: String, password: String)? {
    if line.hasPrefix("#") { return nil }
    var fields = [""]
    var isEscaped = false
    for character in line {
      if isEscaped {
        fields[fields.count - 1].append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == ":" && fields.count < 5 {
        fields.append("")
      } else {
        fields[fields.count - 1].append(character)
      }
    }
    guard fields.count == 5, fields[0...2].allSatisfy({ $0 == "*" }) else { return nil }
    return (fields[3], fields[4])
  }
}
