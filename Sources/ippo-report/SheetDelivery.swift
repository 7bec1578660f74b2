import ArgumentParser
import CaseCore
import Edge
import Paper
import Terminal

enum SheetFormat: String, ExpressibleByArgument, CaseIterable { case text, html, pdf }

/// The options of every sheet.
struct SheetOutput: ParsableArguments {
  @Option(help: .said("書き出す先(「-」か省略で標準出力)", "where to write (default: standard output)")) var output: String?
  @Option(help: .said("シートの言語 ja か en(既定は ja)", "the sheet's language, ja or en (default: ja)")) var lang: Language?

  var language: Language { lang ?? .ja }
}

extension Desk {
  /// Writes a sheet where it is wanted. At a terminal its text goes to the screen that leaves no history.
  func deliver(_ sheet: Document, as format: SheetFormat, to options: SheetOutput) throws {
    if isOnScreen(options) { try demandReadable(format.rawValue, isBinary: format == .pdf) }
    switch format {
    case .pdf: try deliver(pressed(sheet, on: today, remark: say), to: options)
    case .html: try deliver(html(sheet), to: options)
    case .text where isOnScreen(options):
      _ = try AlternateScreen.show(
        text(sheet, width: console.screenWidth), title: sheet.title, on: tty(), idle: .seconds(300))
    case .text: try deliver(Array(text(sheet).utf8), to: options)
    }
  }

  /// Writes finished bytes to the file that was asked for, or to standard output.
  func deliver(_ bytes: [UInt8], to options: SheetOutput) throws {
    guard let path = options.output, path != "-" else { return try write(bytes) }
    try OutputFile.write(bytes, to: path)
    say(Words(ja: "書き出しました: \(path)", en: "Written: \(path)"))
  }

  private func isOnScreen(_ options: SheetOutput) -> Bool {
    (options.output == nil || options.output == "-") && console.isTerminal(.output)
  }
}
