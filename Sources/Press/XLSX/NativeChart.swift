import CXlsxWriter
import Glibc
import Paper

/// A chart that Excel draws from the cells of its table.
struct NativeChart {
  let chart: Chart
  /// The sheet that the cells are on, and the row of their heads; the categories are in the first column.
  let sheet: String
  let head: Int
  let lang: Language

  /// Rows of a sheet that the drawing takes, with the air below it.
  static let rows = 13
  private static let height = 300.0

  /// Pixels.
  var width: Int { min(900, max(480, chart.categories.count * chart.series.count * 20 + 160)) }

  func insert(into target: Sheet, _ book: Workbook, column: Int) throws(XLSXError) {
    let kind = chart.kind == .bar ? LXW_CHART_COLUMN : LXW_CHART_LINE
    guard let drawing = workbook_add_chart(book.pointer, UInt8(kind.rawValue)),
      let across = chart_axis_get(drawing, LXW_CHART_AXIS_TYPE_X),
      let up = chart_axis_get(drawing, LXW_CHART_AXIS_TYPE_Y)
    else { throw .library(Int(LXW_ERROR_MEMORY_MALLOC_FAILED.rawValue)) }
    for at in chart.series.indices { try add(at, to: drawing) }
    var title = lxw_chart_font()
    title.size = 12
    title.bold = 1
    chart_title_set_name(drawing, words(chart.title))
    chart_title_set_name_font(drawing, &title)
    if chart.series.count == 1 {
      chart_legend_set_position(drawing, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
    } else {
      chart_legend_set_position(drawing, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
    }
    scale(up)
    var small = lxw_chart_font()
    small.size = 9
    chart_axis_set_num_font(across, &small)
    chart_axis_set_num_font(up, &small)
    try place(drawing, in: target, column: column)
  }

  /// Counts from 0 in whole steps, as on every other page; Excel chooses the top, to have room for the labels.
  private func scale(_ axis: UnsafeMutablePointer<lxw_chart_axis>) {
    let ticks = Axis(chart.series.flatMap(\.values)).ticks
    chart_axis_set_min(axis, 0)
    if ticks.count > 1 { chart_axis_set_major_unit(axis, Double(ticks[1])) }
    chart_axis_set_num_format(axis, "#,##0")
    var line = lxw_chart_line()
    line.color = excelColour(Palette.grid)
    line.width = 0.75
    chart_axis_major_gridlines_set_visible(axis, 1)
    chart_axis_major_gridlines_set_line(axis, &line)
    guard !chart.unit.isEmpty else { return }
    var upright = lxw_chart_font()
    upright.size = 9
    upright.rotation = 360
    chart_axis_set_name(axis, words(chart.unit))
    chart_axis_set_name_font(axis, &upright)
  }

  /// A series, told from the others by pattern, dash and marker as well as by colour.
  private func add(_ at: Int, to drawing: UnsafeMutablePointer<lxw_chart>) throws(XLSXError) {
    guard let series = chart_add_series(drawing, nil, nil) else {
      throw .library(Int(LXW_ERROR_MEMORY_MALLOC_FAILED.rawValue))
    }
    let (first, last) = (UInt32(head + 1), UInt32(head + chart.categories.count))
    guard let column = UInt16(exactly: at + 1) else { throw .tooLarge }
    chart_series_set_categories(series, sheet, first, 0, last, 0)
    chart_series_set_values(series, sheet, first, column, last, column)
    chart_series_set_name_range(series, sheet, UInt32(head), column)
    let ink = excelColour(Palette.series[at % Palette.series.count])
    switch chart.kind {
    case .bar: fill(series, at, ink)
    case .line: draw(series, at, ink)
    }
    if chart.series.count == 1 && chart.categories.count <= 13 { chart_series_set_labels(series) }
  }

  private func fill(_ series: UnsafeMutablePointer<lxw_chart_series>, _ at: Int, _ ink: lxw_color_t) {
    var edge = lxw_chart_line()
    edge.color = ink
    edge.width = 1
    chart_series_set_line(series, &edge)
    let patterns = [
      LXW_CHART_PATTERN_NONE, LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL, LXW_CHART_PATTERN_DARK_HORIZONTAL,
      LXW_CHART_PATTERN_SMALL_GRID, LXW_CHART_PATTERN_WIDE_DOWNWARD_DIAGONAL, LXW_CHART_PATTERN_DARK_VERTICAL,
    ]
    if at % patterns.count == 0 {
      var fill = lxw_chart_fill()
      fill.color = ink
      chart_series_set_fill(series, &fill)
    } else {
      var pattern = lxw_chart_pattern()
      pattern.fg_color = ink
      pattern.bg_color = excelColour(Palette.paper)
      pattern.type = UInt8(patterns[at % patterns.count].rawValue)
      chart_series_set_pattern(series, &pattern)
    }
  }

  private func draw(_ series: UnsafeMutablePointer<lxw_chart_series>, _ at: Int, _ ink: lxw_color_t) {
    let dashes = [
      LXW_CHART_LINE_DASH_SOLID, LXW_CHART_LINE_DASH_DASH, LXW_CHART_LINE_DASH_ROUND_DOT,
      LXW_CHART_LINE_DASH_DASH_DOT, LXW_CHART_LINE_DASH_LONG_DASH, LXW_CHART_LINE_DASH_SQUARE_DOT,
    ]
    let markers = [
      LXW_CHART_MARKER_CIRCLE, LXW_CHART_MARKER_SQUARE, LXW_CHART_MARKER_TRIANGLE, LXW_CHART_MARKER_DIAMOND,
      LXW_CHART_MARKER_X, LXW_CHART_MARKER_PLUS,
    ]
    var line = lxw_chart_line()
    line.color = ink
    line.width = 2
    line.dash_type = UInt8(dashes[at % dashes.count].rawValue)
    chart_series_set_line(series, &line)
    chart_series_set_marker_type(series, UInt8(markers[at % markers.count].rawValue))
    chart_series_set_marker_size(series, 6)
    var edge = lxw_chart_line()
    edge.color = ink
    chart_series_set_marker_line(series, &edge)
    var fill = lxw_chart_fill()
    fill.color = ink
    chart_series_set_marker_fill(series, &fill)
  }

  /// Puts it beside its table; who cannot see it hears the sentence.
  private func place(_ drawing: UnsafeMutablePointer<lxw_chart>, in target: Sheet, column: Int) throws(XLSXError) {
    guard let column = UInt16(exactly: column) else { throw .tooLarge }
    let description = strdup(ExcelText.cell(chart.sentence(lang), lang: lang))
    defer { free(description) }
    var options = lxw_chart_options()
    options.x_offset = 16
    options.x_scale = Double(width - 16) / 480
    options.y_scale = NativeChart.height / 288
    options.object_position = UInt8(LXW_OBJECT_MOVE_DONT_SIZE.rawValue)
    options.description = description
    try check(worksheet_insert_chart_opt(target, UInt32(head), column, drawing, &options))
  }

  /// Words of a chart; libxlsxwriter takes what begins with = for a reference to cells.
  private func words(_ text: String) -> String {
    let line = ExcelText.line(text, limit: 200)
    return line.hasPrefix("=") ? " " + line : line
  }
}
