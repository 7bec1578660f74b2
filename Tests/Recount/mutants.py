#!/usr/bin/env python3
"""Plants bugs in the figure functions, one at a time, and shows that the recount notices each.

    PGHOST=… PGDATABASE=… mutants.py [--sql DIR] [--migrate-as ippo_migrate] [-- options of recount.py]

Changes the functions of the database it is pointed at: use one made by gen_nasty.py. They are restored at the end.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
BUGS = [
    ("sessions.sql", "standing s where s.kind = 'consultation' and not", "standing s where not", "no-shows counted as 相談"),
    ("2_program.sql", "v.held_at < p_until\n    and not", "v.held_at <= p_until\n    and not", "month closed at its end"),
    ("sessions.sql", "(s.held_at at time zone 'Asia/Tokyo')::date", "(s.held_at at time zone 'UTC')::date", "LINE by UTC day"),
    ("sessions.sql", "partition by s.client_id, s.method,", "partition by s.client_id,", "LINE and mail of a day as one"),
    ("2_program.sql", "n.version = v.version + 1", "n.version = v.version + 2", "amended sessions twice"),
    ("sessions.sql", "as n, count(distinct u.client_id) as people, sum(u.minutes)",
     "as n, count(*) as people, sum(u.minutes)", "a member of staff's people not distinct"),
    ("sessions.sql", "sum(p.n)::bigint, count(*) from people", "sum(p.n)::bigint, sum(p.n)::bigint from people",
     "the year's people summed"),
    ("inquiries.sql", "i.kind = 'consultation' and i.minutes is not null", "i.kind = 'consultation'", "anonymous without minutes"),
    ("inquiries.sql", "l.inquiry_id = r.id and not exists (select from app.inquiry_unlink u where u.link_id = l.id)",
     "l.inquiry_id = r.id", "an undone link still a client"),
    ("clients.sql", "e.closed_on < s.from_on", "e.closed_on <= s.from_on", "the day of the closing does not count"),
    ("clients.sql", "r.reopened_on < s.end_on", "r.reopened_on <= s.end_on", "reopened on the next first counts"),
    ("clients.sql", "last_day date := p_end - 1", "last_day date := p_end", "age on the day after"),
    ("clients.sql", "n.client_id = a.id order by n.version desc", "n.client_id = a.id order by n.version", "what was known first"),
    ("clients.sql", "select distinct f.factor", "select f.factor", "a factor assessed twice counts twice"),
    ("clients.sql", "a.assessed_on <= last_day", "true", "factors of later"),
    ("1_scope.sql", "about + kit.completed_years(about_on, on_day)", "about", "an age that was told does not grow"),
    ("1_scope.sql", "when about is null then null", "", "nobody told an age: nought"),
    ("1_scope.sql", "('mother', 'father', 'sibling', 'spouse',", "('mother', 'father', 'sibling',", "spouses are no family"),
    ("1_scope.sql", "coalesce(nullif(substr(since, 6), '')::integer, 7)", "coalesce(nullif(substr(since, 6), '')::integer, 1)",
     "a year counted from January"),
    ("referrals.sql", "order by s.status_on desc, s.version desc limit 1) stands", "order by s.version desc limit 1) stands",
     "what was written last, whatever its day"),
    ("referrals.sql", "s.referral_id = c.id and s.status_on < p_end", "s.referral_id = c.id", "a status of the next month"),
    ("referrals.sql", "stood.status = 'informed' and", "", "a referral made again at each status"),
    ("plans.sql", "p.client_id = a.id and p.agreed_on <= last_day", "p.client_id = a.id", "a plan agreed later follows already"),
    ("plans.sql", "and r.resumed_on <= last_day", "", "a pause ended later is none"),
    ("plans.sql", "e.closed_on <= last_day", "e.closed_on < last_day", "a case closed on the last day is open"),
    ("attention.sql", "least(p_end - 1, kit.today())", "p_end", "silences to the day after"),
    ("attention.sql", "greatest(c.received_on, (", "coalesce(c.received_on, (", "a case opened again was silent for years"),
    ("attention.sql", "v.held_at < ends and v.kind = 'consultation'", "v.kind = 'consultation'", "a consultation of later ends a silence"),
    ("attention.sql", "'read_signs', 'written_reply'", "'note_left', 'written_reply'", "a note left is a sign of the person"),
    ("attention.sql", "l.status_on < p_end order by", "true order by", "a referral answered later waits no more"),
    ("attention.sql", "r.session_id = v.session_id and r.version = v.version)", "r.session_id = v.session_id)",
     "an amended session stays reviewed"),
    ("attention.sql", "(p_end - interval '1 year')", "(p_end - interval '1 month')", "unreviewed of the month only"),
    ("month.sql", "first_day - interval '3 months'", "first_day", "the year begins in January"),
    ("month.sql", "kit.start_of((end_day - interval '1 year')::date)", "kit.start_of(end_day)", "last year's month never ends"),
    ("head.sql", "n.version = s.version + 1 and n.version > 1", "false", "an amendment out of the month goes unseen"),
    ("head.sql", "s.office_id = any (p_offices) and s.status_on >= p_first", "false and s.status_on >= p_first",
     "a status of an older referral goes unseen"),
    ("1_scope.sql", "and p.office_id = any (found)", "", "program: every office's figures"),
    ("2_program.sql", "x.left_on + 1", "x.left_on", "program: the last day does not count"),
    ("2_program.sql", "greatest(e.from_on, (p_program).from_on)", "e.from_on", "program: before its term"),
    ("2_program.sql", "coalesce(v.until_on + 1,", "coalesce(v.until_on,", "program: the term's last day does not count"),
    ("2_program.sql", "order by v.version desc limit 1;", "order by v.version limit 1;", "program: its first version's rules"),
    ("2_program.sql", "v.held_at >= e.starts and v.held_at < e.ends", "v.held_at >= e.starts and v.held_at <= e.ends",
     "program: the first moment after it"),
    ("2_program.sql", "where e.client_id = v.client_id and v.held_at >= e.starts and v.held_at < e.ends",
     "where e.client_id = v.client_id", "program: sessions of any day"),
    ("2_program.sql", "not coalesce((p_program).each_message, false)", "true", "program: messages by day all the same"),
    ("2_program.sql", "greatest(1::bigint,", "greatest(0::bigint,", "program: a session with nobody named counts none"),
    ("2_program.sql", "1 << array_position", "2 * array_position", "program: heads added up, not kept apart"),
    ("2_program.sql", "order by c.turn desc", "order by c.turn", "program: the first choice for an inquiry"),
    ("2_program.sql", "coalesce(c.program_id = (p_program).id, false)", "c.program_id = (p_program).id",
     "program: none chosen, so the client's"),
    ("2_program.sql", "\n            and not exists (select from app.inquiry_unlink u where u.link_id = l.id)", "",
     "program: through an undone link"),
    ("2_program.sql", "exists (\n          select from app.inquiry_link l", "not exists (\n          select from app.inquiry_link l",
     "program: inquiries of nobody"),
    ("sessions.sql", "kit.heads(bit_or(s.present) over a_day)", "kit.heads(s.present)", "program: heads of a day's first message"),
    ("sessions.sql", "kit.heads(bit_or(s.present)) else 1 end as folded", "1 else 1 end as folded",
     "program: heads of a day's messages in the year"),
    ("sessions.sql", "min(c.heads) as heads", "1 as heads", "program: a member of staff's heads"),
    ("clients.sql", "greatest(e.from_on, p_first), least(e.end_on, p_end)", "p_first, p_end",
     "program: open in the month, though not while in it"),
    ("clients.sql", "e.client_id = c.id and c.received_on >= e.from_on and c.received_on < e.end_on", "e.client_id = c.id",
     "program: new before it"),
    ("clients.sql", "p.end_day < p_program.end_on", "true", "program: all left when the term ended"),
    ("clients.sql", "min(e.from_on) as first_day", "max(e.from_on) as first_day", "program: entered again"),
    ("referrals.sql", "case when c.made_on >= p_first then c.made_on else stands.status_on end", "c.made_on",
     "program: turned into a referral elsewhere"),
    ("2_program.sql", "e.client_id = c.id and p_day >= e.from_on and p_day < e.end_on", "e.client_id = c.id",
     "program: overdue and silent after it"),
    ("attention.sql", "kit.silences(members, p_end)", "kit.silences(p_active, p_end)", "program: silent elsewhere"),
    ("attention.sql", "kit.referrals_waiting(members, p_end)", "kit.referrals_waiting(p_active, p_end)",
     "program: a referral that waits elsewhere"),
    ("attention.sql", "v.held_at >= e.starts and v.held_at < e.ends", "true", "program: unreviewed of before it"),
    ("plans.sql", "k.checked_on >= e.from_on and k.checked_on < e.end_on", "k.checked_on >= e.from_on",
     "program: checks after it"),
    ("head.sql", "x.left_on < p_end\n        and (x.left_on >= p_first or x.created_at >= starts)", "false",
     "program: the end of an enrolment goes unseen"),
    ("head.sql", "(p_program.id is not null or m.office_id <> all (p_offices))", "m.office_id <> all (p_offices)",
     "program: a session moved out of it goes unseen"),
    ("head.sql", "c.inquiry_id = i.id and c.program_id = p_program.id", "false", "program: an inquiry taken out goes unseen"),
]


def install(options, name, text):
    text = re.sub(r"(?m)^create function", "create or replace function", text)
    # a type is there already, and functions hang on it
    text = re.sub(r"(?m)^create type .*;$", "", text)
    done = subprocess.run(
        ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-1"], input=text, text=True, capture_output=True, check=False,
        env=dict(os.environ, PGUSER=options.migrate_as, PGOPTIONS="-c check_function_bodies=off -c client_min_messages=error"))
    if done.returncode:
        sys.exit(f"{name}: {done.stderr}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sql", default=HERE.parents[1] / "sql" / "code" / "figures", type=pathlib.Path)
    parser.add_argument("--migrate-as", default="ippo_migrate")
    parser.add_argument("--only", help="those whose description has this in it")
    options, rest = parser.parse_known_args()
    rest = [r for r in rest if r != "--"]
    recount = [sys.executable, str(HERE / "recount.py"), "--quiet", *rest]
    if subprocess.run(recount, check=False).returncode:
        sys.exit("the recount differs before anything was planted")
    missed = 0
    for name, right, wrong, what in BUGS:
        if options.only and options.only not in what:
            continue
        text = (options.sql / name).read_text()
        if right not in text:
            sys.exit(f"{name}: no longer says: {right}")
        try:
            install(options, name, text.replace(right, wrong))
            done = subprocess.run(recount, check=False, capture_output=True, text=True)
        finally:
            install(options, name, text)
        noticed = done.returncode == 1 and "differences" in done.stdout
        missed += not noticed
        print(f"{'noticed' if noticed else 'MISSED '}  {what}: {done.stdout.strip() or done.stderr.strip()}", flush=True)
    if subprocess.run(recount, check=False).returncode:
        sys.exit("the recount differs after restoring")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
