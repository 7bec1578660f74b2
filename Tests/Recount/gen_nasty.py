#!/usr/bin/env python3
"""Writes SQL for a history made of edges, to be run by a superuser into a migrated database without offices.

    gen_nasty.py [--seed N] [--offices N] [--clients N] | psql -X -v ON_ERROR_STOP=1

Rows go in as such and not through `api`, because nothing there lets one amend a session years later. Recording times follow
the order of insertion and lie far apart, as in an office that enters things late.
"""
import argparse
import random
import uuid
from datetime import date, datetime, timedelta, timezone

JST = timezone(timedelta(hours=9))
FIRST, LAST = date(2023, 11, 1), date(2026, 10, 31)

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--clients", type=int, default=70)
parser.add_argument("--offices", type=int, default=3, help="how many, at least 3; the last has nothing in it")
options = parser.parse_args()
r = random.Random(options.seed)
clock = datetime(2024, 1, 1, tzinfo=timezone.utc)
lines = []


def tick():
    """The next recording: seconds or days after the last one."""
    global clock
    clock += timedelta(seconds=r.choice([1, 1, 1, 30, 600, 4000, 90000]) / (1 if r.random() < 0.3 else 20))
    return clock


def new_id():
    return str(uuid.UUID(int=r.getrandbits(128), version=4))


def quoted(value):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime):
        return f"'{value.isoformat()}'"
    return "'" + str(value).replace("'", "''") + "'"


def insert(table, **columns):
    lines.append(
        f"insert into app.{table} ({', '.join(columns)}) values ({', '.join(quoted(v) for v in columns.values())});")


def code(prefix, taken=set()):
    while True:
        made = prefix + "-" + "".join(r.choice("23456789ABCDEFGHJKMNPQRTUVWXY") for _ in range(4))
        if made not in taken:
            taken.add(made)
            return made


def day_in(low, high):
    """A day; one in four is the first or last of its month."""
    day = low + timedelta(days=r.randrange((high - low).days + 1))
    edge = r.random()
    if edge < 0.13:
        day = day.replace(day=1)
    elif edge < 0.26:
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return min(max(day, low), high)


def moment(day):
    """A moment of a day in Japan, often its first or last second."""
    second = r.choice([0, 0, 86399, 86399, 60, 86340] + [r.randrange(86400) for _ in range(10)])
    return datetime(day.year, day.month, day.day, tzinfo=JST) + timedelta(seconds=second)


# names that a page, a workbook or a CSV could mistake for something else
NAMES = ["架空第一相談室", "架空&第二<b>相談室</b>", "=1+1", "架空\"第四\"相談室, 別館", "-5", "架空・ﾊﾝｶｸ相談室（分室）",
         "架空" + "とても長い名前の" * 8 + "相談室", "O'Hara 相談室", "架空第九相談室"]
BUSY = [f"nasty_{chr(ord('a') + at)}" for at in range(options.offices - 1)]
OFFICES = {name: new_id() for name in [*BUSY, "nasty_empty"]}
for at, (name, office) in enumerate(OFFICES.items()):
    insert(
        "office", id=office, code=name, name=NAMES[at % len(NAMES)] if name != "nasty_empty" else name,
        name_en=f"Office no. {at + 1} & sons" if at % 2 else None, language="en" if at % 5 == 3 else "ja", created_at=tick())
STAFF = {}
# two of each office; the first four are called by name
LOGINS = ["nasty_ann", "nasty_ben", "nasty_cho", "nasty_dai"] + [
    f"nasty_{name[-1]}{at}" for name in BUSY[2:] for at in (1, 2)]
for number, login in enumerate(LOGINS):
    STAFF[login] = new_id()
    insert("staff", id=STAFF[login], login=login, role_oid=4000000000 + number, name=login, created_at=tick())
BY = {name: LOGINS[2 * at:2 * at + 2] for at, name in enumerate(BUSY)}

# what the page shows beside the figures: the form that an office copies into, with a line without a figure, and its words
for name in BUSY[::2]:
    paths = ["inquiries.total", "sessions.by_method.line.count", "", "fiscal_year.sessions.people", "clients.by_age_band.20s",
             "narrative.open_days", f"sessions.by_staff.{BY[name][0]}.minutes", "attention.silent"]
    lines.append(
        "insert into app.transcription (office_id, version, paths, labels, author_id, saved_at) values "
        f"('{OFFICES[name]}', 1, array[{', '.join(quoted(p) for p in paths)}], "
        f"array[{', '.join(quoted(f'様式の{at}行目') for at in range(len(paths)))}], '{STAFF[BY[name][0]]}', '{tick().isoformat()}');")
    for month in (date(2026, 3, 1), date(2026, 10, 1)):
        insert(
            "month_note", office_id=OFFICES[name], month=month, version=1, issues="3件の電話が重なった。\n12人を待たせた。",
            open_days=r.randrange(32), author_id=STAFF[BY[name][0]], saved_at=tick())

