import LineIntake

/// What Prometheus reads.
enum Metrics {
  static func text(_ figures: Figures, _ state: Intake.State, refused: Int) -> String {
    var text = ""
    for (name, kind, help, value) in [
      ("deliveries_total", "counter", "deliveries with a good signature", figures.deliveries),
      ("events_total", "counter", "events in them", figures.events),
      ("events_new_total", "counter", "events that were new to the database", figures.new),
      ("events_known_total", "counter", "events that had come before", figures.known),
      (
        "events_unreadable_total", "counter", "events kept without content, because nothing could read them",
        figures.unreadable
      ),
      ("events_left_alone_total", "counter", "events that nothing followed", figures.leftAlone),
      ("events_put_aside_total", "counter", "events in the spool's folder refused", figures.aside),
      ("requests_refused_total", "counter", "requests turned away: no good signature, too large, no delivery", refused),
      ("commits_total", "counter", "calls of the database that were committed", figures.commits),
      ("deliveries_spooled_total", "counter", "deliveries answered from the spool", figures.spooled),
      ("deliveries_refused_total", "counter", "deliveries that could be kept nowhere", figures.refused),
      ("spool_drained_total", "counter", "files of the spool that were committed", figures.drained),
      ("spool_files", "gauge", "files that wait in the spool", state.spooled),
      ("database_up", "gauge", "whether the database answers", state.isAway ? 0 : 1),
    ] {
      text += "# HELP ippo_line_\(name) \(help)\n# TYPE ippo_line_\(name) \(kind)\nippo_line_\(name) \(value)\n"
    }
    return text
  }
}
