"""Tells what is in a workbook, a fact a line, with the standard library alone: the tests read it.

Use: read_xlsx.py PATH. Fields are apart by tabs; a line end in a text is written \\n, a tab \\t.
"""
import re
import sys
import xml.etree.ElementTree as tree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAW = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


def say(*fields):
    print("\t".join(str(f).replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t") for f in fields))


def text(node):
    raw = "".join(t.text or "" for t in node.iter(MAIN + "t"))
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), raw)


def main(path):
    book = zipfile.ZipFile(path)
    bad = book.testzip()
    if bad:
        raise SystemExit(f"broken: {bad}")
    parts = {name: tree.fromstring(book.read(name)) for name in book.namelist() if name.endswith((".xml", ".rels"))}
    for part in book.infolist():
        say("part", part.filename, "%04d-%02d-%02dT%02d:%02d:%02d" % part.date_time)
    strings = [text(si) for si in parts["xl/sharedStrings.xml"].iter(MAIN + "si")] if "xl/sharedStrings.xml" in parts else []
    styles = parts["xl/styles.xml"]
    codes = {n.get("numFmtId"): n.get("formatCode") for n in styles.iter(MAIN + "numFmt")}
    builtin = {"0": "General", "3": "#,##0", "4": "#,##0.00", "49": "@"}
    formats = [codes.get(x.get("numFmtId")) or builtin.get(x.get("numFmtId"), x.get("numFmtId"))
               for x in styles.find(MAIN + "cellXfs")]
    core = parts["docProps/core.xml"]
    for node in core:
        say("property", node.tag.split("}")[1], node.text or "")
    for name in parts["xl/workbook.xml"].iter(MAIN + "definedName"):
        say("name", name.get("name"), name.text)
    for at, sheet in enumerate(parts["xl/workbook.xml"].iter(MAIN + "sheet"), 1):
        title = sheet.get("name")
        say("sheet", title)
        xml = parts[f"xl/worksheets/sheet{at}.xml"]
        for cell in xml.iter(MAIN + "c"):
            if cell.find(MAIN + "f") is not None:
                say("formula", title, cell.get("r"))
            value, kind = cell.find(MAIN + "v"), cell.get("t", "n")
            code = formats[int(cell.get("s", "0"))]
            if kind == "s":
                say("text", title, cell.get("r"), strings[int(value.text)], code)
            elif kind == "inlineStr":
                say("text", title, cell.get("r"), text(cell), code)
            elif value is not None:
                say("number", title, cell.get("r"), value.text, code)
        for pane in xml.iter(MAIN + "pane"):
            say("pane", title, pane.get("topLeftCell"), pane.get("state"))
        for setup in xml.iter(MAIN + "pageSetup"):
            say("page", title, setup.get("paperSize"), setup.get("orientation"), setup.get("fitToHeight"))
        for part in ("oddHeader", "oddFooter"):
            for node in xml.iter(MAIN + part):
                say(part, title, node.text)
        for column in xml.iter(MAIN + "col"):
            say("width", title, column.get("min"), column.get("width"))
        for row in xml.iter(MAIN + "row"):
            if row.get("ht"):
                say("height", title, row.get("r"), row.get("ht"))
    for name, xml in parts.items():
        if name.startswith("xl/charts/chart"):
            kind = "bar" if xml.find(f".//{CHART}barChart") is not None else "line"
            words = "".join(t.text or "" for t in xml.find(f".//{CHART}title").iter() if t.tag.endswith("}t"))
            say("chart", kind, words)
            for ref in xml.iter(CHART + "f"):
                say("reference", words, ref.text)
        if name.startswith("xl/drawings/drawing"):
            for node in xml.iter(DRAW + "cNvPr"):
                say("alternative", node.get("descr", ""))


main(sys.argv[1])
