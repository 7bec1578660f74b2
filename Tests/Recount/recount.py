#!/usr/bin/env python3
"""Counts every figure of every month, of offices and of programs, again: from the raw rows and in Python, and compares with
api.month_figures.

    PGHOST=… PGDATABASE=… recount.py [--rows-as backup] [--figures-as reporter] [--months N] [--quiet]

Shares no SQL with the report: it reads whole tables as CSV through psql, as a login that passes row-level security, and knows
the rules from docs/contract.md. Passwords come from PGPASSFILE. Prints each difference under its dotted key; exit status 1
when there is one.
"""
import argparse
import csv
import io
import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta, timezone

JST = timezone(timedelta(hours=9))
TABLES = """office staff client client_version client_closing client_reopening assessment assessment_factor plan plan_check
    plan_pause plan_resumption provider_version provider_kind referral referral_status inquiry inquiry_link inquiry_unlink
    session session_version session_with session_staff session_move session_review program program_office program_version
    enrolment enrolment_end inquiry_program""".split()
SIGNS = {"read_signs", "written_reply", "through_door", "same_room", "seen", "spoke", "met"}
# those who are not counted as people of the case: they come for their work, or nobody knows who it was
NO_HEADS = {"agency", "commissioner", "staff", "household", "unknown"}
FAMILY = {"mother", "father", "sibling", "spouse", "child", "grandparent", "family"}


# ------------------------------------------------------------------------------------------------------------------ reading

def psql(login, *arguments):
    environment = dict(os.environ, PGUSER=login, PGTZ="UTC", PGOPTIONS="-c datestyle=ISO")
    done = subprocess.run(
        ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", *arguments], env=environment, text=True,
        capture_output=True, check=False)
    if done.returncode != 0:
        sys.exit(f"psql as {login}: {done.stderr}")
    return done.stdout


def rows_of(login, schema, table):
    text = psql(login, "-c", f"copy (select * from {schema}.{table}) to stdout csv header")
    return [Row(row) for row in csv.DictReader(io.StringIO(text))]


class Row(dict):
    """A row of text, and what the text means."""

    def day(self, name):
        return date.fromisoformat(self[name]) if self[name] else None

    def moment(self, name):
        return datetime.fromisoformat(self[name])

    def number(self, name):
        return int(self[name]) if self[name] else None

    def key(self, *names):
        return "/".join(self[name] for name in names)


def by(rows, *names):
    found = defaultdict(list)
    for row in rows:
        found[tuple(row[name] for name in names) if len(names) > 1 else row[names[0]]].append(row)
    return found


def next_month(first):
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def last_month(first):
    return date(first.year - 1, 12, 1) if first.month == 1 else date(first.year, first.month - 1, 1)


def japanese_day(moment):
    return moment.astimezone(JST).date()


# -------------------------------------------------------------------------------------------------------------------- rules

def anniversary(born, year):
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def whole_years(since, day):
    return sum(1 for year in range(since.year + 1, day.year + 1) if anniversary(since, year) <= day)


def age_of(person, day):
    born, about, told = person.day("birth"), person.number("age_about"), person.day("age_about_on")
    if born:
        return whole_years(born, day) if born <= day else None
    if about is None:
        return None
    return about + whole_years(told, day) if told <= day else max(0, about - whole_years(day, told))


def age_band(age):
    if age is None:
        return "unknown"
    for below, name in [(15, "under_15"), (18, "15_17"), (20, "18_19"), (30, "20s"), (35, "30_34"), (40, "35_39"),
                        (50, "40s"), (60, "50s"), (65, "60_64")]:
        if age < below:
            return name
    return "65_and_over"


def withdrawal_band(since, day):
    if not since:
        return "unknown"
    year, _, month = since.partition("-")
    if date(int(year), int(month or 1), 1) > day:
        return "unknown"
    at, months = date(int(year), int(month or 7), 1), 0
    while next_month(at) <= day:
        at, months = next_month(at), months + 1
    for below, name in [(6, "under_6m"), (12, "6m_1y"), (24, "1_2y"), (36, "2_3y"), (60, "3_5y"), (120, "5_10y"),
                        (180, "10_15y"), (240, "15_20y")]:
        if months < below:
            return name
    return "20y_and_over"


