import CaseCore

extension MonthReport {
  /// The report as it may be shown to somebody: what is not for them is not in it, so that no writer can give it away.
  public func edition(for audience: Audience) -> MonthReport { edition(for: audience, spare: SmallNumbers.spare) }

  /// - Parameter spare: what ``SmallNumbers/spare`` says; tests plant less.
  func edition(for audience: Audience, spare: Int) -> MonthReport {
    if audience == .internal { return self }
    var report = self
    report.audience = audience
    report.lists = nil
    report.narrative?.keep { !audience.leavesOut("narrative.\($0)") }
    report.transcription = audience.leavesOut("transcription") ? nil : transcription?.without(audience)
    report.adjustments = audience.leavesOut("adjustments") ? [] : adjustments.filter { !audience.leavesOut($0.figure) }
    report.correction = audience.leavesOut("changes") ? nil : correction?.without(audience)
    if audience.leavesOut("audit_head") { report.figures.auditHead = nil }
    report.figures.remove(audience.leftOut)
    if audience == .public { report.hideSmallNumbers(spare: spare) }
    return report
  }
}

extension MonthReport.Transcription {
  /// The lines whose figures are for that reader.
  fileprivate func without(_ audience: Audience) -> Self {
    let lines = zip(paths, labels).filter { path, _ in !audience.leavesOut(path) }
    return Self(paths: lines.map(\.0), labels: lines.map(\.1))
  }
}

extension MonthReport.Correction {
  fileprivate func without(_ audience: Audience) -> Self {
    Self(edition: edition, changes: changes.filter { !audience.leavesOut($0.figure) })
  }
}

extension MonthReport.Narrative {
  /// Takes away the texts whose key is not kept.
  fileprivate mutating func keep(_ isKept: (String) -> Bool) {
    if !isKept("highlights") { highlights = nil }
    if !isKept("issues") { issues = nil }
    if !isKept("next_month") { nextMonth = nil }
    if !isKept("incidents") { incidents = nil }
    if !isKept("training") { training = nil }
    if !isKept("open_days") { openDays = nil }
  }
}
