"""Tortures ippo-line: line.py DELIVERIES [SEED], from deploy/torture-line.

Senders post DELIVERIES signed deliveries, and 30 of 100 again, shuffled, each until it is answered with 200, as LINE does.
Meanwhile the receiver is killed before its Nth step (line_shim.c), for a random N, every second time with a power cut, and the
database before its Nth (line_database.c). After each death, every delivery that was answered with 200 must be in the
database or in the spool. At the end: one row each, with its words and its time, one inquiry an account, nothing in the spool.
Before that, planted bugs must be found (line_plants.py). TORTURE_MINUTES ends the sending, and what was sent is looked at."""

import asyncio
import contextlib
import os
import sys
import time

from line_office import POISON, Found, sql
from line_plants import PLANTS
from line_trial import Database, Trial

LEDGER = "docs/torture.md"
RECEIVER_STEPS = [
    "mkdir", "write", "fsync of a file", "rename", "fsync of a folder", "unlink", "send to the database",
    "receive from the database", "receive from a sender", "send to a sender"]
DATABASE_STEPS = ["receive", "write", "fsync", "answer"]


def attempt(database, count, seed, shape, plant):
    """What is found, or None."""
    with plant() if plant else contextlib.nullcontext():
        trial = Trial(database, count, seed, **shape)
        try:
            asyncio.run(trial.run())
        except Found as reason:
            return reason
        finally:
            trial.process.kill()
            trial.process.wait()
    return None


def missed_plants(database, seed):
    missed = 0
    for name, plant, shape in PLANTS:
        found, began = None, time.monotonic()
        for turn in range(4):
            found = found or attempt(database, 400 if shape else 60, seed + turn, shape, plant)
        print(f"planted: {name}: {found or 'NOT FOUND'} ({time.monotonic() - began:.1f} s)", flush=True)
        missed += found is None
    return missed


def note(mark, cells):
    with open(LEDGER, encoding="utf-8") as file:
        text = file.read()
    mark = f"<!-- {mark} -->\n"
    with open(LEDGER, "w", encoding="utf-8") as file:
        file.write(text.replace(mark, "| " + " | ".join(map(str, cells)) + " |\n" + mark))


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20261122
    minutes = os.environ.get("TORTURE_MINUTES")
    database = Database()
    database.kill()
    database.start()
    sql(POISON)
    missed = missed_plants(database, seed)
    began = time.monotonic()
    trial = Trial(database, count, seed, kills=(1, 2000), crashes=(1, 1500), away=1, minutes=float(minutes) if minutes else None)
    violations, forged = 0, 0
    try:
        asyncio.run(trial.run())
        asyncio.run(trial.forge(min(count, 10_000)))
        forged = min(count, 10_000)
    except Found as reason:
        print(f"VIOLATION: {reason}")
        violations = 1
    finally:
        trial.process.kill()
        trial.process.wait()
    took = (time.monotonic() - began) / 60
    answered = len(trial.answered)
    print(f"{answered} deliveries and {trial.again} again in {took:.1f} min: receiver killed {trial.deaths.total()} times "
          f"({trial.starting} before it listened, {trial.cuts} with a power cut), database killed {trial.database_deaths.total()} "
          f"times; {trial.calms} calms; {trial.refusals} answers of 503; {forged} forged signatures over HTTP, none accepted; violations {violations}")
    print("the receiver was about to:", dict(trial.deaths.most_common()))
    print("the database was about to:", dict(trial.database_deaths.most_common()))
    if answered >= 10_000 and not missed:
        date = time.strftime("%Y-%m-%d", time.gmtime())
        note("a line a run of deploy/torture-line", [
            date, seed, os.environ["TORTURE_KIND"], answered, trial.again, f"{took:.0f}", trial.deaths.total(), trial.starting,
            trial.cuts, trial.database_deaths.total(), trial.refusals, forged, violations])
        note("its deaths", [
            date, *(trial.deaths[step] for step in RECEIVER_STEPS), *(trial.database_deaths[step] for step in DATABASE_STEPS)])
    sys.exit(1 if missed or violations else 0)


main()
