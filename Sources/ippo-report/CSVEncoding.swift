import ArgumentParser
import Edge
import Paper

/// How a CSV file is written.
enum CSVEncoding: String, ExpressibleByArgument, CaseIterable, Sendable {
  /// With a byte-order mark, so that Excel knows it.
  case utf8 = "utf-8"
  /// What older systems of cities want.
  case cp932

  /// The file's bytes in this encoding, from those of the UTF-8 file; `remark` is told what cannot be written in it.
  func bytes(of csv: [UInt8], remark: (Words) -> Void) throws -> [UInt8] {
    if self == .utf8 { return csv }
    guard let file = CP932(csv) else {
      throw Trouble(
        ja: "この端末では CP932 に変換できません(C ライブラリの gconv がありません)。",
        en: "This machine cannot convert to CP932: the C library's gconv modules are missing.", status: .other)
    }
    if !file.missing.isEmpty {
      let names = file.missing.map { "\($0)(U+\(String($0.value, radix: 16, uppercase: true)))" }.joined(separator: " ")
      remark(
        Words(
          ja: "CP932 にない文字は U+… と書きました: \(names)", en: "CP932 does not have these; U+… stands for them: \(names)"))
    }
    return file.bytes
  }

  /// - Throws: `Trouble` where there is no CSV to write in it.
  func demand(csvAmong formats: [ReportFormat]) throws {
    if self == .cp932, !formats.contains(.csv) {
      throw Trouble(
        ja: "--encoding cp932 は CSV のためのものです(--format csv)。", en: "--encoding cp932 is for CSV (--format csv).",
        status: .usage)
    }
  }
}
