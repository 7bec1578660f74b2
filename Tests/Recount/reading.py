"""Reads a printed report back, by what other people wrote: html5lib (strict: any error of the page's HTML stops it), openpyxl,
Python's csv, and poppler's pdftotext with the place of each word. Gives the dictionaries of page.py."""
import csv
import io
import re
import xml.etree.ElementTree as tree
from collections import namedtuple

import html5lib
import openpyxl
from openpyxl.utils.cell import range_boundaries
from page import NONE

EMPTY = {"この月はありません。", "None this month."}
SVG = "{http://www.w3.org/2000/svg}"


class Unreadable(Exception):
    """A report that is not built as it should be, so that nothing can be looked up in it."""


def put(told, key, value):
    if key in told:
        raise Unreadable(f"twice: {key}")
    told[key] = value


# -------------------------------------------------------------------------------------------------------------------- CSV

def read_csv(data, encoding="utf-8-sig"):
    text = data.decode(encoding)
    if (encoding == "utf-8-sig") != data.startswith(b"\xef\xbb\xbf") or re.search(r"[^\r]\n", re.sub(r'"[^"]*"', "", text)):
        raise Unreadable("no mark, or a line that does not end in CR LF")
    lines = list(csv.reader(io.StringIO(text, newline="")))
    if lines[0] != "section key label value previous_month same_month_last_year fiscal_year month_target year_target".split():
        raise Unreadable(f"the head is {lines[0]}")
    told = {}
    for section, key, label, value, *others in lines[1:]:
        if others[3:] != ["", ""]:
            raise Unreadable(f"a target: {others}")
        # a text that a spreadsheet would take for a formula has a sign before it
        value = value[1:] if re.match(r"'[=+\-@]", value) else value
        put(told, (section, key), [label, value, *others[:3]])
    return told


# ------------------------------------------------------------------------------------------------------------------- HTML

def words(node):
    return "".join(node.itertext()).strip()


def read_html(data):
    """The page's title, its office and what stands on it."""
    page = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False).parse(data)
    told, section = {}, ""
    for node in page.find("body").iter():
        if node.tag == "h2":
            section = words(node)
        elif node.tag == "dl" and node.get("class") == "figures":
            for box in node.findall("div"):
                label = words(box.find("dt"))
                for amount in box.findall("dd"):
                    spans = [words(span) for span in amount.findall("span")]
                    put(told, (section, "", label, spans[0] if spans else ""), spans[1] if spans else words(amount))
        elif node.tag == "figure":
            html_chart(told, section, node)
        elif node.tag == "div" and "table" in (node.get("class") or "").split() and node.find(".//figure") is None:
            if node.find(".//table[@class='values']") is None:
                html_table(told, section, node)
    return words(page.find(".//h1")), words(page.find(".//p[@class='subtitle']")), told


def html_table(told, section, box):
    table = box.find(".//table")
    if table is None:
        empty = [words(p) for p in box.findall("p")]
        if len(empty) != 2 or empty[1] not in EMPTY:
            raise Unreadable(f"no table, and not so said: {empty}")
        put(told, (section, empty[0], "", ""), NONE)
        return
    heads = [words(th) for th in table.findall("thead/tr/th")]
    caption = table.find("caption")
    title = words(caption) if caption is not None else heads[0]
    if title != heads[0] or any(th.get("scope") != "col" for th in table.findall("thead/tr/th")):
        raise Unreadable(f"the heads of {title} are {heads}")
    for row in table.findall("tbody/tr"):
        if [cell.tag for cell in row] != ["th"] + ["td"] * (len(heads) - 1):
            raise Unreadable(f"a row of {title} is no head and values")
        # a line's end is a line's end
        label, *values = ["\n".join("".join(part) for part in broken(cell)) for cell in row]
        for head, value in zip(heads[1:], values):
            put(told, (section, title, label, head), value)


def broken(cell):
    """The texts of a cell, apart where there is a <br>."""
    lines = [[cell.text or ""]]
    for inner in cell:
        if inner.tag == "br":
            lines.append([])
        lines[-1].append("".join(inner.itertext()) if inner.tag != "br" else "")
        lines[-1].append(inner.tail or "")
    return lines


