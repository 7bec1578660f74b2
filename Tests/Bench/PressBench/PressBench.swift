import Glibc
import Paper
import Press
import TestPress

/// What the benches of the pages run: `press-bench pdf N FOLDER` writes N offices' six-page reports and prints the seconds that
/// each took, one a line; `press-bench html N FOLDER` writes the same reports as pages for the peer; `press-bench month LANG
/// FILE` writes an ordinary month, a workbook where the file is called so, else a PDF.
@main
struct PressBench {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4 else { exit(64) }
    switch arguments[1] {
    case "month":
      let lang = Language(rawValue: arguments[2]) ?? .ja
      // the month's end as ippo-report has it, in Japan
      let bytes =
        arguments[3].hasSuffix(".xlsx")
        ? try xlsx(monthSample(lang), created: 1_793_458_800) : try pdf(monthSample(lang), date: (2026, 10, 31)).bytes
      try write(bytes, to: arguments[3])
    case "pdf":
      let typesetter = try Typesetter()
      for at in 0..<(Int(arguments[2]) ?? 1) {
        let began = ContinuousClock.now
        let document = monthSample(office: "第\(at + 1)相談室", seed: at + 1, isLong: true)
        try write(typesetter.pdf(document, date: (2026, 10, 31)).bytes, to: "\(arguments[3])/\(at).pdf")
        let (seconds, attoseconds) = (ContinuousClock.now - began).components
        print(Double(seconds) + Double(attoseconds) / 1e18)
      }
    case "html":
      for at in 0..<(Int(arguments[2]) ?? 1) {
        try write(
          html(monthSample(office: "第\(at + 1)相談室", seed: at + 1, isLong: true)), to: "\(arguments[3])/\(at).html")
      }
    default: exit(64)
    }
  }

  private struct Unwritten: Error {}

  private static func write(_ bytes: [UInt8], to path: String) throws {
    guard let file = fopen(path, "w") else { throw Unwritten() }
    let count = fwrite(bytes, 1, bytes.count, file)
    guard fclose(file) == 0, count == bytes.count else { throw Unwritten() }
  }
}
