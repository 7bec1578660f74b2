package import ArgumentParser
import CaseCore
import Glibc
package import Paper
import Postgres
import Terminal

/// The exit statuses of `docs/contract.md`.
package enum ExitStatus: Int32 {
  case other = 1
  case notFound = 3
  case refused = 4
  case conflict = 5
  case unreachable = 6
  case usage = 64
  case interrupted = 130
}

/// What went wrong, in the person's words, and the exit status.
package struct Trouble: Error {
  package let words: Words
  package let status: ExitStatus

  package init(_ words: Words, status: ExitStatus) {
    self.words = words
    self.status = status
  }

  package init(ja: String, en: String, status: ExitStatus) { self.init(Words(ja: ja, en: en), status: status) }
}

extension Desk {
  /// Tells the person what ended the command, and answers the exit status: the one place where that is decided.
  package func end(with error: any Error, of root: any ParsableCommand.Type) -> Int32 {
    if let trouble = trouble(of: error) {
      say(trouble.words)
      return trouble.status.rawValue
    }
    let code = root.exitCode(for: error)
    let text = ParserSpeech.message(
      of: error, from: root, lang: lang, columns: console.width(code.isSuccess ? .output : .error))
    let stream: Console.Stream = code.isSuccess ? .output : .error
    do {
      try console.write(Array((text.isEmpty ? "" : text + "\n").utf8), to: stream)
    } catch {
      return ExitStatus.other.rawValue
    }
    return code.rawValue
  }

  private func trouble(of error: any Error) -> Trouble? {
    switch error {
    case let trouble as Trouble: trouble
    case let error as CaseError: Wording.trouble(of: error)
    case let invalid as InvalidValue: Wording.trouble(of: invalid)
    case let error as PostgresError: Wording.trouble(of: CaseError(error))
    case let failure as Outbox.Failure: Wording.trouble(of: failure)
    case let error as TerminalError: Wording.trouble(of: error)
    case let unreadable as SchemaSource.Unreadable:
      Trouble(
        ja: "SQL のファイルを読めません: \(unreadable.path)", en: "Cannot read the SQL at \(unreadable.path)", status: .other)
    default: nil
    }
  }
}
