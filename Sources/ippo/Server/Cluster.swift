import Edge
import Glibc
import Paper

/// The office's PostgreSQL cluster: where it is and whose processes it runs as.
struct Cluster {
  static let port = "5432"
  static let database = "ippo"

  /// The data folder, which nobody but its owner can enter.
  let data: String
  /// The socket's folder, in which others may connect (with a password).
  let run: String
  let owner: SystemUser
  let programs: PostgresPrograms

  enum State {
    case absent
    case stopped
    case running(Postmaster)
  }

  /// The cluster of this home, with a place chosen for it when there is none: inside the home, run as oneself; for root, who
  /// may not run PostgreSQL, under /var/lib/ippo as `postgres`, who could not enter root's folders. `cluster` in the home
  /// remembers the place.
  static func place(in home: OfficeHome, programs: PostgresPrograms, say: (Words) -> Void) throws -> Cluster {
    if let cluster = try existing(in: home, programs: programs) { return cluster }
    let me = try SystemUser.current()
    let cluster: Cluster
    if me.isRoot {
      guard let postgres = SystemUser.named("postgres") else {
        throw Trouble.server(
          "postgres ユーザーがいません。Debian では: apt-get install postgresql-15",
          "There is no user postgres. On Debian: apt-get install postgresql-15")
      }
      let folder = try freshSystemFolder(for: home, say: say)
      cluster = Cluster(data: folder + "/data", run: folder + "/run", owner: postgres, programs: programs)
    } else {
      cluster = Cluster(
        data: home.path + "/data", run: socketFolder(of: home, user: me), owner: me, programs: programs)
    }
    // Remembered before it is made, so that an interrupted making is taken up again in the same place.
    try ClusterRecord(user: cluster.owner.name, data: cluster.data, run: cluster.run).write(to: home)
    return cluster
  }

  /// The cluster of this home, made or begun; nil when there is none.
  static func existing(in home: OfficeHome, programs: PostgresPrograms) throws -> Cluster? {
    let me = try SystemUser.current()
    let inside = home.path + "/data"
    let insideFacts = try File.facts(inside)
    let record = try ClusterRecord.read(from: home)
    if me.isRoot {
      guard let record, record.isRoots else {
        // An ordinary user's cluster: root could be led astray by files in it.
        if record != nil || insideFacts != nil { throw belongs(home, to: insideFacts?.owner ?? record?.writer ?? 0) }
        return nil
      }
      guard let owner = SystemUser.named(record.user) else {
        throw Trouble.server("ユーザー \(record.user) がいません。", "There is no user \(record.user).")
      }
      return Cluster(data: record.data, run: record.run, owner: owner, programs: programs)
    }
    if let record, record.user != me.name { throw belongs(home, to: record.writer) }
    if let insideFacts, insideFacts.owner != me.uid { throw belongs(home, to: insideFacts.owner) }
    if record == nil && insideFacts == nil { return nil }
    // Always inside the home, so that a home that was moved is found in its new place.
    return Cluster(data: inside, run: socketFolder(of: home, user: me), owner: me, programs: programs)
  }

  private static func belongs(_ home: OfficeHome, to owner: uid_t) -> Trouble {
    let name = SystemUser.name(of: owner)
    return .server(
      "\(home.path) のサーバーは \(name) さんのものです。\(name) さんとして実行してください。",
      "The server in \(home.path) belongs to \(name). Run this as \(name).")
  }

  /// In the home, unless the socket's path would pass the 107 bytes that Linux allows or have a comma, which libpq takes
  /// for the end of a host: then a folder of one's own under /tmp, whose name depends on the home alone, not on the login
  /// session, which may end before the server does.
  private static func socketFolder(of home: OfficeHome, user: SystemUser) -> String {
    let folder = home.path + "/run"
    let fits = (folder + "/.s.PGSQL.\(port)").utf8.count <= 107
    return fits && !folder.contains(",") ? folder : "/tmp/ippo-\(user.uid)-\(shortHash(of: home.path))"
  }

  /// A folder under /var/lib/ippo that is not there yet. One that is there belongs to an earlier home in the same place
  /// that was deleted without its data; it stays as it is.
  private static func freshSystemFolder(for home: OfficeHome, say: (Words) -> Void) throws -> String {
    let first = "/var/lib/ippo/" + shortHash(of: home.path)
    var folder = first
    var number = 1
    while try File.facts(folder) != nil {
      number += 1
      folder = "\(first)-\(number)"
    }
    if number > 1 {
      say(
        Words(
          ja: "同じ場所の前のデータベースが \(first) に残っています（そのままにして、新しく作ります）。",
          en: "An earlier cluster of this place is still in \(first); it is left alone and a new one is made."))
    }
    return folder
  }

  /// Twelve hexadecimal digits of a text, to tell folders apart (FNV-1a; no secret depends on it).
  static func shortHash(of text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let hex = String(hash, radix: 16)
    return String((String(repeating: "0", count: 16 - hex.count) + hex).prefix(12))
  }
}
