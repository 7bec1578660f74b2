"""What a month's report must say, and where: from figures that were counted again (recount.py), never from the report's own.

A page is a flat dictionary: (section, table, row, column) → what stands there. Sections, tables and columns are called as on
the page; what the codes are called comes from the code tables. A table that has no row is ("section", "table", "", "") → NONE.
"""
from collections import namedtuple
from datetime import date

NONE = "none"
Table = namedtuple("Table", "key section title columns rows")  # columns: (key, title); rows: (code, label, [values])
Chart = namedtuple("Chart", "key section title columns rows is_table")

LISTS = {"channel": "inquiries.by_channel", "inquiry_kind": "inquiries.by_kind", "age_band": "clients.by_age_band",
         "sex": "clients.by_sex", "withdrawal_band": "clients.by_withdrawal_band", "factor": "clients.by_factor",
         "session_method": "sessions.by_method", "who": "sessions.by_with", "contact_level": "sessions.by_contact",
         "provider_kind": "referrals.by_kind", "referral_status": "referrals.by_status", "plan_result": "plans.by_result"}
BASES = [("previous_month", "前月", "Previous month"), ("same_month_last_year", "前年同月", "Same month last year"),
         ("fiscal_year", "年度累計", "Fiscal year to date")]
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
LONG = ("January February March April May June July August September October November December").split()

# section, then its tables: key, title, what the rows are (a code list, or the rows themselves), in the page's order
SECTIONS = [
    ("問い合わせ", "Inquiries", [
        ("inquiries.by_channel", "経路", "Channel", "channel"),
        ("inquiries.by_relation", "どなたから", "Who turned to us", [
            ("self", "本人", "self"), ("family", "家族", "family"), ("agency", "関係機関", "agency"),
            ("other", "その他", "other"), ("unknown", "不明", "unknown")]),
        ("inquiries.by_kind", "種類", "Kind", "inquiry_kind")]),
    ("相談している方", "Clients", [
        ("clients", "動き", "Movement", [
            ("active", "継続中", "Active"), ("new", "新規", "New"), ("closed", "終結", "Closed"),
            ("reopened", "再開", "Reopened")]),
        ("clients.by_age_band", "年齢(月末)", "Age at the month's end", "age_band"),
        ("clients.by_sex", "性別", "Sex", "sex"),
        ("clients.by_withdrawal_band", "ひきこもりの期間", "Time withdrawn", "withdrawal_band"),
        ("clients.by_factor", "要因(重なりあり)", "Factors (several each)", "factor")]),
    ("相談・訪問", "Consultations", [
        ("sessions.by_method", "方法", "Method", "session_method"),
        ("sessions.by_staff", "職員", "Staff", None),
        ("sessions.by_with", "相手", "With", "who"),
        ("sessions.by_contact", "本人との接触", "Contact with the person", "contact_level"),
        ("sessions", "相談に数えないもの", "Not counted as consultations", [
            ("absent_visits", "不在訪問", "Absent visits"), ("no_shows", "来所なし・キャンセル", "No-shows"),
            ("agency_contacts", "関係機関連絡", "Agency contacts"),
            ("anonymous", "匿名の相談", "Anonymous consultations")])]),
    ("つなぎ", "Referrals", [
        ("referrals", "件数", "Count", [("made", "つなぎ", "Made"), ("informed", "情報提供のみ", "Information only")]),
        ("referrals.by_kind", "つなぎ先", "Where to", "provider_kind"),
        ("referrals.by_status", "状況", "Status", "referral_status")]),
    ("行動計画", "Plans", [
        ("plans", "計画", "Plans", [
            ("agreed", "合意した計画", "Agreed"), ("checks", "達成度確認", "Checks"),
            ("review_overdue", "見直しの時期を過ぎたもの", "Review overdue")]),
        ("plans.by_result", "確認の結果", "Results of checks", "plan_result")]),
    ("気をつけたいこと", "What to look at", [
        ("attention", "月末の時点", "At the month's end", [
            ("silent", "60日以上相談のない方", "No consultation for 60 days"),
            ("longest_silence", "もっとも長い日数", "Longest silence, days"),
            ("unseen", "本人の反応が60日以上ない方", "No sign of the person for 60 days"),
            ("referrals_waiting", "返事を待っているつなぎ", "Referrals waiting"),
            ("unreviewed", "確認を待っている記録(12か月)", "Records to be reviewed, twelve months")])]),
]
# in CSV the table of what is not counted has a key of its own, as `sessions` is the figures'
CSV_KEYS = {"sessions": "sessions.apart"}
MEASURES = [("count", "延件数", "Count"), ("people", "実人数", "People"), ("minutes", "分", "Minutes")]
SUMMARY = [
    ("inquiries", "問い合わせ", "Inquiries", "inquiries.total", ("件", ""), ("inquiries", "inquiries")),
    ("sessions", "相談(延件数)", "Consultations", "sessions.count", ("件", ""), ("sessions", "sessions.count")),
    ("people", "相談(実人数)", "People seen", "sessions.people", ("人", ""), ("people", "sessions.people")),
    ("active", "継続中の方", "Active clients", "clients.active", ("人", ""), None),
    ("minutes", "相談の時間", "Minutes", "sessions.minutes", ("分", "min"), None)]