KINDS = ["psychiatry", "medical", "psychosomatic", "ibasho", "hello_work", "family_group", "unknown", "other"]
PROVIDERS = []
for _ in range(12):
    provider = new_id()
    PROVIDERS.append(provider)
    by = STAFF["nasty_ann"]
    insert("provider", id=provider, code=code("P"), source="own", author_id=by, created_at=tick())
    for version in range(1, r.choice([1, 1, 2, 3]) + 1):
        insert("provider_version", provider_id=provider, version=version, name="相談先", author_id=by, saved_at=tick())
        for kind in r.sample(KINDS, r.choice([1, 1, 2, 3])):
            insert("provider_kind", provider_id=provider, version=version, kind=kind)

METHODS = ["office", "home_visit", "phone", "line", "line", "line", "email", "email", "sms", "online", "unknown"]
SESSION_KINDS = ["consultation"] * 8 + ["agency_contact", "absent_visit", "no_show", "unknown"]
CONTACTS = [None, None, "met", "spoke", "through_door", "read_signs", "note_left", "no_answer", "unknown"]
WHO = ["person", "mother", "father", "agency", "household", "unknown"]
STATUSES = ["informed", "informed", "offered", "agreed", "asked", "waiting", "booked", "first_visit_kept", "cancelled", "ended"]


def session_version(session, version, client, office, held_at, by, kind=None, method=None):
    LAST_OF[session] = (version, client, office, held_at, by)
    insert(
        "session_version", session_id=session, version=version, client_id=client, office_id=OFFICES[office],
        kind=kind or r.choice(SESSION_KINDS), method=method or r.choice(METHODS), held_at=held_at,
        minutes=r.choice([None, 1, 5, 30, 50, 1440]), contact=r.choice(CONTACTS), author_id=STAFF[by], saved_at=tick(),
        reason=None if version == 1 else "訂正")
    for who in r.sample(WHO, r.choice([0, 1, 1, 2, 3])):
        insert("session_with", session_id=session, version=version, client_id=client, office_id=OFFICES[office], who=who)
    # read by somebody, of whichever version
    if r.random() < 0.4:
        insert(
            "session_review", session_id=session, version=version, client_id=client, office_id=OFFICES[office],
            author_id=STAFF[by], reviewed_at=tick())
    for login in r.sample(BY[office], r.choice([1, 1, 2])):
        insert(
            "session_staff", session_id=session, version=version, client_id=client, office_id=OFFICES[office],
            staff_id=STAFF[login])


# Each rule of counting with each other one; terms that begin and end within a month; the latest version decides.
PROGRAMS = {}
for name, offices, versions in [
    ("nasty_plain", ["nasty_a", "nasty_b"], [("case", True, date(2023, 12, 10), date(2026, 8, 20))]),
    ("nasty_heads", ["nasty_a", "nasty_b"], [("case", True, FIRST, LAST), ("person", False, date(2024, 2, 1), None)]),
    ("nasty_each", ["nasty_a"], [("case", False, date(2023, 1, 1), None)]),
    ("nasty_days", ["nasty_a", "nasty_b", "nasty_empty"], [("person", True, date(2024, 4, 1), date(2026, 3, 31))]),
    ("nasty_nobody", ["nasty_a"], [("case", True, FIRST, None)]),
]:
    PROGRAMS[name] = new_id()
    insert("program", id=PROGRAMS[name], code=name, author_id=STAFF["nasty_ann"], created_at=tick())
    for office in offices:
        insert(
            "program_office", program_id=PROGRAMS[name], office_id=OFFICES[office], author_id=STAFF["nasty_ann"],
            added_at=tick())
    for version, (presence, by_day, starts, ends) in enumerate(versions, 1):
        insert(
            "program_version", program_id=PROGRAMS[name], version=version, name=name, from_on=starts, until_on=ends,
            presence=presence, line_by_day=by_day, author_id=STAFF["nasty_ann"], saved_at=tick(),
            reason=None if version == 1 else "訂正")
IN_USE = [p for p in PROGRAMS if p != "nasty_nobody"]

