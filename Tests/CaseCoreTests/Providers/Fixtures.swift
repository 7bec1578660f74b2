import Glibc
import Testing

@testable import CaseCore

/// Directories made up for tests, in the layouts that municipalities publish.
enum Fixture {
  static let olderHeader = [
    "都道府県コード又は市区町村コード", "NO", "都道府県名", "市区町村名", "名称", "名称_カナ", "住所", "方書", "緯度", "経度", "電話番号", "内線番号",
    "利用可能曜日", "開始時間", "終了時間", "利用可能日時特記事項", "説明", "URL", "備考", "郵便番号",
  ]

  /// One row of the older 公共施設一覧, in which nothing is odd but what a test changes.
  static func facility(_ number: String, _ name: String, _ changes: [String: String] = [:]) -> String {
    let usual = [
      "都道府県コード又は市区町村コード": "401307", "NO": number, "都道府県名": "福岡県", "市区町村名": "福岡市", "名称": name, "名称_カナ": "カナ",
      "住所": "福岡県福岡市中央区1-1", "緯度": "33.59", "経度": "130.40", "電話番号": "092-555-0100", "利用可能曜日": "月火水木金",
      "開始時間": "9:00", "終了時間": "17:00", "郵便番号": "810-0001",
    ]
    return line(olderHeader.map { changes[$0] ?? usual[$0] ?? "" })
  }

  static func olderFile(_ rows: [String]) -> String { ([line(olderHeader)] + rows).joined(separator: "\r\n") + "\r\n" }

  static func line(_ fields: [String]) -> String {
    fields.map { $0.contains { ",\"\n".contains($0) } ? "\"\($0.replacing("\"", with: "\"\""))\"" : $0 }
      .joined(separator: ",")
  }

  static func facilities(_ rows: [String]) throws -> DirectoryReading {
    try FacilityFile.read(Array(olderFile(rows).utf8))
  }

  /// The bytes of a text in CP932, by the C library.
  static func cp932(_ text: String) throws -> [UInt8] {
    let converter = try #require(iconv_open("CP932", "UTF-8"))
    defer { iconv_close(converter) }
    var input = Array(text.utf8)
    var output = [UInt8](repeating: 0, count: input.count + 1)
    let left = input.withUnsafeMutableBytes { input in
      output.withUnsafeMutableBytes { output in
        var from = input.baseAddress?.assumingMemoryBound(to: CChar.self)
        var to = output.baseAddress?.assumingMemoryBound(to: CChar.self)
        var (left, room) = (input.count, output.count)
        return iconv(converter, &from, &left, &to, &room) == -1 ? nil : room
      }
    }
    return Array(output.prefix(output.count - (try #require(left))))
  }

  /// A folder of files, gone after the test.
  @discardableResult
  static func withFolder<R>(_ files: [String: String], _ body: (String) throws -> R) throws -> R {
    var template = Array("/tmp/ippo-directory-XXXXXX".utf8CString)
    let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    defer {
      for name in files.keys { unlink(folder + "/" + name) }
      rmdir(folder)
    }
    for (name, text) in files {
      let file = try #require(fopen(folder + "/" + name, "w"))
      fputs(text, file)
      fclose(file)
    }
    return try body(folder)
  }

  /// Public data beside the repository, kept as it was published; nil where a machine has none.
  static func shared(_ path: String) -> String? {
    // …/Tests/CaseCoreTests/Providers/Fixtures.swift
    let root = #filePath.split(separator: "/").dropLast(4).reduce(into: "") { $0 += "/" + $1 }
    let full = root + "/../shared/data/" + path
    return access(full, R_OK) == 0 ? full : nil
  }
}

extension DirectoryReading {
  /// The warnings of a line, as codes.
  func rules(line: Int, table: String? = nil) -> [ImportWarning.Rule] {
    warnings.filter { $0.place == SourcePlace(table: table, line: line) }.map(\.rule)
  }
}
