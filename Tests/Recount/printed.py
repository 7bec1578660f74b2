#!/usr/bin/env python3
"""Reads every figure back from the reports as they are printed, and compares it with one counted from the raw rows.

    PGHOST=… PGDATABASE=… printed.py [--months N] [--offices N] [--plants] [--quiet]

`ippo-report batch` (on PATH) writes the reports of all offices as `reporter`: JSON, CSV, HTML, PDF and XLSX, and CSV once more in
CP932; then JSON and CSV of the editions for commissioners and for everybody. Each is read by
something that shares nothing with Ippo (reading.py), and each number must stand where it belongs: in its office's file, its
section, its table, its row, its column. What stands there and should not is a difference too. Without --months the 24 months
before the history's last. --plants shows first that it notices: in a copy of each format a number is changed, cut short, or
moved, or a label is another's. What another edition tells must be the same number, and what it does not tell must be called
hidden or left out. Wants Debian's python3-openpyxl, python3-html5lib, poppler-utils and qpdf. Exit status 1 where
there is a difference.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import plants
from page import Page, shifted
from reading import Unreadable, read_csv, read_html, read_pdf, read_xlsx
from recount import History, flat, rows_of

FORMATS = ["json", "csv", "html", "pdf", "xlsx"]
EDITIONS = ["commissioner", "public"]
# what else a batch is asked for: the ending of its folder, its formats, its further options
BATCHES = [("", FORMATS, []), ("-cp932", ["csv"], ["--encoding", "cp932"])] + [
    (f"-{edition}", ["json", "csv"], ["--for", edition]) for edition in EDITIONS]
FORMS = [*FORMATS, "cp932"] + [f"{edition}-{form}" for edition in EDITIONS for form in ("json", "csv")]


def run(*command, **more):
    done = subprocess.run(command, capture_output=True, check=False, **more)
    if done.returncode:
        sys.exit(f"{' '.join(command[:3])}: {done.stderr.decode()}")
    return done.stdout


def text_of_pdf(path):
    """Where each word stands; a PDF that qpdf finds fault with is none."""
    run("qpdf", "--check", str(path))
    return run("pdftotext", "-bbox", str(path), "-").decode()


def compared(mine, theirs, where):
    """The differences between two dictionaries, and how many values were looked at."""
    wrong = [f"{where} {key}: counted {mine.get(key, 'nothing')}, printed {theirs.get(key, 'nothing')}"
             for key in {**mine, **theirs} if mine.get(key, "nothing") != theirs.get(key, "nothing")]
    return wrong, len(mine.keys() | theirs.keys())


def look(page, form, path, read=None):
    """Compares one file with what it must say; `read` stands in for the file where something was planted."""
    where = f"{page.code or 'all'} {page.first:%Y-%m} {form}"
    try:
        if form == "json":
            told = json.loads(read or path.read_text())
            mine, theirs = dict(flat(page.json())), dict(flat(told))
            # codes without cases may be left out, empty groups and zeros too
            mine, theirs = ({k: v for k, v in d.items() if v not in ({}, 0)} for d in (mine, theirs))
        elif form == "csv":
            mine, theirs = page.csv(), read_csv(read or path.read_bytes())
        elif form == "cp932":
            mine = {key: [in_cp932(text) for text in cells] for key, cells in page.csv().items()}
            theirs = read_csv(read or path.read_bytes(), "cp932")
        elif form.endswith("-json"):
            return look_at_edition(page, form[:-5], json.loads(read or path.read_text()), where)
        elif form.endswith("-csv"):
            return look_at_sheet(page, read_csv(read or path.read_bytes()), where)
        elif form == "html":
            title, office, theirs = read_html(read or path.read_bytes())
            mine = {"title": page.title, "office": page.name} | page.page()
            theirs = {"title": title, "office": office} | theirs
        elif form == "pdf":
            title, theirs = read_pdf(read or text_of_pdf(path), page)
            mine, theirs = {"title": page.title} | page.page(), {"title": title} | theirs
        else:
            titles, theirs = read_xlsx(read or path, page.glance)
            mine, theirs = {"titles": [page.title, page.name]} | page.workbook(), {"titles": titles} | theirs
    except (Unreadable, StopIteration, KeyError, IndexError, ValueError) as fault:
        return [f"{where}: {type(fault).__name__}: {fault}"], 0
    return compared(mine, theirs, where)


def in_cp932(text):
    """What CP932 has of a text; U+… for the rest. The first row's marks are the second's to it."""
    told = ""
    for character in text.translate(str.maketrans("〜−‖—¥¢£¬", "～－∥―￥￠￡￢")):
        try:
            told += character.encode("cp932").decode("cp932")
        except UnicodeEncodeError:
            told += f"U+{ord(character):X}"
    return told


def look_at_edition(page, edition, told, where):
    """Another edition as JSON: a number that it tells is the one that was counted; one that it does not tell it calls hidden or
    left out, and has none there. For everybody no count from 1 to 4 is told."""
    away = told["hidden"] + told["left_out"]
    mine, theirs, wrong = dict(flat(page.json())) | {"audience": edition}, dict(flat(told)), []
    looked = (mine.keys() | theirs.keys()) - {"hidden", "left_out", "transcription"}
    for path in sorted(looked):
        counted, printed = mine.get(path), theirs.get(path)
        if any(path == one or path.startswith(one + ".") for one in away):
            fits = printed is None
        else:
            # codes without cases may be left out, empty groups and zeros too
            fits = counted == printed or all(value in (0, None, {}) for value in (counted, printed))
            fits = fits and not (edition == "public" and printed in range(1, 5) and path != "narrative.open_days")
        if not fits:
            wrong.append(f"{where} {path}: counted {counted}, printed {theirs.get(path, 'nothing')}")
    return wrong, len(looked)


def look_at_sheet(page, theirs, where):
    """Another edition as CSV: what it tells is what was counted; the rest is a star or nothing."""
    mine, wrong, count = page.csv(), [], 0
    for key, cells in theirs.items():
        # a title of its own, and tables that are hidden as a whole
        if key in (("document", "title"), ("document", "audience")) or key[1].startswith("*."):
            continue
        for counted, printed in zip(mine.get(key, ["nothing"] * len(cells)), cells):
            count += 1
            if printed not in (counted, "", "*"):
                wrong.append(f"{where} {key}: counted {counted}, printed {printed}")
    return wrong, count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--months", type=int, default=24, help="how many, up to the last one that is over (24)")
    parser.add_argument("--offices", type=int, help="only the first so many, and all together")
    parser.add_argument("--reports", type=int, help="only so many of the reports, spread over offices and months")
    parser.add_argument("--plants", action="store_true", help="show first that differences are noticed")
    parser.add_argument("--rows-as", default="backup", help="a login that passes row-level security")
    parser.add_argument("--quiet", action="store_true", help="only the verdict")
    options = parser.parse_args()

    history = History(options.rows_as)
    labels = {}
    for name in ("channel", "inquiry_kind", "age_band", "sex", "withdrawal_band", "factor", "session_method", "who",
                 "contact_level", "provider_kind", "referral_status", "plan_result"):
        rows = sorted(rows_of(options.rows_as, "code", name), key=lambda row: int(row["position"]))
        labels[name] = {row["code"]: (row["label_ja"], row["label_en"]) for row in rows}
    offices = {row["id"]: row for row in history.t["office"]}
    notes, forms = {}, {}
    for row in sorted(rows_of(options.rows_as, "app", "month_note"), key=lambda row: int(row["version"])):
        notes[offices[row["office_id"]]["code"], row.day("month")] = row
    for row in sorted(rows_of(options.rows_as, "app", "transcription"), key=lambda row: int(row["version"])):
        forms[offices[row["office_id"]]["code"]] = list(zip(listed(row["paths"]), listed(row["labels"])))

    last = shifted([*history.months()][-1], 1)
    places = [None, *sorted(offices.values(), key=lambda row: row["code"])[:options.offices]]
    asked = [(office, shifted(last, back)) for back in range(options.months) for office in places]
    if options.reports:
        # one step aside each round, so that neither offices nor months repeat in step
        asked = [asked[(at * len(asked) // options.reports + at) % len(asked)] for at in range(options.reports)]
    seen, values, wrong = Counter(), Counter(), []
    with tempfile.TemporaryDirectory(prefix="ippo-printed.") as folder:
        pages = [Page(history, office, month, labels, notes, forms) for office, month in asked]
        for page in pages:
            for ending, formats, options_of_batch in BATCHES:
                out = pathlib.Path(folder, f"{page.first:%Y-%m}{ending}")
                if not out.exists():
                    run("ippo-report", "batch", f"{page.first:%Y-%m}", "--output", str(out), "--formats", ",".join(formats),
                        *options_of_batch, env=dict(os.environ, PGUSER="reporter"))

        def path(page, form):
            month, (edition, _, kind) = f"{page.first:%Y-%m}", form.rpartition("-")
            ending = f"-{edition}" if edition else ""
            inside = month + (ending or ("-cp932" if form == "cp932" else ""))
            return pathlib.Path(folder, inside, f"{page.code or 'all-offices'}-{month}{ending}."
                                + ("csv" if kind == "cp932" else kind))

        if options.plants:
            fullest, office = (max(some, key=lambda p: len(p.page())) for some in (pages, [p for p in pages if p.code]))
            noticed = plants.noticed(fullest, office, path, look, text_of_pdf, folder, options.quiet)
            print(f"{noticed} planted faults, each of them noticed")
        # of all offices together there is no public edition
        asked = [(p, f) for p in pages for f in FORMS if p.code or not f.startswith("public")]
        with ThreadPoolExecutor(2) as pool:
            results = pool.map(lambda one: (one[1], look(*one, path(*one))), asked)
            for form, (found, count) in results:
                seen[form] += 1
                values[form] += count
                wrong += found
    if not options.quiet:
        print("\n".join(wrong))
    for form in FORMS:
        print(f"{form}: {seen[form]} reports, {values[form]} values at their labels")
    print(f"{len(pages)} reports × {len(FORMATS)} formats, {sum(values[form] for form in FORMATS)} values; with CP932 and two editions "
          f"{sum(values.values())} values, {len(wrong)} differences")
    return 1 if wrong or not all(values[form] for form in FORMS) else 0


def listed(text):
    """PostgreSQL's text of an array of plain texts."""
    import csv
    return next(csv.reader([text[1:-1]], quotechar='"', escapechar="\\"))


if __name__ == "__main__":
    sys.exit(main())