def relation_group(relation):
    if relation in FAMILY:
        return "family"
    if relation in ("agency", "commissioner"):
        return "agency"
    return relation if relation in ("self", "unknown") else "other"


# ----------------------------------------------------------------------------------------------------------------- counting

class Program:
    """A program as its latest version has it: its days, its rules, and who was in it on which days."""

    def __init__(self, row, t):
        self.id, self.code = row["id"], row["code"]
        version = max((v for v in t["program_version"] if v["program_id"] == self.id), key=lambda v: v.number("version"))
        self.first, self.last = version.day("from_on"), version.day("until_on") or date.max
        self.by_head, self.by_day = version["presence"] == "person", version["line_by_day"] == "t"
        self.offices = {o["office_id"] for o in t["program_office"] if o["program_id"] == self.id}
        left = {x["enrolment_id"]: x.day("left_on") for x in t["enrolment_end"]}
        self.enrolments = [e for e in t["enrolment"] if e["program_id"] == self.id]
        self.spans = defaultdict(list)
        for e in self.enrolments:
            first, last = max(e.day("from_on"), self.first), min(left.get(e["id"], date.max), self.last)
            if first <= last:
                self.spans[e["client_id"]].append((first, last, e["office_id"]))


class History:
    def __init__(self, login):
        self.t = {table: rows_of(login, "app", table) for table in TABLES}
        t = self.t
        self.login_of = {s["id"]: s["login"] for s in t["staff"]}
        self.office_id = {o["code"]: o["id"] for o in t["office"]}
        self.versions_of_client = by(t["client_version"], "client_id")
        self.person = {c: max(vs, key=lambda v: v.number("version")) for c, vs in self.versions_of_client.items()}
        self.reopening = {o["closing_id"]: o for o in t["client_reopening"]}
        closings = by(t["client_closing"], "client_id")
        self.open_days = {}
        for client in t["client"]:
            spans, start = [], client.day("received_on")
            for closing in sorted(closings.get(client["id"], []), key=lambda c: c.moment("closed_at")):
                spans.append((start, closing.day("closed_on")))
                again = self.reopening.get(closing["id"])
                start = again.day("reopened_on") if again else None
            if start:
                spans.append((start, None))
            self.open_days[client["id"]] = spans
        self.versions_of_session = by(t["session_version"], "session_id")
        self.with_of = by(t["session_with"], "session_id", "version")
        self.staff_of = by(t["session_staff"], "session_id", "version")
        self.standing = [max(vs, key=lambda v: v.number("version")) for vs in self.versions_of_session.values()]
        self.standing_of = by(self.standing, "client_id")
        self.reviewed = {v.key("session_id", "version") for v in t["session_review"]}
        self.reopenings_of = by(t["client_reopening"], "client_id")
        for version in t["session_version"]:
            version.on = japanese_day(version.moment("held_at"))
        for inquiry in t["inquiry"]:
            inquiry.on = japanese_day(inquiry.moment("received_at"))
        unlinked = {u["link_id"] for u in t["inquiry_unlink"]}
        self.linked = {l["inquiry_id"]: l["client_id"] for l in t["inquiry_link"] if l["id"] not in unlinked}
        self.programs = [Program(row, t) for row in t["program"]]
        self.program = None  # whose figures are being counted
        self.choices_of = by(t["inquiry_program"], "inquiry_id")
        self.factors_of = by(t["assessment_factor"], "assessment_id")
        self.assessments_of = by(t["assessment"], "client_id")
        self.plans_of = by(t["plan"], "client_id", "owner")
        self.pauses_of = by(t["plan_pause"], "plan_id")
        self.resumed = {s["pause_id"]: s for s in t["plan_resumption"]}
        self.statuses_of = by(t["referral_status"], "referral_id")
        self.kinds_of = by(t["provider_kind"], "provider_id", "version")
        self.last_of_provider = {
            p: max(vs, key=lambda v: v.number("version"))["version"] for p, vs in by(t["provider_version"], "provider_id").items()}
        self.seq_of, self.hash_of = {}, {}
        for entry in rows_of(login, "audit", "entry"):
            named = (entry["relation"], entry["row_key"])
            self.seq_of[named] = max(self.seq_of.get(named, 0), entry.number("seq"))
            self.hash_of[entry.number("seq")] = entry["hash"].removeprefix("\\x")

    def months(self):
        days = [v.on for v in self.t["session_version"]] + [i.on for i in self.t["inquiry"]]
        days += [c.day("received_on") for c in self.t["client"]]
        month, end = last_month(min(days).replace(day=1)), datetime.now(JST).date()
        while month <= end:
            yield month
            month = next_month(month)

    # -- programs

    def inside(self, client, day):
        """Whether that client's day is one of the program's; without a program every day is."""
        return self.program is None or any(a <= day <= b for a, b, _ in self.program.spans.get(client, []))

    def inside_between(self, client, first, end):
        return self.program is None or any(a < end and b >= first for a, b, _ in self.program.spans.get(client, []))

    def is_of_program(self, inquiry):
        if self.program is None:
            return True
        if not self.program.first <= inquiry.on <= self.program.last:
            return False
        choices = self.choices_of.get(inquiry["id"])
        if choices:
            return max(choices, key=lambda c: c.number("turn"))["program_id"] == self.program.id
        return inquiry["id"] in self.linked and self.inside(self.linked[inquiry["id"]], inquiry.on)

    def enrolment(self, offices, first, end):
        entered = left = 0
        for spans in self.program.spans.values():
            mine = sorted((a, b) for a, b, office in spans if office in offices and a < end)
            if mine:
                last = max(b for _, b in mine)
                entered += mine[0][0] >= first
                left += first <= last < end and last < self.program.last
        return {"entered": entered, "left": left}

    # -- sessions

    def of_sessions(self, offices, first, end):
        return [v for v in self.standing if v["office_id"] in offices and first <= v.on < end
                and self.inside(v["client_id"], v.on)]

    def consultations(self, offices, first, end):
        held = [v for v in self.of_sessions(offices, first, end) if v["kind"] == "consultation"]
        self.heads = defaultdict(set)  # who was there, unit by unit
        for v in held:
            self.heads[self.unit(v)] |= {
                w["who"] for w in self.with_of.get((v["session_id"], v["version"]), [])} - NO_HEADS
        return held

    def unit(self, v):
        """What counts as one: LINE and mail are one a client and day, each for itself, unless the program counts each."""
        folded = v["method"] in ("line", "email") and (self.program is None or self.program.by_day)
        return (v["client_id"], v["method"], v.on) if folded else v["session_id"]

    def weight(self, unit):
        return max(1, len(self.heads[unit])) if self.program and self.program.by_head else 1

    def tally(self, sessions):
        return {"count": sum(self.weight(u) for u in {self.unit(v) for v in sessions}), "people": len({v["client_id"] for v in sessions}),
                "minutes": sum(v.number("minutes") or 0 for v in sessions)}

    def sessions(self, offices, first, end):
        held = self.consultations(offices, first, end)
        methods, staff, who, contact = defaultdict(list), defaultdict(list), defaultdict(set), defaultdict(set)
        for v in held:
            methods[v["method"]].append(v)
            named = (v["session_id"], v["version"])
            for s in self.staff_of.get(named, []):
                staff[self.login_of[s["staff_id"]]].append(v)
            for w in self.with_of.get(named, []) or [{"who": "unknown"}]:
                who[w["who"]].add(self.unit(v))
            if v["contact"]:
                contact[v["contact"]].add(self.unit(v))
        kinds = Counter(v["kind"] for v in self.of_sessions(offices, first, end))
        anonymous = [i for i in self.inquiries(offices, first, end)
                     if i["kind"] == "consultation" and i["minutes"] and i["id"] not in self.linked]
        return self.tally(held) | {
            "anonymous": len(anonymous), "absent_visits": kinds["absent_visit"], "no_shows": kinds["no_show"],
            "agency_contacts": kinds["agency_contact"],
            "by_method": {m: self.tally(vs) for m, vs in methods.items()},
            "by_staff": {s: self.tally(vs) for s, vs in staff.items()},
            "by_with": {w: len(units) for w, units in who.items()},
            "by_contact": {c: len(units) for c, units in contact.items()}}

    def short(self, offices, first, end):
        tally = self.tally(self.consultations(offices, first, end))
        return {"inquiries": len(self.inquiries(offices, first, end)), "sessions": tally["count"], "people": tally["people"]}

    # -- inquiries

    def inquiries(self, offices, first, end):
        return [i for i in self.t["inquiry"]
                if i["office_id"] in offices and first <= i.on < end and self.is_of_program(i)]

    def inquiry_figures(self, offices, first, end):
        came = self.inquiries(offices, first, end)
        return {"total": len(came), "consultations": sum(i["kind"] == "consultation" for i in came),
                "by_channel": Counter(i["channel"] for i in came), "by_kind": Counter(i["kind"] for i in came),
                "by_relation": Counter(relation_group(i["relation"]) for i in came)}

    # -- clients

    def active(self, offices, first, end):
        def spans(client):
            return [(first, end)] if self.program is None else [
                (max(first, a), min(end, b + timedelta(days=1)) if b < date.max else end)
                for a, b, _ in self.program.spans.get(client, []) if a < end and b >= first]
        return [c for c in self.t["client"] if c["office_id"] in offices and any(
            opened < until and (closed is None or closed >= since)
            for opened, closed in self.open_days[c["id"]] for since, until in spans(c["id"]))]

    def is_open_after(self, client, day):
        """Whether the case is open when that day is over."""
        return any(opened <= day and (closed is None or closed > day) for opened, closed in self.open_days[client])

    def clients(self, offices, first, end):
        last = end - timedelta(days=1)
        active = [c["id"] for c in self.active(offices, first, end)]
        factors = Counter()
        for client in active:
            known = {f["factor"] for a in self.assessments_of.get(client, []) if a.day("assessed_on") < end
                     for f in self.factors_of[a["id"]]}
            factors.update(known or {"unknown"})
        people = [self.person[c] for c in active]
        return {
            "active": len(active),
            "new": sum(c["office_id"] in offices and first <= c.day("received_on") < end
                       and self.inside(c["id"], c.day("received_on")) for c in self.t["client"]),
            "closed": len({c["client_id"] for c in self.t["client_closing"]
                           if c["office_id"] in offices and first <= c.day("closed_on") < end
                           and self.inside(c["client_id"], c.day("closed_on"))}),
            "reopened": len({c["client_id"] for c in self.t["client_reopening"]
                             if c["office_id"] in offices and first <= c.day("reopened_on") < end
                             and self.inside(c["client_id"], c.day("reopened_on"))}),
            "by_age_band": Counter(age_band(age_of(p, last)) for p in people),
            "by_sex": Counter(p["sex"] for p in people),
            "by_withdrawal_band": Counter(withdrawal_band(p["withdrawn_since"], last) for p in people),
            "by_factor": factors}

    # -- referrals and plans

    def stands(self, referral, end):
        told = [s for s in self.statuses_of[referral["id"]] if s.day("status_on") < end]
        return max(told, key=lambda s: (s.day("status_on"), s.number("version"))) if told else None

    def status(self, referral, end):
        stands = self.stands(referral, end)
        return stands["status"] if stands else None

    def referrals(self, offices, first, end):
        made, informed, kinds, statuses = 0, 0, Counter(), Counter()
        for referral in self.t["referral"]:
            if referral["office_id"] not in offices or referral.day("made_on") >= end:
                continue
            status = self.status(referral, end)
            turned = self.status(referral, first) == "informed" and status != "informed"
            if referral.day("made_on") < first and not turned:
                continue
            counts_on = referral.day("made_on") if referral.day("made_on") >= first \
                else self.stands(referral, end).day("status_on")
            if not self.inside(referral["client_id"], counts_on):
                continue
            statuses[status] += 1
            if status == "informed":
                informed += 1
                continue
            made += 1
            provider = referral["provider_id"]
            kinds.update(k["kind"] for k in self.kinds_of[provider, self.last_of_provider[provider]])
        return {"made": made, "informed": informed, "by_kind": kinds, "by_status": statuses}

    def plans(self, offices, first, end):
        last = end - timedelta(days=1)
        overdue = 0
        for (client, _), plans in self.plans_of.items():
            agreed = [p for p in plans if p.day("agreed_on") < end]
            if not agreed:
                continue
            plan = max(agreed, key=lambda p: p.number("version"))
            resting = any(
                s.day("paused_on") <= last
                and not (s["id"] in self.resumed and self.resumed[s["id"]].day("resumed_on") <= last)
                for s in self.pauses_of.get(plan["id"], []))
            overdue += bool(plan["office_id"] in offices and plan.day("until_on") and plan.day("until_on") < last
                            and not resting and self.is_open_after(client, last) and self.inside(client, last))
        checks = [k for k in self.t["plan_check"] if k["office_id"] in offices and first <= k.day("checked_on") < end
                  and self.inside(k["client_id"], k.day("checked_on"))]
        return {"agreed": sum(p["office_id"] in offices and first <= p.day("agreed_on") < end
                              and self.inside(p["client_id"], p.day("agreed_on")) for p in self.t["plan"]),
                "checks": len(checks), "by_result": Counter(k["result"] for k in checks), "review_overdue": overdue}

    # -- what to look at

    def attention(self, offices, first, end):
        last = end - timedelta(days=1)
        day = min(last, datetime.now(JST).date())
        quiet, unseen = [], []
        active = self.active(offices, first, end)
        for client in active:
            if client.day("received_on") > day or not self.is_open_after(client["id"], day) \
                    or not self.inside(client["id"], day):
                continue
            again = [o.day("reopened_on") for o in self.reopenings_of.get(client["id"], []) if o.day("reopened_on") <= day]
            opened = max([client.day("received_on"), *again])
            held = [v for v in self.standing_of.get(client["id"], []) if v.on < end]
            quiet.append((day - max([opened, *(v.on for v in held if v["kind"] == "consultation")])).days)
            unseen.append((day - max([opened, *(v.on for v in held if v["contact"] in SIGNS)])).days)
        known = {c["id"] for c in active if self.inside(c["id"], day)}
        waiting = [r for r in self.t["referral"] if r["client_id"] in known
                   and self.status(r, end) in ("offered", "asked", "waiting")]
        year = date(end.year - 1, end.month, 1)
        unreviewed = [v for v in self.standing if v["office_id"] in offices and year <= v.on < end
                      and self.inside(v["client_id"], v.on) and v.key("session_id", "version") not in self.reviewed]
        return {"silent": sum(d >= 60 for d in quiet), "longest_silence": max(quiet, default=0),
                "unseen": sum(d >= 60 for d in unseen), "referrals_waiting": len(waiting), "unreviewed": len(unreviewed)}

    # -- the chain

    def audit_head(self, offices, first, end):
        named = set()
        t = self.t
        came = {i["id"] for i in self.t["inquiry"] if i["office_id"] in offices and first <= i.on < end}
        if self.program:
            # those that are in it, and those that were
            on = {i["id"]: i.on for i in self.t["inquiry"]}
            came &= {c["inquiry_id"] for c in t["inquiry_program"] if c["program_id"] == self.program.id} | {
                l["inquiry_id"] for l in t["inquiry_link"] if self.inside(l["client_id"], on[l["inquiry_id"]])}
            named |= {("inquiry_program", c["id"]) for c in t["inquiry_program"] if c["inquiry_id"] in came}
            named |= {("program_version", v.key("program_id", "version")) for v in t["program_version"]
                      if v["program_id"] == self.program.id}
            begins = datetime(first.year, first.month, 1, tzinfo=JST)
            left = {x["enrolment_id"]: x for x in t["enrolment_end"]}
            for e in self.program.enrolments:
                if e["office_id"] in offices and e.day("from_on") < end:
                    gone = left.get(e["id"])
                    if gone is None or gone.day("left_on") >= first:
                        named.add(("enrolment", e["id"]))
                    if gone and gone.day("left_on") < end and (
                            gone.day("left_on") >= first or gone.moment("created_at") >= begins):
                        named.add(("enrolment_end", e["id"]))
        named |= {("inquiry", i) for i in came}
        named |= {("inquiry_link", l["id"]) for l in t["inquiry_link"] if l["inquiry_id"] in came}
        named |= {("inquiry_unlink", u["link_id"]) for u in t["inquiry_unlink"] if u["inquiry_id"] in came}
        home = {c["id"]: c["office_id"] for c in t["client"]}
        inside, in_month = set(), defaultdict(list)
        for session, versions in self.versions_of_session.items():
            ordered = sorted(versions, key=lambda v: v.number("version"))
            in_month[session] = [v.on for v in ordered if first <= v.on < end]
            hit = [first <= v.on < end and self.inside(v["client_id"], v.on) for v in ordered]
            if any(hit):
                inside.add(session)
            if ordered[0]["office_id"] in offices:
                for place, v in enumerate(ordered):
                    if hit[place] or (place and hit[place - 1]):
                        named.add(("session_version", v.key("session_id", "version")))
        named |= {("session_move", m["id"]) for m in t["session_move"]
                  if m["office_id"] in offices and m["session_id"] in inside
                  or home[m["from_client"]] in offices
                  and any(self.inside(m["from_client"], day) for day in in_month[m["session_id"]])}
        active = {c["id"] for c in self.active(offices, first, end)}
        named |= {("client", c) for c in active}
        named |= {("client_version", v.key("client_id", "version")) for v in t["client_version"] if v["client_id"] in active}
        # those of before the month only when they were recorded late
        begins = datetime(first.year, first.month, 1, tzinfo=JST)
        for table, key, on, at in [("client_closing", "id", "closed_on", "closed_at"),
                                   ("client_reopening", "closing_id", "reopened_on", "reopened_at")]:
            named |= {(table, c[key]) for c in t[table] if c["office_id"] in offices and c.day(on) < end
                      and (c.day(on) >= first or c.moment(at) >= begins)
                      and self.inside_between(c["client_id"], first, end)}
        named |= {("assessment", a["id"]) for a in t["assessment"]
                  if a["client_id"] in active and a.day("assessed_on") < end}
        plans = {p["id"] for p in t["plan"] if p["client_id"] in active and p.day("agreed_on") < end}
        named |= {("plan", p) for p in plans}
        pauses = {s["id"]: s for s in t["plan_pause"] if s["plan_id"] in plans}
        named |= {("plan_pause", s["id"]) for s in pauses.values() if s.day("paused_on") < end}
        named |= {("plan_resumption", s["id"]) for s in t["plan_resumption"]
                  if s["pause_id"] in pauses and s.day("resumed_on") < end}
        named |= {("plan_check", k["id"]) for k in t["plan_check"]
                  if k["office_id"] in offices and first <= k.day("checked_on") < end
                  and self.inside(k["client_id"], k.day("checked_on"))}
        made = {r["id"]: r for r in t["referral"] if r["office_id"] in offices and first <= r.day("made_on") < end
                and self.inside(r["client_id"], r.day("made_on"))}
        named |= {("referral", r) for r in made}
        asked = {r["provider_id"] for r in made.values()}
        named |= {("provider_version", v.key("provider_id", "version")) for v in t["provider_version"]
                  if v["provider_id"] in asked}
        named |= {("referral_status", s.key("referral_id", "version")) for s in t["referral_status"]
                  if s["office_id"] in offices and s.day("status_on") < end
                  and (s["referral_id"] in made
                       or s.day("status_on") >= first and self.inside(s["client_id"], s.day("status_on")))}
        return self.hash_of[max(self.seq_of[n] for n in named)] if named else None

    def figures(self, office, program, first):
        self.program = program
        offices = set(self.office_id.values()) if office is None else {self.office_id[office]}
        if program:
            offices &= program.offices
        end = next_month(first)
        april = date(first.year - (first.month < 4), 4, 1)
        before = date(first.year - 1, first.month, 1)
        year = self.short(offices, april, end)
        return {
            "office": office, "program": program.code if program else None, "month": f"{first:%Y-%m}", "audit_head": self.audit_head(offices, first, end),
            "inquiries": self.inquiry_figures(offices, first, end), "clients": self.clients(offices, first, end),
            "sessions": self.sessions(offices, first, end), "referrals": self.referrals(offices, first, end),
            "plans": self.plans(offices, first, end), "attention": self.attention(offices, first, end),
            "fiscal_year": {"inquiries": year["inquiries"],
                            "sessions": {"count": year["sessions"], "people": year["people"]}},
            "previous_month": self.short(offices, last_month(first), first),
            "same_month_last_year": self.short(offices, before, next_month(before))} | (
                {"enrolment": self.enrolment(offices, first, end)} if program else {})


