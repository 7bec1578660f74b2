"""The table in docs/torture.md: a line a run, and their sum."""
import datetime
import os
import pathlib

PAGE = pathlib.Path(os.path.abspath(__file__)).parents[2] / "docs" / "torture.md"
KINDS = ["kill of log", "kill of log, power cut", "kill of send", "kill of send, power cut", "disk full", "EIO",
         "short write", "torn or flipped file", "two senders", "server cut or silent", "no fault"]


def enter(counts, violations, seed):
    lines = PAGE.read_text().splitlines()
    head = next(i for i, line in enumerate(lines) if line.startswith("| date |"))
    last = head + 2
    rows = []
    while last < len(lines) and lines[last].startswith("|"):
        if not lines[last].startswith("| sum |"):
            rows.append([cell.strip() for cell in lines[last].strip("|").split("|")])
        last += 1
    numbers = [sum(counts.values())] + [counts[kind] for kind in KINDS] + [violations]
    assert sum(counts.values()) == sum(counts[kind] for kind in KINDS), counts
    rows.append([datetime.date.today().isoformat(), str(seed), *(str(n) for n in numbers)])
    total = ["sum", "", *(str(sum(int(row[i]) for row in rows)) for i in range(2, len(rows[0])))]
    table = ["| " + " | ".join(["date", "seed", "runs", *KINDS, "violations"]) + " |", "|" + " --- |" * (len(KINDS) + 4)]
    table += ["| " + " | ".join(row) + " |" for row in [*rows, total]]
    PAGE.write_text("\n".join(lines[:head] + table + lines[last:]) + "\n")