CLIENTS = []
SESSIONS = []
LAST_OF = {}  # session: the latest version, where, when
REFERRALS = []
for number in range(options.clients):
    office = r.choice(["nasty_a", *BUSY])
    by = r.choice(BY[office])
    client = new_id()
    received = day_in(FIRST - timedelta(days=200), LAST - timedelta(days=20))
    CLIENTS.append((client, office))
    insert(
        "client", id=client, code=code("C"), office_id=OFFICES[office], received_on=received, author_id=STAFF[by],
        created_at=tick())
    for version in range(1, r.choice([1, 1, 2, 3]) + 1):
        shape = r.random()
        birth = about = about_on = None
        if shape < 0.5:
            birth = day_in(date(1955, 1, 1), date(2013, 12, 31))
        elif shape < 0.6:
            birth = r.choice([date(1996, 2, 29), date(2008, 2, 29), date(2012, 2, 29), date(1986, 3, 1), date(2011, 2, 28)])
        elif shape < 0.66:
            # exactly an edge of a band on a month's last day, or the day after
            end = (day_in(FIRST, LAST).replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=r.choice([0, 1]))
            years = r.choice([15, 18, 20, 30, 35, 40, 50, 60, 65])
            birth = end.replace(year=end.year - years, day=min(end.day, 28)) if end.month == 2 else \
                end.replace(year=end.year - years)
        elif shape < 0.70:
            birth = day_in(FIRST, LAST)
        if shape > 0.6:
            about, about_on = r.choice([0, 1, 14, 17, 19, 29, 34, 39, 64, 120]), day_in(FIRST - timedelta(days=900), LAST)
        year, month = r.randrange(2000, 2027), r.randrange(1, 13)
        insert(
            "client_version", client_id=client, office_id=OFFICES[office], version=version, name=f"架空 {number}",
            birth=birth, age_about=about, age_about_on=about_on, sex=r.choice(["male", "female", "other", "unknown"]),
            withdrawn_since=r.choice([None, f"{year}", f"{year}-{month:02}", f"{r.randrange(2023, 2027)}-{month:02}",
                                      f"{r.randrange(2023, 2027)}"]),
            author_id=STAFF[by], saved_at=tick(), reason=None if version == 1 else "訂正")

    # closed and reopened, often on edges and on the same day
    at = received
    for _ in range(r.choice([0, 0, 1, 1, 2, 3])):
        if at > LAST - timedelta(days=3):
            break
        closed = at if r.random() < 0.1 else day_in(at, min(LAST, at + timedelta(days=400)))
        closing = new_id()
        insert(
            "client_closing", id=closing, client_id=client, office_id=OFFICES[office], closed_on=closed,
            reason_code="other", author_id=STAFF[by], closed_at=tick())
        if r.random() < 0.35 or closed >= LAST:
            break
        at = closed if r.random() < 0.15 else day_in(closed, min(LAST, closed + timedelta(days=r.choice([20, 90, 200]))))
        insert(
            "client_reopening", closing_id=closing, client_id=client, office_id=OFFICES[office], reopened_on=at,
            author_id=STAFF[by], reopened_at=tick())

    # one program after another, often from one day to the next; a mistake taken back; a last one that goes on; now and then a
    # program that does not work in the client's office, as after a move from another
    at, edges = day_in(FIRST - timedelta(days=100), FIRST + timedelta(days=300)), []
    for _ in range(r.choice([0, 1, 2, 3, 5])):
        if at >= LAST:
            break
        enrolment = new_id()
        insert(
            "enrolment", id=enrolment, client_id=client, office_id=OFFICES[office], program_id=PROGRAMS[r.choice(IN_USE)],
            from_on=at, author_id=STAFF[by], created_at=tick())
        edges.append(at)
        if r.random() < 0.2:
            break
        left = at - timedelta(days=1) if r.random() < 0.1 else day_in(at, min(LAST, at + timedelta(days=400)))
        edges.append(left)
        insert(
            "enrolment_end", enrolment_id=enrolment, client_id=client, office_id=OFFICES[office], left_on=left,
            author_id=STAFF[by], created_at=tick())
        at = left + timedelta(days=1 if r.random() < 0.6 else r.randrange(1, 90))

    for _ in range(r.randrange(5, 30)):
        # one in four on an edge of an enrolment, or next to it
        held_at = moment(
            min(max(r.choice(edges) + timedelta(days=r.choice([-1, 0, 0, 1])), FIRST), LAST) if edges and r.random() < 0.25
            else day_in(FIRST, LAST))
        again = r.choice([1, 1, 1, 1, 2, 4])
        for turn in range(again):
            session = new_id()
            SESSIONS.append((session, client, office))
            insert(
                "session", id=session, client_id=client, office_id=OFFICES[office], author_id=STAFF[by], created_at=tick())
            near = held_at + timedelta(seconds=r.choice([0, 1, -1, 120, 40000])) if turn else held_at
            session_version(session, 1, client, office, near, by)
            if r.random() < 0.15:
                # nothing, a second, a month or a year away
                for version in range(2, r.choice([2, 2, 3]) + 1):
                    near += timedelta(seconds=r.choice([0, 1, -1, 3600])) + timedelta(days=r.choice([0, 0, 31, -31, 365]))
                    near = max(near, datetime(2023, 1, 1, tzinfo=JST))
                    session_version(session, version, client, office, near, by)

    # a conversation: several messages of one day, with different people of the case
    for _ in range(r.choice([0, 1, 2])):
        day = min(max(r.choice(edges), FIRST), LAST) if edges else day_in(FIRST, LAST)
        for _ in range(r.choice([2, 3, 5])):
            session = new_id()
            SESSIONS.append((session, client, office))
            insert(
                "session", id=session, client_id=client, office_id=OFFICES[office], author_id=STAFF[by], created_at=tick())
            session_version(session, 1, client, office, moment(day), by, "consultation", "line")

    for _ in range(r.choice([0, 1, 1, 2, 3])):
        assessment = new_id()
        insert(
            "assessment", id=assessment, client_id=client, office_id=OFFICES[office], assessed_on=day_in(FIRST, LAST),
            author_id=STAFF[by], created_at=tick())
        for factor in r.sample(["social_anxiety", "trauma", "family", "work", "unknown"], r.choice([1, 2, 3])):
            insert(
                "assessment_factor", assessment_id=assessment, factor=factor, client_id=client, office_id=OFFICES[office],
                role=r.choice(["trigger", "present"]), source=r.choice(["mother", "agency"]),
                certainty=r.choice(["told", "diagnosed"]))

    for owner in r.sample(["person", "mother"], r.choice([0, 1, 2])):
        agreed = received
        for version in range(1, r.choice([1, 2, 3]) + 1):
            agreed = day_in(agreed, min(LAST, agreed + timedelta(days=200)))
            starts = agreed + timedelta(days=r.choice([0, 0, -10, 20]))
            plan = new_id()
            insert(
                "plan", id=plan, client_id=client, office_id=OFFICES[office], owner=owner, version=version,
                agreed_on=agreed, from_on=starts,
                until_on=r.choice([None, day_in(starts, starts + timedelta(days=70)), starts + timedelta(days=28)]),
                check_every="weekly", author_id=STAFF[by], created_at=tick())
            for day in {day_in(starts, starts + timedelta(days=90)) for _ in range(r.randrange(6))}:
                insert(
                    "plan_check", id=new_id(), plan_id=plan, client_id=client, office_id=OFFICES[office], checked_on=day,
                    result=r.choice(["done", "partly", "smaller", "rested", "unknown"]), author_id=STAFF[by],
                    created_at=tick())
            paused = starts
            for turn in range(1, r.choice([0, 1, 2]) + 1):
                paused = day_in(paused, paused + timedelta(days=60))
                pause = new_id()
                insert(
                    "plan_pause", id=pause, plan_id=plan, client_id=client, office_id=OFFICES[office], turn=turn,
                    paused_on=paused, author_id=STAFF[by], created_at=tick())
                if r.random() < 0.4:
                    break
                paused = day_in(paused, paused + timedelta(days=60))
                insert(
                    "plan_resumption", id=new_id(), pause_id=pause, client_id=client, office_id=OFFICES[office],
                    resumed_on=paused, author_id=STAFF[by], created_at=tick())

    for _ in range(r.choice([0, 1, 2, 3])):
        referral = new_id()
        made = day_in(max(received, FIRST), LAST)
        insert(
            "referral", id=referral, client_id=client, office_id=OFFICES[office], provider_id=r.choice(PROVIDERS),
            made_on=made, author_id=STAFF[by], created_at=tick())
        day = made
        REFERRALS.append((referral, client, office, made, by))
        for version in range(1, r.choice([1, 2, 3, 5]) + 1):
            insert(
                "referral_status", referral_id=referral, version=version, client_id=client, office_id=OFFICES[office],
                status=r.choice(STATUSES), status_on=day, author_id=STAFF[by], saved_at=tick())
            # the next one may be told of an earlier day
            day = day_in(made, min(LAST, made + timedelta(days=r.choice([0, 40, 120]))))