# ---------------------------------------------------------------------------------------------------------------- comparing

def flat(value, path=""):
    if not isinstance(value, dict):
        yield path, value
        return
    if not value:
        yield path, {}
    for key, inner in value.items():
        yield from flat(inner, f"{path}.{key}" if path else key)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows-as", default="backup", help="a login that passes row-level security")
    parser.add_argument("--figures-as", default="reporter")
    parser.add_argument("--months", type=int, help="only the last so many")
    parser.add_argument("--programs", action="store_true", help="of programs only")
    parser.add_argument("--quiet", action="store_true", help="only the verdict")
    options = parser.parse_args()
    history = History(options.rows_as)
    months = list(history.months())[-(options.months or 0):]
    offices = [None, *sorted(history.office_id)]
    # each office, and each program over its offices and in each of them
    scopes = [(office, None) for office in offices]
    scopes += [(office, program) for program in history.programs for office in offices
               if office is None or history.office_id[office] in program.offices]
    scopes = [s for s in scopes if not options.programs or s[1]]

    def named(text):
        return "null" if text is None else f"'{text}'"

    asked = "; ".join(
        f"select api.month_figures({named(office)}, '{month}', {named(program and program.code)})"
        for office, program in scopes for month in months)
    told = iter(psql(options.figures_as, "-c", asked).splitlines())
    differences = compared = 0

    def compare(where, key, mine, theirs):
        nonlocal differences, compared
        compared += 1
        if mine != theirs:
            differences += 1
            if not options.quiet:
                print(f"{where} {key}: counted {mine}, reported {theirs}")

    for office, program in scopes:
        for month in months:
            mine, theirs = dict(flat(history.figures(office, program, month))), dict(flat(json.loads(next(told))))
            for key in sorted(mine.keys() | theirs.keys()):
                compare(f"{office or 'all'} {program.code if program else ''} {month:%Y-%m}", key,
                        mine.get(key, "nothing"), theirs.get(key, "nothing"))
    everywhere = set(history.office_id.values())
    for program in [None, *history.programs]:
        history.program = program
        where = everywhere & program.offices if program else everywhere
        series = json.loads(psql(
            options.figures_as, "-c", "select json_agg(s) from api.month_series(null, '{}', {}, {}) s".format(
                months[-1], min(len(months), 120), named(program and program.code))))
        for row in series:
            first = date.fromisoformat(row["month"])
            end = next_month(first)
            mine = history.short(where, first, end) | {
                "consultations": history.inquiry_figures(where, first, end)["consultations"]}
            for key, value in mine.items():
                compare(f"series {program.code if program else ''} {first:%Y-%m}", key, value, row[key])
    print(f"{len(scopes)} offices and programs × {len(months)} months, {compared} figures, {differences} differences")
    return 1 if differences or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
