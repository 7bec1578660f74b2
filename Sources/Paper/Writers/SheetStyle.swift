extension Palette {
  /// Of the frames and labels of a sheet; the label stands at 4.5:1 or better on paper.
  package static let clay = "#7d4a21"
  package static let sand = "#d8c3a5"
}

extension Document {
  /// Whether it holds a block that `sheetstyle` is for.
  var hasSheetBlocks: Bool {
    blocks.contains { block in
      switch block {
      case .box, .form, .ticks: true
      case .heading, .paragraph, .notes, .figures, .table, .chart: false
      }
    }
  }
}

/// What boxes, forms and grids to tick look like, whatever they stand in.
let sheetstyle = """
  .box{border:1.5px solid \(Palette.sand);border-radius:.7rem;padding:.7rem 1.1rem .9rem;margin:0 0 1rem;\
  break-inside:avoid}
  .box h2{font-size:.95rem;margin:0 0 .2rem;padding:0;border:0;color:\(Palette.clay);letter-spacing:.05em}
  .box p{margin:0;max-width:none}
  .box.large p{font-size:1.6rem;line-height:1.45}
  .room span{display:block;height:2rem;border-bottom:1px solid \(Palette.rule)}
  .form{border:1px solid \(Palette.rule);margin:0 0 1rem}
  .form .row{display:flex;margin:0;border-bottom:1px solid \(Palette.rule);break-inside:avoid}
  .form .row:last-child{border-bottom:0}
  .form .alone{display:block;break-inside:auto}
  .form .row:not(:last-child){break-after:avoid}
  .field{padding:.25rem .6rem .35rem;border-left:1px solid \(Palette.grid);min-width:0}
  .field:first-child{border-left:0}
  .field dt{font-size:.8rem;line-height:1.5}
  .field dd{min-height:1.7em}
  .field .room{padding:0 0 .35rem}
  \((1...Markup.shares).map { ".s\($0){flex:\($0) 1 0}" }.joined(separator: "\n"))
  .ticks{width:100%;font-size:1rem;margin:0 0 1.2rem}
  .ticks th,.ticks td{border-bottom:1px solid \(Palette.sand);vertical-align:middle}
  .ticks thead th:not(.mark){white-space:normal}
  .ticks thead th{background:\(Palette.paper);border-bottom:1.5px solid \(Palette.sand);font-size:.9rem;\
  color:\(Palette.clay)}
  .ticks tbody tr{height:3.9rem}
  .ticks .mark{text-align:center;white-space:nowrap}
  .ticks .write{width:45%}
  .tick{display:inline-block;width:2rem;height:2rem;border:2px solid \(Palette.clay);border-radius:.4rem;\
  vertical-align:middle}
  @media screen and (max-width:36rem){
  .form .row{display:block}
  .form .field{border-left:0;border-bottom:1px solid \(Palette.grid)}
  .form .field:last-child{border-bottom:0}
  }

  """

/// A sheet for somebody to keep: large, with room around it.
let largestyle = """
  .sheet{font-size:1.125rem;max-width:42rem;padding:2.5rem 1.25rem 3rem}
  .sheet header{border-bottom:0;margin-bottom:1.2rem;padding:0}
  .sheet h1{font-size:1.9rem;color:\(Palette.clay);letter-spacing:.03em}
  .sheet h1::after{content:"";display:block;width:5rem;height:1.05rem;margin:.45rem 0 .6rem;\
  background:\(steps);-webkit-print-color-adjust:exact;print-color-adjust:exact}
  .sheet p,.sheet dd{word-break:auto-phrase}
  .sheet p{text-wrap:pretty}
  .sheet h2{color:\(Palette.clay);border-bottom-color:\(Palette.sand)}
  .sheet .box{padding:.65rem 1.1rem .8rem;margin-bottom:.9rem}
  .sheet .box h2{font-size:1rem}
  .sheet .box p{font-size:1.25rem;line-height:1.55}
  .sheet .box.large{border-width:3px}
  .sheet .box.large p{font-size:1.85rem;line-height:1.4}
  .sheet .field dt{font-size:.85rem}
  .sheet main>p{margin:1.1rem 0 0}
  .sheet footer{border-top:0;padding:0;margin-top:1.6rem}
  @page{size:A4;margin:18mm 21mm 14mm}
  @media screen and (max-width:36rem){
  .sheet{padding:1.6rem 1rem 2rem}
  .sheet h1{font-size:1.6rem}
  .sheet .box p{font-size:1.15rem}
  .sheet .box.large p{font-size:1.45rem}
  }
  @media print{
  html{font-size:14pt}
  .sheet{font-size:1rem;max-width:none;padding:0}
  .sheet footer{display:block;font-size:.85rem}
  .sheet .form{font-size:.9rem}
  .sheet .ticks tbody tr{height:3.15rem}
  .sheet .room span{height:1.8rem}
  }

  """

/// Three steps that rise a little: the one ornament of a sheet.
private let steps = (0..<3).map { step in
  "linear-gradient(\(Palette.sand),\(Palette.sand)) \(Double(step) * 1.2)rem \(0.8 - Double(step) * 0.4)rem/1rem .25rem no-repeat"
}.joined(separator: ",")
