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
    ("sessions.sql", "v.held_at < p_until\n        and not", "v.held_at <= p_until\n        and not", "month closed at its end"),
    ("sessions.sql", "(s.held_at at time zone 'Asia/Tokyo')::date", "(s.held_at at time zone 'UTC')::date", "LINE by UTC day"),
    ("sessions.sql", "partition by s.client_id, s.method,", "partition by s.client_id,", "LINE and mail of a day as one"),
    ("sessions.sql", "n.version = v.version + 1", "n.version = v.version + 2", "amended sessions twice"),
    ("sessions.sql", "count(*) as n, count(distinct u.client_id) as people, sum(u.minutes)",
     "count(*) as n, count(*) as people, sum(u.minutes)", "a member of staff's people not distinct"),
    ("sessions.sql", "coalesce(sum(p.n), 0), 'people', count(*)", "coalesce(sum(p.n), 0), 'people', coalesce(sum(p.n), 0)",
     "the year's people summed"),
    ("inquiries.sql", "i.kind = 'consultation' and i.minutes is not null", "i.kind = 'consultation'", "anonymous without minutes"),
    ("inquiries.sql", "l.inquiry_id = r.id and not exists (select from app.inquiry_unlink u where u.link_id = l.id)",
     "l.inquiry_id = r.id", "an undone link still a client"),
    ("clients.sql", "e.closed_on < p_first", "e.closed_on <= p_first", "the day of the closing does not count"),
    ("clients.sql", "r.reopened_on < p_end", "r.reopened_on <= p_end", "reopened on the next first counts"),
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
    ("head.sql", "s.status_on >= p_first and s.status_on < p_end\n    ), entries", "false\n    ), entries",
     "a status of an older referral goes unseen"),
]


def install(options, name, text):
    text = re.sub(r"(?m)^create function", "create or replace function", text)
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
