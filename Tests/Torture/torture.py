#!/usr/bin/env python3
"""Tortures the outbox of the real program. Called by deploy/torture, which makes the office.

    torture.py [COUNT [SEED]]       COUNT runs after the planted bugs were found; 50 unless said
    torture.py --patience [RUNS]    how long `session log` takes when the server is silent
    torture.py --again SPEC         one run again, by its printed spec

Exit status 1 when something was lost, doubled, falsely called saved, readable, hidden or blocked, or a planted bug was missed.
"""
import collections
import errno
import os
import random
import shutil
import sys
import time

import ledger
import patience
from office import Home, Office, Note
from plants import PLANTS
from proxy import Proxy
from scenarios import SCENARIOS
from trials import FILE_CALLS, Spec, Trial


def run(office, templates, spec, plants=None):
    office.proxy.plan.clear()
    trial = Trial(office, templates, spec, plants)
    SCENARIOS[spec.scenario](trial)
    trial.finish()
    return trial


def template(office):
    """A machine in use: key and folders are there, and two notes of another login wait."""
    home = Home(office, "used")
    mind = random.SystemRandom()
    for login in ["sato", "tanaka", "tanaka"]:
        note = Note(mind, office.clients[login])
        outcome = home.run(Trial.logging(note), note.text, server="away", login=login)
        if outcome.status != 0:
            sys.exit(f"the program keeps nothing: {outcome.words}")
        if login == "sato":
            os.unlink(f"{home.folder()}/{note.id}.sealed")
    return home


# Those whose every step is tried.
SWEPT = [
    Spec("log, server away", home="fresh"), Spec("log, server away"), Spec("log, server away, then another", home="fresh"),
    Spec("log, server present"), Spec("log, server present", home="fresh"), Spec("log, server present, others waiting"),
    Spec("log, server silent", haste=30), Spec("log, same id, other text"), Spec("send"), Spec("send, one stored already"),
]


def sweep(office, templates, base, chance):
    """Each step of a scenario, with each fault, and each kind of afterwards."""
    clean = run(office, templates, base)
    if clean.violations:
        yield base, clean.violations
        return
    everything, files = len(clean.steps), len([s for s in clean.steps if s in FILE_CALLS])
    for step in range(1, everything + 2):
        for after in ["none", "cut", "blend"]:
            yield base.but(step=step, action="kill", after=after), None
        yield base.but(step=step, action="tear", after=chance.choice(["none", "blend"])), None
        yield base.but(step=step, action="shorten"), None
        yield base.but(step=step, action="fail", code=errno.EIO), None
    for step in range(1, files + 1):
        for code in [errno.ENOSPC, errno.EIO]:
            yield base.but(step=step, action="fail", code=code, only_files=True, after=chance.choice(["none", "cut"])), None
        yield base.but(step=step, action="fail-on", code=errno.ENOSPC, only_files=True), None


def others(office, templates, chance):
    """Without end: servers that are cut, damaged files, two at once, and steps with notes of every size."""
    up, down = office.all_bytes
    while True:
        way = chance.choice(["up", "down"])
        # what is cut after the whole request went up and before the answer came down is the point of it all
        place = (way, chance.randrange(1, up + 1) if way == "up" else chance.randrange(1, down + 200))
        if chance.random() < 0.3:
            place = ("down", chance.randrange(office.until_answer - 40, down + 1))
        end = chance.choice(["close", "close", "silent"])
        name = chance.choice(["log, server present", "log, server present, others waiting", "log, answer lost, then again", "send"])
        cut = Spec(name, cut=place, end=end, haste=30 if end == "silent" else 1, sizes=True)
        kinds = [
            cut, cut, cut.but(after=chance.choice(["cut", "blend"]), detail=chance.getrandbits(32)),
            cut.but(step=chance.randrange(1, 60), action="kill", after=chance.choice(["none", "cut", "blend"])),
            Spec("damage", detail=chance.getrandbits(32)), Spec("damage", detail=chance.getrandbits(32)),
            Spec("two senders", step=chance.randrange(0, 50), action="kill", detail=chance.getrandbits(32)),
            Spec("two, send and log", step=chance.randrange(0, 50), action="kill", detail=chance.getrandbits(32)),
            Spec("two, of two logins", step=chance.randrange(0, 50), action="kill", both_logins=True, detail=chance.getrandbits(32)),
            chance.choice(SWEPT).but(step=chance.randrange(1, 60), action=chance.choice(["kill", "tear"]), sizes=True,
                                     after=chance.choice(["none", "cut", "blend"]), detail=chance.getrandbits(32)),
        ]
        if chance.random() < 0.02:
            kinds.append(Spec("send, more than a batch", step=chance.randrange(1, 300), action="kill", detail=chance.getrandbits(32)))
        if chance.random() < 0.1:
            kinds.append(Spec("key", detail=chance.getrandbits(32)))
        yield from ((spec, None) for spec in kinds)


