/// The style sheet of a page: one column that reads on a telephone, prints on A4 and needs nothing from elsewhere.
/// Without a footer nothing stands at the edges of a printed page.
func stylesheet(footer: String?) -> String {
  """
  :root{color-scheme:light}
  *{box-sizing:border-box}
  html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
  body{margin:0 auto;padding:1.5rem 1rem 3rem;max-width:60rem;color:\(Palette.ink);background:\(Palette.paper);\
  font-family:"Noto Sans CJK JP","Noto Sans JP","BIZ UDPGothic","Hiragino Sans","Hiragino Kaku Gothic ProN",\
  "Yu Gothic Medium","Yu Gothic",Meiryo,sans-serif;font-size:1rem;line-height:1.7;overflow-wrap:anywhere;\
  line-break:strict}
  header{border-bottom:3px solid \(Palette.accent);margin-bottom:1.5rem;padding-bottom:.75rem}
  h1,h2,h3,h4{line-height:1.35;color:\(Palette.accent)}
  h1{font-size:1.75rem;margin:0}
  h2{font-size:1.35rem;margin:2.25rem 0 .75rem;padding-bottom:.2rem;border-bottom:1px solid \(Palette.rule)}
  h3{font-size:1.12rem;margin:1.75rem 0 .5rem}
  h4{font-size:1rem;margin:1.25rem 0 .5rem}
  p{margin:.5rem 0;max-width:44em}
  .subtitle{color:\(Palette.muted);font-size:1.05rem}
  .meta{display:flex;flex-wrap:wrap;gap:.1rem 1.75rem;margin:.5rem 0 0}
  .meta div{display:flex;gap:.6rem}
  dt{color:\(Palette.muted)}
  dd{margin:0}
  .notes{margin:.5rem 0;padding-left:1.4em;max-width:44em}
  .note{color:\(Palette.muted);font-size:.875rem;margin:.3rem 0}
  .figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,15rem),1fr));gap:.75rem;margin:1rem 0}
  .figures>div{border:1px solid \(Palette.rule);border-top:4px solid \(Palette.accent);padding:.6rem .8rem .7rem}
  .figures dt{font-weight:700;color:\(Palette.ink)}
  .figures .value{font-size:1.9rem;font-weight:700;line-height:1.3;font-variant-numeric:tabular-nums}
  .figures .against{display:flex;justify-content:space-between;flex-wrap:wrap;gap:0 .8rem;font-size:.875rem;\
  border-top:1px dotted \(Palette.rule);padding:.1rem 0}
  .figures .basis{color:\(Palette.muted)}
  .scroll{overflow-x:auto}
  .table{margin:.75rem 0 1.25rem}
  .scroll:focus-visible{outline:2px solid \(Palette.accent);outline-offset:2px}
  table{border-collapse:separate;border-spacing:0;font-size:.9375rem;line-height:1.5;font-variant-numeric:tabular-nums}
  caption,figcaption{text-align:left;font-weight:700;padding:.2rem 0 .4rem}
  th,td{padding:.3rem .75rem;border-bottom:1px solid \(Palette.grid);text-align:left;vertical-align:top}
  thead th{background:\(Palette.shade);border-bottom:2px solid \(Palette.rule);white-space:nowrap;vertical-align:bottom}
  tbody th{font-weight:400}
  td,tbody th{white-space:nowrap}
  td.long,tbody th.long{white-space:normal;min-width:12rem}
  .n{text-align:right}
  figure{margin:1.25rem 0 1.5rem}
  figure .table{margin:.4rem 0}
  .chart{display:block;width:100%;min-width:32rem;max-width:47rem;height:auto}
  .chart text{fill:\(Palette.ink);font-size:13px}
  .chart .small{font-size:11px}
  .values{font-size:.8125rem}
  .values th,.values td{padding:.2rem .45rem}
  footer{margin-top:2.5rem;padding-top:.5rem;border-top:1px solid \(Palette.rule);color:\(Palette.muted);\
  font-size:.875rem}
  @media screen{tbody th{position:sticky;left:0;background:\(Palette.paper)}}
  @media screen and (max-width:36rem){
  body{padding:1rem .9rem 2rem}
  h1{font-size:1.45rem}
  h2{font-size:1.2rem}
  .figures{grid-template-columns:1fr}
  table{font-size:.875rem}
  th,td{padding:.3rem .5rem}
  tbody th.head,tbody th.long{white-space:normal;min-width:8.5em;max-width:45vw}
  }
  \(footer.map(edges) ?? "")\
  @media print{
  html{font-size:9.5pt}
  body{max-width:none;padding:0}
  h2,h3,h4,caption,figcaption{break-after:avoid}
  h2{margin-top:1.3rem}
  h3{margin-top:1rem}
  table{line-height:1.35}
  th,td{padding-top:.16rem;padding-bottom:.16rem}
  .table,figure{margin:.7rem 0 .9rem}
  p,li{orphans:2;widows:2}
  .scroll{overflow:visible}
  thead{display:table-header-group}
  tr,figure,.figures>div,.short{break-inside:avoid}
  .note{break-before:avoid}
  .figures{grid-template-columns:repeat(3,1fr)}
  .chart{min-width:0;max-width:128mm}
  footer{display:none}
  }

  """
}

private func edges(_ footer: String) -> String {
  """
  @page{size:A4;margin:15mm 15mm 18mm;
  @bottom-left{content:\(cssString(footer));font-size:8pt;color:\(Palette.muted)}
  @bottom-right{content:counter(page) " / " counter(pages);font-size:8pt;color:\(Palette.muted)}}

  """
}

/// The text as a CSS string. Everything in ASCII but letters, digits and blanks is escaped, so that no text ends the
/// string, the rule or the sheet.
func cssString(_ text: String) -> String {
  var result = "\""
  for scalar in printable(text).unicodeScalars where !scalar.isNoncharacter {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", " ": result.unicodeScalars.append(scalar)
    case _ where scalar.value >= 0x80: result.unicodeScalars.append(scalar)
    default: result += "\\" + String(scalar.value, radix: 16) + " "
    }
  }
  return result + "\""
}
