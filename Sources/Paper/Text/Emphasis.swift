/// The text in bold for a terminal; the text itself must be `printable` already.
public func bold(_ text: String) -> String { "\u{1B}[1m" + text + "\u{1B}[0m" }

/// The text dimmed for a terminal; the text itself must be `printable` already.
public func dim(_ text: String) -> String { "\u{1B}[2m" + text + "\u{1B}[0m" }
