public import ArgumentParser
import CaseCore
public import CaseReport
import Edge
import Paper

extension Audience: ExpressibleByArgument {}

extension Audience {
  /// What the names of its files have behind the month; nothing of the office's own.
  var suffix: String { self == .internal ? "" : "-\(rawValue)" }
}

extension Desk {
  /// A report as it may be shown to that reader; of what is to be published, a person is told what the program cannot see to.
  ///
  /// - Throws: `Trouble` where the public edition would be of several offices: one office less all of them is another.
  func edition(of report: MonthReport, for audience: Audience) throws -> MonthReport {
    if audience == .public {
      guard report.program == nil else {
        throw Trouble(
          ja: "公表用の報告は、所ごとに作ります。事業の数を公表すると、所の数との差から、伏せた数がわかってしまいます。委託元には --for commissioner です。",
          en:
            "The public edition is of a whole office: a program's numbers beside it would tell what is hidden. For who pays "
            + "there is --for commissioner.", status: .usage)
      }
      guard report.office != nil else {
        throw Trouble(
          ja: "公表用の報告は、所ごとに作ります(全体と各所の差から、伏せた数がわかってしまうためです)。--office で所を指定してください。",
          en:
            "The public edition is of one office, as all offices less the others would tell what is hidden: name it with "
            + "--office.", status: .usage)
      }
      remark(on: [report])
    }
    return report.edition(for: audience)
  }

  /// What a batch prints for that reader: for the public each office, and never a part of one or all of them together.
  func publishable(_ reports: [Printing], for audience: Audience) -> [Printing] {
    if audience != .public { return reports }
    let single = reports.filter { $0.office != nil && $0.program == nil }
    remark(on: single.compactMap(\.report))
    return single
  }

  /// Two pages of the same month give numbers away by what is between them; only people know what was published before.
  private func remark(on reports: [MonthReport]) {
    if reports.contains(where: { $0.edition == nil }) {
      say(
        Words(
          ja: "まだ締めていない月です。締めてから、一度だけ公表してください。同じ月を二度公表すると、その差から伏せた数がわかることがあります。",
          en:
            "The month is not closed. Publish it once, when it is: two pages of the same month can tell by their difference "
            + "what each of them hides."))
    } else if reports.contains(where: { ($0.edition ?? 1) > 1 }) {
      say(
        Words(
          ja: "訂正版です。前の版を公表してあるなら、両方を見比べると伏せた数がわかることがあります。",
          en:
            "This is a corrected edition: beside an earlier one that was published it can tell what each of them hides."
        ))
    }
  }
}
