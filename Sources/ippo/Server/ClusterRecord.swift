import Edge

/// `cluster` in the office's folder: where the cluster is and whose it is, a `name value` a line.
struct ClusterRecord {
  let user: String
  let data: String
  let run: String
  /// Who wrote the file.
  var writer: UInt32 = 0
  /// Whether root wrote it and nobody else could have: only then does root follow it.
  var isRoots = false

  static func read(from home: OfficeHome) throws -> ClusterRecord? {
    let path = home.path + "/cluster"
    guard let facts = try File.facts(path), let text = try File.text(path) else { return nil }
    var values: [Substring: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      if parts.count == 2 { values[parts[0]] = String(parts[1]) }
    }
    guard let user = values["user"], let data = values["data"], let run = values["run"] else {
      throw Trouble.server("\(path) を読めません。", "\(path) cannot be understood.")
    }
    return ClusterRecord(
      user: user, data: data, run: run, writer: facts.owner,
      isRoots: facts.owner == 0 && facts.isFile && !facts.isWritableByOthers)
  }

  func write(to home: OfficeHome) throws {
    try File.replace(home.path + "/cluster", with: "user \(user)\ndata \(data)\nrun \(run)\n", mode: 0o644)
  }
}