def html_chart(told, section, figure):
    title, drawing = words(figure.find("figcaption")), figure.find(f".//{SVG}svg")
    if words(drawing.find(f"{SVG}title")) != title:
        raise Unreadable(f"the drawing is called otherwise than {title}")
    if not words(drawing.find(f"{SVG}desc")).startswith(title):
        raise Unreadable(f"{title} is not described")
    labels, values = {}, []
    for text in drawing.iter(f"{SVG}text"):
        if text.get("text-anchor") != "middle":
            continue
        x = float(text.get("x"))
        if text.get("class") == "small":
            values.append((x, words(text)))
        else:
            labels.setdefault(x, []).append((float(text.get("y")), words(text)))
    names = {x: joined([part for _, part in sorted(parts)]) for x, parts in labels.items()}
    # where the drawing has its values in a table below it, that says the same
    table = figure.find(".//table[@class='values']")
    for label, numbers in by_label(names, values):
        put(told, (section, title, label, ""), numbers)
    if table is not None:
        html_values(told, section, title, table)


def html_values(told, section, title, table):
    heads = [words(th) for th in table.findall("thead/tr/th")]
    rows = [[words(cell) for cell in row] for row in table.findall("tbody/tr")]
    across = {head: " ".join(row[at] for row in rows) for at, head in enumerate(heads) if at}
    drawn = {key[2]: value for key, value in told.items() if key[:2] == (section, title)}
    if across != drawn:
        raise Unreadable(f"{title}: drawn are {drawn}, written {across}")


def joined(parts):
    """A label whose lines were broken: between Latin words there was a blank."""
    text = parts[0]
    for part in parts[1:]:
        text += (" " if text[-1].isascii() and part[0].isascii() else "") + part
    return text


def by_label(names, values):
    """Each label with the values above it, which are nearer to it than to any other, from left to right."""
    found = {x: [] for x in names}
    for x, value in sorted(values):
        found[min(names, key=lambda middle: abs(middle - x))].append(value)
    return [(names[x], " ".join(found[x])) for x in names]


# ------------------------------------------------------------------------------------------------------------------- XLSX

def read_xlsx(path, first_section):
    """The titles on the overview and what stands in the tables; `first_section` is what goes on there."""
    book = openpyxl.load_workbook(path)
    told, titles, tables, drawn = {}, [], {}, []
    for sheet in book:
        section = first_section if sheet is book.worksheets[0] else sheet.title
        said, block = [], []
        for row in [*sheet.iter_rows(), ()]:
            cells = [cell for cell in row if cell.value is not None]
            if len(cells) >= 2:
                block.append(row)
                continue
            if block:
                xlsx_table(told, tables, section, said[-1] if said and said[-1] else None, block, sheet)
                block, said = [], []
            text = cells[0].value if cells else None
            if text in EMPTY and said:
                put(told, (section, said[-1], "", ""), NONE)
            said.append(text)
            if sheet is book.worksheets[0] and text and len(titles) < 2:
                titles.append(text)
        drawn += [(section, sheet, chart) for chart in sheet._charts]
    for section, sheet, chart in drawn:
        xlsx_chart(told, section, sheet, chart, book)
    return titles, told


def xlsx_table(told, tables, section, title, block, sheet):
    head = [cell for cell in block[0] if cell.value is not None]
    merged = {str(area).split(":")[0] for area in sheet.merged_cells.ranges}
    if block[0][1].coordinate in merged:  # titles with their values beside them: no table
        return
    columns = [cell.column for cell in head]
    if columns != list(range(1, len(columns) + 1)):
        raise Unreadable(f"{sheet.title}: heads in {[cell.coordinate for cell in head]}")
    heads = [cell.value for cell in head]
    name = title or heads[0]
    for row in block[1:]:
        if any(cell.value is not None for cell in row[len(heads):]):
            raise Unreadable(f"{name}: a value beside the table in row {row[0].row}")
        for head, cell in zip(heads[1:], row[1:len(heads)]):
            table = "" if heads[0] in ("指標", "Figure") else name
            put(told, (section, table, row[0].value, head), cell.value)


