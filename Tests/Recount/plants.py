"""Faults for printed.py to notice: a report's own file, read with one thing in it changed as a writer's bug would."""
import re
import sys

import openpyxl


def noticed(page, office, path, look, text_of_pdf, folder, quiet):
    """Plants each fault in the files of `page`, those for everybody in one office's; gives how many there were, and ends the
    program where one is not noticed."""
    def of(form):
        return office if form.startswith("public") else page

    files = {form: path(of(form), form) for form in (
        "json", "csv", "html", "pdf", "xlsx", "cp932", "commissioner-csv", "public-json", "public-csv")}
    for form, file in files.items():
        wrong, count = look(of(form), form, file)
        if wrong or not count:
            sys.exit(f"{form} differs before anything was planted: {wrong[:3]}")
    methods = next(table for table in page.tables if table.key == "sessions.by_method")
    ages = next(chart for chart in page.charts if chart.key == "chart.clients.by_age_band")
    first, second = (row[1] for row in methods.rows[:2])
    json, csv = files["json"].read_text(), files["csv"].read_bytes()
    html, words = files["html"].read_text(), text_of_pdf(files["pdf"])
    minutes = next(row for row in methods.rows if row[2][2] > 99)
    number, code = str(minutes[2][2]), minutes[0]

    def swapped(text, one, other):
        return text.replace(one, "\0").replace(other, one).replace("\0", other)

    def in_method(text, change):
        """Changes what lies between the table's title and its chart."""
        start = text.index(f">{methods.title}<")
        end = text.index("<figure" if "<figure" in text else f">{page.tables[page.tables.index(methods) + 1].title}<", start)
        return text[:start] + change(text[start:end]) + text[end:]

    cp932, commissioner = files["cp932"].read_bytes(), files["commissioner-csv"].read_bytes()
    public, sheet_for_all = files["public-json"].read_text(), files["public-csv"].read_bytes()
    faults = [
        ("json", "a number one too high", re.sub(r'"total": (\d+)', lambda m: f'"total": {int(m[1]) + 1}', json, count=1)),
        ("json", "a code that is another's", swapped(json, '"home_visit"', '"phone"') if '"home_visit"' in json else ""),
        ("csv", "a digit cut off", re.sub(
            rf"(sessions\.by_method,{code}\.minutes,[^,]*,\d+)\d,".encode(), rb"\1,", csv, count=1)),
        ("csv", "a line that is not there", re.sub(rb"plans,agreed\.count,[^\n]*\n", b"", csv)),
        ("csv", "last month's number in last year's place", re.sub(
            # where both are one number, next to it
            rb"(summary,sessions,[^,]*,\d+),(\d+),(\d+),",
            lambda m: b"%s,%s,%s," % (m[1], m[3], m[2] if m[2] != m[3] else str(int(m[2]) + 1).encode()), csv)),
        ("cp932", "a letter that is another's", cp932.replace("問".encode("cp932"), "聞".encode("cp932"), 1)),
        ("cp932", "UTF-8 under its name", csv),
        ("commissioner-csv", "a number one too high", re.sub(
            rb"(summary,minutes,[^,]*,)(\d+)", lambda m: m[1] + str(int(m[2]) + 1).encode(), commissioner, count=1)),
        ("public-json", "a hidden number told", re.sub(r'"new": null', '"new": 3', public, count=1)),
        ("public-json", "a number one too low", re.sub(
            r": (\d\d+)(?=[,\n])", lambda m: f": {int(m[1]) - 1}", public, count=1)),
        ("public-json", "a number gone without a word", re.sub(r": \d\d+(?=[,\n])", ": null", public, count=1)),
        ("public-csv", "a number one too low", re.sub(
            rb",(\d\d+),", lambda m: b",%d," % (int(m[1]) - 1), sheet_for_all, count=1)),
        ("html", "columns changed over", in_method(html, lambda part: re.sub(
            r'(<td class="n">\d+</td>)(<td class="n">\d+</td>)(?=</tr>)', r"\2\1", part))),
        ("html", "a row's label that is another's", in_method(html, lambda part: swapped(part, f">{first}<", f">{second}<"))),
        ("html", "a bar's value one too low", re.sub(
            r'(class="small">)(\d+)(?=<)', lambda m: m[1] + str(int(m[2]) - 1), html, count=1)),
        ("pdf", "a label that is another's", in_method(words, lambda part: swapped(part, f">{first}<", f">{second}<"))),
        ("pdf", "a digit cut off", in_method(words, lambda part: part.replace(f">{number}<", f">{number[:-1]}<", 1))),
        ("pdf", "two heads changed over", in_method(words, lambda part: swapped(
            part, f">{methods.columns[0][1]}<", f">{methods.columns[1][1]}<"))),
        ("pdf", "a value one column to the left", in_method(words, lambda part: moved(part, number))),
    ]
    book = openpyxl.load_workbook(files["xlsx"])
    sheet, heads = book[methods.section], {}
    for row in sheet.iter_rows():
        for cell in row:
            if row[0].value == methods.title and cell.value and cell.column > 1:
                heads[cell.column] = cell
    top = next(iter(heads.values())).row

    def xlsx(what, change):
        book = openpyxl.load_workbook(files["xlsx"])
        change(book[methods.section])
        file = f"{folder}/planted.xlsx"
        book.save(file)
        wrong, _ = look(page, "xlsx", None, file)
        tell("xlsx", what, wrong)

    def tell(form, what, wrong):
        if not wrong:
            sys.exit(f"MISSED: {form}: {what}")
        if not quiet:
            print(f"noticed  {form}: {what}: {wrong[0][:110]}")

    for form, what, text in faults:
        if text in (json, html, words, cp932, commissioner, public, sheet_for_all, "") or (form == "csv" and text == csv):
            sys.exit(f"{form}: nothing to plant: {what}")
        tell(form, what, look(of(form), form, None, text)[0])

    def move_column(sheet):
        for row in range(top, top + len(methods.rows) + 1):
            here, there = sheet.cell(row, 2), sheet.cell(row, 3)
            if row > top:
                here.value, there.value = there.value, here.value

    def shift_right(sheet):
        for row in range(top, top + len(methods.rows) + 1):
            for column in range(5, 2, -1):
                sheet.cell(row, column).value = sheet.cell(row, column - 1).value
            sheet.cell(row, 2).value = None

    def as_text(sheet):
        cell = sheet.cell(top + 1, 2)
        cell.value = str(cell.value)

    def one_more(sheet):
        sheet.cell(top + len(methods.rows), 4).value += 1

    def chart_from_the_row_below(sheet):
        reference = sheet._charts[0].series[0].val.numRef
        reference.f = re.sub(r"\d+", lambda m: str(int(m[0]) + 1), reference.f.rsplit("!", 1)[1]).join(
            [reference.f.rsplit("!", 1)[0] + "!", ""])

    mutants = [("the values of two columns changed over", move_column), ("a column moved to the right", shift_right),
               ("a number that is text", as_text), ("a number one too high", one_more),
               ("a chart drawn from the row below", chart_from_the_row_below)]
    for what, change in mutants:
        xlsx(what, change)
    # a file of another office, and a chart's band of another
    bands = [row for row in ages.rows if f">{row[1]}<" in words]
    one, another = next((a, b) for a in bands for b in bands if a[2] != b[2])
    other = swapped(words, f">{one[1]}<", f">{another[1]}<")
    tell("pdf", "a chart's label that is another's", look(page, "pdf", None, other)[0])
    return len(faults) + len(mutants) + 1


def moved(part, number):
    """The word of that number as far to the left as the head before its own."""
    def left(match):
        return re.sub(r'(x(?:Min|Max))="([\d.]+)"', lambda m: f'{m[1]}="{float(m[2]) - 30:.6f}"', match[0])
    return re.sub(rf"<word [^>]*>{number}</word>", left, part, count=1)
