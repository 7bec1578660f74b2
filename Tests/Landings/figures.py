#!/usr/bin/env python3
"""Prints every figure of every month of every office, a line each, as the database counts them.

    PGHOST=… PGDATABASE=… figures.py --from YYYY-MM --until YYYY-MM >FILE
    PGHOST=… PGDATABASE=… figures.py --like FILE

With --like it asks for the offices and months of FILE and compares: a recorded figure that is now another, or gone, is printed;
exit status 1 when there is one. Figures that a later version counts beside them are no difference.
"""
import argparse
import gzip
import os
import subprocess
import sys


def ask(offices, months):
    def quoted(text):
        return "null" if text == "-" else f"'{text}'"

    sql = " union all ".join(
        f"select '{office}' as office, '{month}' as month, r.path, r.value "
        f"from api.month_figure_rows({quoted(office)}, '{month}-01') r" for office in offices for month in months)
    done = subprocess.run(
        ["psql", "-X", "-q", "-A", "-t", "-F", " ", "-v", "ON_ERROR_STOP=1", "-c", f"{sql} order by 1, 2, 3"],
        env=dict(os.environ, PGUSER="reporter"), text=True, capture_output=True, check=False)
    if done.returncode != 0:
        sys.exit(f"psql: {done.stderr}")
    return done.stdout.splitlines()


def months_between(first, last):
    at, end = [int(f[:4]) * 12 + int(f[5:7]) - 1 for f in (first, last)]
    return [f"{m // 12}-{m % 12 + 1:02}" for m in range(at, end + 1)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="first")
    parser.add_argument("--until", dest="last")
    parser.add_argument("--office", action="append", default=["-"], help="an office's code; - is all offices")
    parser.add_argument("--like")
    options = parser.parse_args()
    if not options.like:
        print("\n".join(ask(options.office, months_between(options.first, options.last))))
        return 0
    with gzip.open(options.like, "rt", encoding="utf-8") as file:
        recorded = dict(line.rstrip("\n").rsplit(" ", 1) for line in file)
    offices = sorted({key.split()[0] for key in recorded})
    months = sorted({key.split()[1] for key in recorded})
    present = dict(line.rsplit(" ", 1) for line in ask(offices, months))
    differences = [key for key in recorded if present.get(key) != recorded[key]]
    for key in differences:
        print(f"{key}: was {recorded[key]}, is {present.get(key, 'not told')}")
    print(f"{len(offices)} offices or all × {len(months)} months, {len(recorded)} figures, {len(differences)} differences")
    return 1 if differences or not recorded else 0


if __name__ == "__main__":
    sys.exit(main())