CHANNELS = ["phone", "line", "email", "web", "walk_in", "unknown"]
INQUIRY_KINDS = ["consultation"] * 6 + ["recruitment", "tour", "sales", "wrong_number", "silent", "agency_query", "unknown"]
RELATIONS = ["self", "mother", "father", "sibling", "spouse", "child", "grandparent", "family", "agency", "commissioner",
             "friend", "unknown"]
for _ in range(200 * len(BUSY)):
    office = r.choice(BUSY)
    inquiry = new_id()
    by = STAFF[r.choice(BY[office])]
    insert(
        "inquiry", id=inquiry, code=code("Q"), office_id=OFFICES[office], channel=r.choice(CHANNELS),
        kind=r.choice(INQUIRY_KINDS), relation=r.choice(RELATIONS), received_at=moment(day_in(FIRST, LAST)),
        minutes=r.choice([None, 1, 50]), author_id=by, created_at=tick())
    for turn in range(1, r.choice([0, 0, 0, 1, 2, 3]) + 1):
        link, (client, _) = new_id(), r.choice([c for c in CLIENTS if c[1] == office])
        insert(
            "inquiry_link", id=link, inquiry_id=inquiry, office_id=OFFICES[office], turn=turn, client_id=client,
            author_id=by, linked_at=tick())
        if r.random() < 0.5:
            break
        insert(
            "inquiry_unlink", link_id=link, inquiry_id=inquiry, office_id=OFFICES[office], client_id=client, author_id=by,
            unlinked_at=tick())

    for turn in range(1, r.choice([0, 0, 0, 1, 1, 2, 3]) + 1):
        insert(
            "inquiry_program", id=new_id(), inquiry_id=inquiry, office_id=OFFICES[office], turn=turn,
            program_id=r.choice([None, *(PROGRAMS[p] for p in IN_USE)]), author_id=by, chosen_at=tick())