def plan(office, templates, count, chance):
    """A small run takes a sample of all; a large one has every step in it."""
    swept = [entry for base in (SWEPT if count >= 500 else chance.sample(SWEPT, 4))
             for entry in sweep(office, templates, base, chance)]
    chance.shuffle(swept)
    endless = others(office, templates, chance)
    share = min(len(swept), count * 2 // 3)
    picked = swept[:share] if count < 3000 else swept
    picked += [next(endless) for _ in range(max(0, count - len(picked)))]
    chance.shuffle(picked)
    yield from picked
    yield from endless


def measure(office, templates):
    """How many bytes go up and down in a whole `session log`, and how many come down before the answer."""
    trial = Trial(office, templates, Spec("log, server present"))
    outcome = trial.log(trial.note(), server="proxy")
    if outcome.status != 0:
        sys.exit(f"the program does not log: {outcome.words}")
    office.all_bytes = office.proxy.passed
    office.until_answer = office.proxy.passed[1] - len(office.proxy.answers) + 20
    office.recorded = office.proxy.answers
    trial.finish()


def torture(office, templates, count, seed):
    chance = random.Random(seed)
    counts, found, began, last = collections.Counter(), [], time.time(), time.time()
    done, minutes = 0, float(os.environ.get("TORTURE_MINUTES", "inf"))
    for spec, already in plan(office, templates, count, chance):
        if done >= count or time.time() - began > minutes * 60:
            break
        started = time.time()
        trial = run(office, templates, spec) if already is None else None
        if time.time() - started > 5:
            print(f"slow, {time.time() - started:.1f} s: {spec!r}", file=sys.stderr, flush=True)
        violations = trial.violations if trial else already
        if violations:
            found.append((spec, violations))
            print(f"VIOLATION {spec!r}", *violations, sep="\n  ", flush=True)
        # a step behind the program's last one was no run
        if trial is None or trial.fired or violations:
            counts[spec.kind] += 1
            done += 1
        if time.time() - last > 60:
            last = time.time()
            print(f"{done} runs, {len(found)} violations, {last - began:.0f} s", file=sys.stderr, flush=True)
    for kind, number in sorted(counts.items()):
        print(f"{number:6d}  {kind}")
    print(f"{done} runs with seed {seed}, {len(found)} with violations, in {time.time() - began:.0f} s")
    return counts, found


def plant(office, templates):
    """Shows that each planted bug is found; the names of those that were not."""
    missed = []
    for name, planted in PLANTS.items():
        specs, environment = planted(office)
        violations = []
        if environment:  # the same trial, with nothing planted
            violations = run(office, templates, specs[0]).violations
            if violations:
                sys.exit(f"wrong before {name} was planted: {violations}")
        for spec in specs:
            violations = run(office, templates, spec, environment).violations
            if violations:
                break
        print(f"planted bug {name}: {'found: ' + violations[0][:90] if violations else 'MISSED'}", flush=True)
        if not violations:
            missed.append(name)
    return missed


def main(arguments):
    work = os.environ["TORTURE_WORK"]
    proxy = Proxy(work + "/proxy", os.environ["PGHOST"] + "/.s.PGSQL." + os.environ.get("PGPORT", "5432"))
    office = Office(proxy, work)
    templates = {"used": template(office)}
    measure(office, templates)
    if arguments[:1] == ["--patience"]:
        return patience.measure(office, int(arguments[1]) if arguments[1:] else 50, templates["used"])
    if arguments[:1] == ["--again"]:
        trial = run(office, templates, eval(arguments[1], {"Spec": Spec}))  # what this program printed
        print(*trial.violations or ["nothing wrong"], sep="\n")
        return int(bool(trial.violations))
    count = int(arguments[0]) if arguments else 50
    seed = int(arguments[1]) if arguments[1:] else int(time.time())
    missed = plant(office, templates)
    counts, found = torture(office, templates, count, seed)
    if count >= 1000 and sum(counts.values()) >= 500:
        ledger.enter(counts, len(found), seed)
    shutil.rmtree(work + "/homes", ignore_errors=True)
    return int(bool(missed or found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
