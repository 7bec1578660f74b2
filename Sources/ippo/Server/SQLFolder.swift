import Edge
import Glibc

/// Where `sql/` is: roles, database settings, migrations, code.
struct SQLFolder {
  let path: String

  /// `$IPPO_SQL`, else `share/ippo/sql` beside the installed program's folder, else `sql` in the source it was built in.
  static func find(at desk: Desk) throws -> SQLFolder {
    var places: [String] = []
    if let given = desk.environment["IPPO_SQL"], !given.isEmpty {
      places = [given]
    } else {
      places.append(File.folder(of: File.folder(of: desk.executable)) + "/share/ippo/sql")
      if let root = sourceRoot(above: desk.executable) { places.append(root + "/sql") }
    }
    for place in places where File.exists(place + "/roles.sql") {
      if let real = File.resolved(place) { return SQLFolder(path: real) }
    }
    throw Trouble.server(
      "sql フォルダーが見つかりません。IPPO_SQL で場所を指定してください。", "The sql folder was not found. Name it with IPPO_SQL.")
  }

  /// The nearest folder above the program that holds the project's source.
  static func sourceRoot(above executable: String) -> String? {
    var folder = File.folder(of: executable)
    while folder != "/" && folder != "." {
      if File.exists(folder + "/Package.swift") && File.exists(folder + "/sql/roles.sql") { return folder }
      folder = File.folder(of: folder)
    }
    return nil
  }

  func text(_ name: String) throws -> String {
    guard let text = try File.text(path + "/" + name) else { throw File.trouble(path + "/" + name, ENOENT) }
    return text
  }
}
