#!/usr/bin/env python3
"""Whole processes beside their peers, taking turns (A B B A), on one machine in one run. Wants the environment that deploy/bench
makes; prints the table and writes it as JSON."""
import json
import os
import statistics
import subprocess
import sys
import time

RUNS = int(os.environ.get("IPPO_BENCH_RUNS", "40"))
WARM = 4
ippo, client, work = os.environ["IPPO_BENCH_BINARY"], os.environ["IPPO_BENCH_CLIENT"], os.environ["IPPO_BENCH_WORK"]
psql = "/usr/lib/postgresql/15/bin/psql"
note = ("玄関先で声をかけた。" * 20).encode()
away = dict(os.environ, PGHOST=f"{work}/nobody")
log = [ippo, "session", "log", client, "--method", "home_visit", "--minutes", "50", "--with", "mother", "--note", "-"]
insert = "insert into bench_note (client, method, minutes, body) values ('C', 'home_visit', 50, '%s')" % ("あ" * 200)
psycopg = [f"{work}/venv/bin/python", "-c", f"""
import psycopg
with psycopg.connect("") as c:
    c.execute(\"{insert}\")
"""]


def once(command, env, given):
    start = time.perf_counter()
    done = subprocess.run(command, input=given, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    took = (time.perf_counter() - start) * 1000
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed: {done.stderr.decode()}")
    return took


def side_by_side(a, b):
    """Each a (command, environment, input); milliseconds of both and the ratio of each pair."""
    times = ([], [])
    for turn in range(WARM + RUNS):
        order = (0, 1) if turn % 2 == 0 else (1, 0)
        for which in order:
            took = once(*(a, b)[which])
            if turn >= WARM:
                times[which].append(took)
    return times


here = dict(os.environ)
rows = [
    ("session log", (log, here, note), "psql, one bare INSERT", ([psql, "-X", "-q", "-c", insert], here, None), 1.0),
    ("session log", (log, here, note), "psycopg 3, one INSERT", (psycopg, here, None), 0.15),
    ("--help", ([ippo, "--help"], here, None), "C program that loads libpq", ([f"{work}/loads-libpq"], here, None), 1.0),
    ("session log --help", ([ippo, "session", "log", "--help"], here, None), "C program that loads libpq",
     ([f"{work}/loads-libpq"], here, None), 1.0),
    ("session log, nobody there", (log, away, note), "C program that loads libpq", ([f"{work}/loads-libpq"], here, None), 2.0),
]


def spread(values):
    ordered = sorted(values)
    return {"median": statistics.median(ordered), "p5": ordered[int(len(ordered) * 0.05)],
            "p95": ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]}


results = []
print(f"{RUNS} pairs each, warm; milliseconds: median (p5–p95)\n")
print("| work | ippo | peer | peer's time | ratio of medians | ratio p5–p95 | goal |")
print("| --- | --- | --- | --- | --- | --- | --- |")
for name, mine, peer_name, peer, goal in rows:
    a, b = side_by_side(mine, peer)
    ratio = spread([x / y for x, y in zip(a, b)])
    sa, sb = spread(a), spread(b)
    of_medians = sa["median"] / sb["median"]
    results.append({"work": name, "peer": peer_name, "ippo_ms": sa, "peer_ms": sb, "ratio": of_medians,
                    "ratio_pairs": ratio, "goal": goal, "met": of_medians <= goal})
    print(f"| {name} | {sa['median']:.1f} ({sa['p5']:.1f}–{sa['p95']:.1f}) | {peer_name} | "
          f"{sb['median']:.1f} ({sb['p5']:.1f}–{sb['p95']:.1f}) | {of_medians:.2f} | "
          f"{ratio['p5']:.2f}–{ratio['p95']:.2f} | ≤ {goal:.2f} {'met' if of_medians <= goal else 'MISSED'} |")
with open(os.environ.get("IPPO_BENCH_JSON", f"{work}/bench.json"), "w", encoding="utf-8") as out:
    json.dump(results, out, ensure_ascii=False, indent=2)