def xlsx_chart(told, section, sheet, chart, book):
    title = "".join(run.t for part in chart.title.tx.rich.p for run in part.r)
    for series in chart.series:
        def cells(reference):
            name, area = reference.f.rsplit("!", 1)
            left, top, right, bottom = range_boundaries(area)
            if book[name.strip("'").replace("''", "'")] is not sheet:
                raise Unreadable(f"{title} is drawn from {name}")
            return [sheet.cell(row, column).value for row in range(top, bottom + 1) for column in range(left, right + 1)]

        labels = cells(series.cat.strRef or series.cat.numRef)
        [name] = cells(series.tx.strRef)
        put(told, (section, title, "drawn", name), list(zip(labels, cells(series.val.numRef))))


# -------------------------------------------------------------------------------------------------------------------- PDF

Word = namedtuple("Word", "page x0 x1 top high text")


def pdf_words(text):
    """The words of `pdftotext -bbox`, those of one line that stand as close as words do put together."""
    found = []
    for number, page in enumerate(re.findall(r"<page .*?</page>", text, re.S)):
        lines = {}
        for word in tree.fromstring(page).iter("word"):
            x0, x1, top, bottom = (float(word.get(name)) for name in ("xMin", "xMax", "yMin", "yMax"))
            lines.setdefault((round(top, 1), round(bottom, 1)), []).append(Word(number, x0, x1, top, bottom - top, word.text))
        for line in lines.values():
            line.sort(key=lambda w: w.x0)
            whole = line[0]
            for word in line[1:]:
                gap = word.x0 - whole.x1
                if gap < 0.3 * word.high:
                    blank = " " if gap > 0.08 * word.high else ""
                    whole = whole._replace(x1=word.x1, text=whole.text + blank + word.text)
                else:
                    found.append(whole)
                    whole = word
            found.append(whole)
    return sorted(found, key=lambda w: (w.page, w.top, w.x0))


class Paper:
    """The pages of a PDF, looked up by what stands where."""

    def __init__(self, text):
        self.words = pdf_words(text)
        self.title = next(w.text for w in self.words if w.high > 22)

    def sections(self, names):
        """Each section with the words of it, in the order of reading; headings are the tall words."""
        starts = []
        for name in names:
            found = [at for at, w in enumerate(self.words) if w.text == name and 17 < w.high < 20]
            if len(found) != 1:
                raise Unreadable(f"the heading {name} stands {len(found)} times")
            starts.append(found[0])
        if starts != sorted(starts):
            raise Unreadable("the sections are in another order")
        tall = [at for at, w in enumerate(self.words) if 17 < w.high < 20 and w.x0 < 55 and w.top > 40]
        ends = [next((at for at in tall if at > start), len(self.words)) for start in starts]
        # what runs at the head and foot of a page is of no section
        return {name: [w for w in self.words[start + 1:end] if 45 < w.top < 785]
                for name, start, end in zip(names, starts, ends)}


def pdf_table(words, title, columns):
    """The rows of a table as {row: [values]}, over as many pages as it has; None where it is said that there is nothing.

    `columns` are the other heads. A value belongs to the head above whose right (or left) edge is its own."""
    rows, found = {}, False
    for head in [w for w in words if w.text == title]:
        line = [w for w in words if w.page == head.page and abs(w.top - head.top) < 0.5 and w.x0 > head.x1]
        if [w.text for w in line[:len(columns)]] != columns:
            below = [w for w in words if w.page == head.page and abs(w.x0 - head.x0) < 1 and 8 < w.top - head.top < 30]
            if below and below[0].text in EMPTY:
                return None
            continue
        found, edges = True, line[:len(columns)]
        left, right, foot, label = head.x0, edges[-1].x1, head.top, None
        for w in [w for w in words if w.page == head.page and w.top > head.top + 1]:
            if w.top - foot > 21:
                break
            if abs(w.x0 - left) < 1:
                foot = w.top
                beside = [v for v in words if v.page == w.page and abs(v.top - w.top) < 0.5 and w.x1 < v.x0
                          and (v.x1 < right + 1 or abs(v.x0 - edges[-1].x0) < 1)]
                if not beside:
                    if label is None:
                        break
                    # a label of several lines, whose values stand beside the first
                    values = rows.pop(label)
                    label = joined([label, w.text])
                    rows[label] = values
                    continue
                label, values = w.text, [[] for _ in edges]
                for value in beside:
                    at = min(range(len(edges)), key=lambda n: min(abs(edges[n].x1 - value.x1), abs(edges[n].x0 - value.x0)))
                    if min(abs(edges[at].x1 - value.x1), abs(edges[at].x0 - value.x0)) > 1:
                        raise Unreadable(f"{title}, {label}: {value.text} stands under no head")
                    values[at].append(value.text)
                put(rows, label, values)
            elif label is not None and left < w.x0 < right and w.top - foot > 5:
                # a text of several lines
                foot = w.top
                at = min(range(len(edges)), key=lambda n: abs(edges[n].x0 - w.x0))
                rows[label][at].append(w.text)
    if not found:
        raise Unreadable(f"the table {title} is not there")
    return {label: ["\n".join(v) for v in values] for label, values in rows.items()}


