/// What a receiver has counted since it started.
public struct Figures: Sendable {
  public internal(set) var deliveries = 0
  public internal(set) var events = 0
  public internal(set) var new = 0
  public internal(set) var known = 0
  public internal(set) var unreadable = 0
  public internal(set) var leftAlone = 0
  public internal(set) var commits = 0
  /// Deliveries answered from the spool.
  public internal(set) var spooled = 0
  /// Files of the spool that were committed.
  public internal(set) var drained = 0
  /// Events put aside for a person to look at.
  public internal(set) var aside = 0
  /// Deliveries that could be kept nowhere.
  public internal(set) var refused = 0
}
