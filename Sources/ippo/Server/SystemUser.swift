import Edge
import Glibc

/// A user of the operating system: whom the server's processes and files belong to.
struct SystemUser: Equatable {
  let name: String
  let uid: uid_t
  let gid: gid_t
  let home: String

  var isRoot: Bool { uid == 0 }

  /// Who runs this program. PostgreSQL refuses a user without a name, so this does too.
  static func current() throws -> SystemUser {
    guard let user = SystemUser(getpwuid(geteuid())) else {
      throw Trouble.server(
        "ユーザー番号 \(geteuid()) の名前が見つかりません（/etc/passwd）。PostgreSQL には名前のあるユーザーが必要です。",
        "User number \(geteuid()) has no name (/etc/passwd); PostgreSQL needs a user with a name.")
    }
    return user
  }

  static func named(_ name: String) -> SystemUser? { SystemUser(getpwnam(name)) }

  static func name(of uid: uid_t) -> String { SystemUser(getpwuid(uid))?.name ?? "\(uid)" }

  private init?(_ entry: UnsafeMutablePointer<passwd>?) {
    guard let entry = entry?.pointee, let name = entry.pw_name, let home = entry.pw_dir else { return nil }
    self.name = String(cString: name)
    self.home = String(cString: home)
    uid = entry.pw_uid
    gid = entry.pw_gid
  }
}