def pdf_figures(words, labels):
    """The key figures: in a box the amount below the label, and what it is compared to, right of what that is called."""
    told = {}
    for label in labels:
        head = next((w for w in words if w.text == label and 12.5 < w.high < 13.5), None)
        if head is None:
            raise Unreadable(f"the key figure {label} is not there")
        box = [w for w in words if w.page == head.page and head.x0 - 1 <= w.x0 and w.x1 < head.x0 + 152 and w.top > head.top]
        amount = next(w for w in box if abs(w.x0 - head.x0) < 1)
        if amount.high < 22:
            raise Unreadable(f"the amount of {label} is {amount.text}")
        put(told, (label, ""), amount.text)
        foot = amount.top + 14
        for name in [w for w in box if abs(w.x0 - head.x0) < 1 and w.top > amount.top]:
            if name.top - foot > 17:
                break
            value = next((w for w in box if abs(w.top - name.top) < 0.5 and w.x0 > name.x1), None) or \
                next((w for w in box if 9 < w.top - name.top < 13 and w.x0 > head.x0 + 1), None)
            if value is None:
                raise Unreadable(f"{label}, {name.text}: nothing")
            foot = value.top
            put(told, (label, name.text), value.text)
    return told


def pdf_chart(words, title):
    """Each category's label with the values above it."""
    head = next((w for w in words if w.text == title), None)
    if head is None:
        raise Unreadable(f"the chart {title} is not there")
    region = [w for w in words if w.page == head.page and w.top > head.top + 5]
    nought = next(w for w in region if w.text == "0" and w.x1 < 80)
    labels, values, foot = {}, [], None
    for w in region:
        middle = (w.x0 + w.x1) / 2
        if w.top <= nought.top + 5:
            if re.fullmatch(r"\d+|–", w.text) and w.x0 > nought.x1 + 2 and w.high < 11.5:
                values.append((middle, w.text))
        elif foot is None or w.top - foot < 12:
            foot = w.top
            near = next((x for x in labels if abs(x - middle) < 2), middle)
            labels.setdefault(near, []).append(w.text)
        else:
            break
    return dict(by_label({x: joined(parts) for x, parts in labels.items()}, values))


def read_pdf(text, page):
    """What stands in the PDF at the labels of `page`, which only says where to look."""
    paper, told = Paper(text), {}
    keys = list(page.page())
    sections = paper.sections(dict.fromkeys(key[0] for key in keys))
    for (label, basis), value in pdf_figures(
            sections[page.glance], dict.fromkeys(key[2] for key in keys if key[1] == "")).items():
        told[page.glance, "", label, basis] = value
    for table in page.tables:
        rows = pdf_table(sections[table.section], table.title, [title for _, title in table.columns])
        if rows is None:
            told[table.section, table.title, "", ""] = NONE
        for label, values in (rows or {}).items():
            for (_, column), value in zip(table.columns, values):
                put(told, (table.section, table.title, label, column), value)
    for chart in page.charts:
        for label, numbers in pdf_chart(sections[chart.section], chart.title).items():
            put(told, (chart.section, chart.title, label, ""), numbers)
    return paper.title, told
