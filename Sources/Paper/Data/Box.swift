/// A framed part of a sheet: what it is called, what stands in it, and lines to write on by hand.
public struct Box: Sendable, Equatable {
  public enum Size: Sendable { case normal, large }

  /// Names the box for programs; used once in a document.
  public let key: String
  /// Nil where the text says it all.
  public let label: String?
  /// What stands in it, with its line ends; nil: the room is for whoever gets the sheet.
  public let text: String?
  public let size: Size
  /// Empty lines below the text.
  public let lines: Int

  public init(_ key: String, label: String?, text: String?, size: Size = .normal, lines: Int = 0) {
    self.key = key
    self.label = label
    self.text = text
    self.size = size
    self.lines = lines
  }
}
