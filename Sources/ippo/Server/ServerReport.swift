import Paper

/// What `ippo server status` tells: one record.
struct ServerReport {
  enum State: String { case running, stopped, absent }

  let state: State
  let since: String?
  let pid: Int32?
  let data: String?
  let socket: String?
  let home: String
  let version: String?
  let sizeBytes: Int?

  init(_ home: OfficeHome, programs: PostgresPrograms) throws {
    self.home = home.path
    guard try home.exists(), let cluster = try Cluster.existing(in: home, programs: programs) else {
      state = .absent
      (since, pid, data, socket, version, sizeBytes) = (nil, nil, nil, nil, nil, nil)
      return
    }
    switch try cluster.state() {
    case .running(let postmaster):
      state = .running
      since = JapanTime.text(postmaster.since)
      pid = postmaster.pid
      socket = postmaster.socketFolder + "/.s.PGSQL.\(Cluster.port)"
    case .stopped:
      state = .stopped
      (since, pid, socket) = (nil, nil, nil)
    case .absent:
      state = .absent
      (since, pid, socket) = (nil, nil, nil)
    }
    data = cluster.data
    version = state == .absent ? nil : programs.version
    sizeBytes = state == .absent ? nil : try cluster.sizeBytes()
  }

  /// The report as it is printed.
  func record(in lang: Language) -> Record {
    var record = Record()
    record.add("state", ja: "状態", en: "State", .code(state.rawValue, label: stateWords(lang)))
    record.add("since", ja: "開始", en: "Since", .text(orNull: since), isShown: since != nil)
    record.add("pid", ja: "プロセス", en: "Process", .integer(orNull: pid.map { Int($0) }), isShown: pid != nil)
    record.add("data", ja: "データ", en: "Data", .text(orNull: data), isShown: data != nil)
    record.add("socket", ja: "ソケット", en: "Socket", .text(orNull: socket), isShown: socket != nil)
    record.add("home", ja: "フォルダー", en: "Home", .text(home))
    record.add("version", ja: "版", en: "Version", .text(orNull: version), isShown: version != nil)
    record.add("size_bytes", ja: "大きさ(バイト)", en: "Size (bytes)", .integer(orNull: sizeBytes), isShown: sizeBytes != nil)
    return record
  }

  private var stateWords: Words {
    switch state {
    case .running: Words(ja: "動いています", en: "running")
    case .stopped: Words(ja: "止まっています", en: "stopped")
    case .absent: Words(ja: "まだありません", en: "not made yet")
    }
  }
}