# to another client, now and then of another office, and back
MOVED = set()
for session, client, office in r.sample(SESSIONS, 60):
    MOVED.add(session)
    for _ in range(r.choice([1, 1, 2])):
        target, home = r.choice([c for c in CLIENTS if c[0] != client])
        lines.append(
            f"update app.session set client_id = '{target}', office_id = '{OFFICES[home]}' where id = '{session}';")
        insert(
            "session_move", id=new_id(), session_id=session, from_client=client, client_id=target, office_id=OFFICES[home],
            author_id=STAFF[BY[home][0]], moved_at=tick())
        client = target

# a plan past its last day, and the case closed on its month's last day, on the one before or on the next first
for _ in range(12):
    client, office, by = new_id(), "nasty_a", STAFF["nasty_ann"]
    end = (day_in(date(2024, 3, 1), date(2026, 8, 31)).replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    received = end - timedelta(days=60)
    insert(
        "client", id=client, code=code("C"), office_id=OFFICES[office], received_on=received, author_id=by,
        created_at=tick())
    insert(
        "client_version", client_id=client, office_id=OFFICES[office], version=1, author_id=by, saved_at=tick())
    insert(
        "plan", id=new_id(), client_id=client, office_id=OFFICES[office], owner="person", version=1, agreed_on=received,
        from_on=received, until_on=end - timedelta(days=r.choice([0, 1, 2, 30])), check_every="none", author_id=by,
        created_at=tick())
    insert(
        "client_closing", id=new_id(), client_id=client, office_id=OFFICES[office],
        closed_on=end + timedelta(days=r.choice([-1, 0, 0, 1])), reason_code="other", author_id=by, closed_at=tick())

# entered last of all: sessions amended out of their month, statuses of referrals made long before
for number in range(40):
    if number % 2:
        session = r.choice([s for s, v in LAST_OF.items() if s not in MOVED])
        version, client, office, held_at, by = LAST_OF[session]
        session_version(session, version + 1, client, office, held_at - timedelta(days=r.choice([40, 400])), by)
    else:
        referral, client, office, made, by = r.choice(REFERRALS)
        insert(
            "referral_status", referral_id=referral, version=100 + number, client_id=client, office_id=OFFICES[office],
            status=r.choice(STATUSES), status_on=day_in(made, LAST), author_id=STAFF[by], saved_at=tick())

print("set client_min_messages = warning; set synchronous_commit = off;")
for start in range(0, len(lines), 40):
    print("begin;")
    print("\n".join(lines[start:start + 40]))
    print("commit;")