def at(figures, path):
    """The number under a dotted path; 0 where there is none."""
    for key in path.split("."):
        figures = figures.get(key) if figures else None
    return figures or 0


class Page:
    """One office's month as it must be printed. `office` is a row of app.office, None for all of them together."""

    def __init__(self, history, office, first, labels, notes, transcriptions):
        self.office, self.first = office, first
        code = office["code"] if office else None
        self.code = code
        self.lang = office["language"] if office else "ja"
        self.figures = history.figures(code, None, first)
        self.name = self.say("全オフィス", "All offices") if office is None else \
            office["name"] if self.lang == "ja" else office["name_en"] or office["name"]
        year, month = first.year, first.month
        self.month = self.say(f"{year}年{month}月", f"{LONG[month - 1]} {year}")
        self.title = self.say(f"月次報告 {self.month}", f"Monthly report, {self.month}")
        self.audit_head = self.figures["audit_head"]
        self.glance = self.say("この月のあらまし", "The month at a glance")
        self.tables, self.charts = [], []
        self.add_series(history)
        for ja, en, tables in SECTIONS:
            for key, *titles, rows in tables:
                self.add_table(key, self.say(ja, en), self.say(*titles), rows, labels)
        self.note = notes.get((code, first))
        self.add_note()
        self.add_transcription(transcriptions.get(code))

    def say(self, ja, en):
        return ja if self.lang == "ja" else en

    def add_series(self, history):
        offices = set(history.office_id.values()) if self.office is None else {self.office["id"]}
        months = [shifted(self.first, back) for back in range(11, -1, -1)]
        short = [history.short(offices, m, shifted(m, -1)) for m in months]
        for key, ja, en in [("inquiries", "問い合わせの件数(12か月)", "Inquiries, twelve months"),
                            ("sessions", "相談の延件数(12か月)", "Consultations, twelve months")]:
            rows = [(f"{m:%Y-%m}", self.say(f"{m.month}月", MONTHS[m.month - 1]), [s[key]]) for m, s in zip(months, short)]
            self.charts.append(Chart(
                f"series.{key}", self.glance, self.say(ja, en), [("count", self.say("件数", "Count"))], rows, False))

    def add_table(self, key, section, title, rows, labels):
        measures = [("count", self.say("件数", "Count"))]
        if key in ("sessions.by_method", "sessions.by_staff"):
            measures = [(m, self.say(ja, en)) for m, ja, en in MEASURES]
        found = at(self.figures, key) or {}
        if isinstance(rows, list):
            lines = [(code, self.say(ja, en), [at(found, code)]) for code, ja, en in rows]
        else:
            codes = sorted(found) if rows is None else [c for c in labels[rows] if c in found]
            if set(codes) != set(found):
                raise SystemExit(f"{key}: {set(found) - set(codes)} has no label")
            lines = [(c, c if rows is None else self.say(*labels[rows][c]),
                      [found[c][m] for m, _ in measures] if len(measures) > 1 else [found[c]]) for c in codes]
        self.tables.append(Table(key, section, title, measures, lines))
        if key == "clients.by_age_band" and lines:
            bands = [c for c in labels[rows] if c != "unknown" or c in found]
            self.charts.append(Chart(
                f"chart.{key}", section, self.say("年齢(歳)の分布、月末", "Ages at the month's end, people"),
                [("people", self.say("人数", "People"))],
                [(c, self.say(labels[rows][c][0].replace("歳", ""), labels[rows][c][1].replace("unknown", "not known")),
                  [found.get(c, 0)]) for c in bands], True))
        if key == "sessions.by_method" and lines:
            self.charts.append(Chart(
                f"chart.{key}", section, self.say("方法ごとの延件数と実人数", "Consultations and people by method"), measures[:2],
                [(code, label, values[:2]) for code, label, values in lines], True))

    def add_note(self):
        if self.note is None:
            return
        rows = [("issues", self.say("課題", "Issues"), [self.note["issues"]])] if self.note["issues"] else []
        if self.note["open_days"] != "":
            rows.append(("open_days", self.say("開所日数", "Days open"), [int(self.note["open_days"])]))
        self.tables.append(Table(
            "narrative", self.say("この月の記述", "In words"), self.say("項目", "Part"), [("text", self.say("内容", "Text"))], rows))

    def add_transcription(self, lines):
        self.lines = []
        if lines is None:
            return
        for path, label in lines:
            if path == "narrative.open_days":
                value = int(self.note["open_days"]) if self.note and self.note["open_days"] != "" else None
            else:
                value = at(self.figures, path) if path else None
            self.lines.append((path or None, label, value))
        columns = [("label", self.say("様式での呼び名", "Label")), ("value", self.say("値", "Value"))]
        rows = [(str(n), str(n), [label, value]) for n, (_, label, value) in enumerate(self.lines, 1)]
        self.tables.append(Table(
            "transcription", self.say("転記表", "For transcription"), self.say("行", "Line"), columns, rows))

    # -- what each format must hold

    def comparisons(self, key, path, others):
        """(basis, its title, the other number, the difference that is told beside it) of a key figure."""
        now = at(self.figures, path)
        for basis, *titles in BASES:
            if others is None:
                return
            then = at(self.figures, f"{basis}.{others[basis == 'fiscal_year']}")
            yield basis, self.say(*titles), then, None if basis == "fiscal_year" else now - then

    def page(self):
        """What HTML and PDF must hold; charts under their titles, with their column "" where there is one series."""
        told = {}
        for key, ja, en, path, units, others in SUMMARY:
            label, unit = self.say(ja, en), self.say(*units)
            told[self.glance, "", label, ""] = f"{at(self.figures, path)}{' ' if unit and self.lang == 'en' else ''}{unit}"
            for _, title, then, change in self.comparisons(key, path, others):
                told[self.glance, "", label, title] = f"{then}{self.remark(change)}"
        for table in self.tables:
            self.add(told, table, lambda v: "–" if v is None else str(v))
        for chart in self.charts:
            for _, label, values in chart.rows:
                told[chart.section, chart.title, label, ""] = " ".join(map(str, values))
        return told

    def workbook(self):
        """What XLSX must hold, typed; a chart is a table with its drawing, whose cells are told under "drawn"."""
        told = {}
        for key, ja, en, path, units, others in SUMMARY:
            label = self.say(ja, en)
            told[self.glance, "", label, self.say("値", "Value")] = at(self.figures, path)
            told[self.glance, "", label, self.say("単位", "Unit")] = self.say(*units) or None
            others = {title: then for _, title, then, _ in self.comparisons(key, path, others)}
            for _, *titles in BASES:
                told[self.glance, "", label, self.say(*titles)] = others.get(self.say(*titles))
        for table in self.tables:
            self.add(told, table, lambda v: v)
        for chart in self.charts:
            self.add(told, chart, lambda v: v)
            for column in range(len(chart.columns)):
                told[chart.section, chart.title, "drawn", chart.columns[column][1]] = \
                    [(label, values[column]) for _, label, values in chart.rows]
        return told

    def add(self, told, table, shown):
        if not table.rows:
            told[table.section, table.title, "", ""] = NONE
        for _, label, values in table.rows:
            for (_, column), value in zip(table.columns, values):
                told[table.section, table.title, label, column] = shown(value)

    def remark(self, change):
        if change is None:
            return ""
        size = abs(change)
        ja, en = ("↑{}増", "↑ up {}") if change > 0 else ("↓{}減", "↓ down {}") if change else ("増減なし", "no change")
        return self.say(f"（{ja}）", f" ({en})").format(size)

    def csv(self):
        """What CSV must hold: (section, key) → label, value and the three comparisons."""
        blank = ["", "", ""]
        month = self.figures["month"]
        told = {("document", key): [label, value, *blank] for key, label, value in [
            ("title", self.say("表題", "Title"), self.title), ("subtitle", self.say("副題", "Subtitle"), self.name),
            ("office", self.say("所", "Office"), self.name), ("month", self.say("対象月", "Month"), month),
            ("state", self.say("状態", "State"), "open"),
            ("audit_head", self.say("監査の鎖", "Audit head"), self.audit_head or "–")]}
        for key, ja, en, path, _, others in SUMMARY:
            then = [str(number) for _, _, number, _ in self.comparisons(key, path, others)]
            told["summary", key] = [self.say(ja, en), str(at(self.figures, path)), *(then or blank)]
        for table in [t for t in self.charts if not t.is_table] + self.tables:
            section = CSV_KEYS.get(table.key, table.key)
            for code, label, values in table.rows:
                cells = list(zip(table.columns, values))
                if table.key == "transcription":
                    # two columns head a line of the city's form
                    code, label, cells = f"{code}.{values[0]}", f"{label} {values[0]}", cells[1:]
                for (column, title), value in cells:
                    told[section, f"{code}.{column}"] = [
                        f"{label} / {title}", "" if value is None else str(value), *blank]
        return told

    def json(self):
        told = {key: self.figures[key] for key in
                ("office", "month", "audit_head", "inquiries", "clients", "sessions", "referrals", "plans", "attention",
                 "fiscal_year", "previous_month", "same_month_last_year")}
        note = self.note or {}
        told["narrative"] = {
            "highlights": None, "issues": note.get("issues") or None, "next_month": None, "incidents": None, "training": None,
            "open_days": int(note["open_days"]) if note.get("open_days") else None}
        told["transcription"] = [{"path": p, "label": l, "value": v} for p, l, v in self.lines]
        told |= {"program": None, "state": "open", "edition": None, "lists": None, "adjustments": [], "corrects": None,
                 "changes": [], "audience": "internal", "hidden": [], "left_out": []}
        return told


def shifted(first, back):
    months = first.year * 12 + first.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)
