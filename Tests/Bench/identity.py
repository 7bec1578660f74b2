#!/usr/bin/env python3
"""A month's PDF and workbook again and again, each time with another clock, zone, locale, home and folder for temporary files:
every byte must be the same.

Run by hand: identity.py PATH-OF-press-bench [RUNS]. Wants Debian's faketime. First it shows that it would see a difference:
another language is another file."""
import hashlib
import os
import subprocess
import sys
import tempfile

bench, runs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100
clocks = ["1999-12-31 23:59:59", "2026-11-01 00:00:00", "2031-02-28 12:00:00", "2038-01-20 03:14:08", None]
zones = ["UTC", "Asia/Tokyo", "America/St_Johns", "Pacific/Chatham"]
locales = ["C", "C.UTF-8", "ja_JP.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8"]
hostile = """<?xml version="1.0"?><fontconfig><match target="pattern"><edit name="family" mode="assign" binding="strong">
<string>DejaVu Sans</string></edit></match></fontconfig>"""


def digest(folder, form, turn, lang="ja"):
    home = os.path.join(folder, f"home-{form}-{turn}")
    os.makedirs(os.path.join(home, ".config", "fontconfig"))
    os.makedirs(os.path.join(home, "tmp"))
    if turn % 2:
        with open(os.path.join(home, ".config", "fontconfig", "fonts.conf"), "w") as file:
            file.write(hostile)
    path = os.path.join(home, f"month.{form}")
    clock = clocks[turn % len(clocks)]
    command = (["faketime", "-f", f"@{clock}"] if clock else []) + [bench, "month", lang, path]
    where = locales[turn % len(locales)]
    env = {
        "PATH": os.environ["PATH"], "HOME": home, "TZ": zones[turn % len(zones)], "LANG": where, "LC_ALL": where,
        "TMPDIR": os.path.join(home, "tmp")}
    subprocess.run(command, env=env, check=True)
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


alike = True
for form in ("pdf", "xlsx"):
    with tempfile.TemporaryDirectory() as folder:
        found = {digest(folder, form, turn) for turn in range(runs)}
        if digest(folder, form, runs, lang="en") in found:
            sys.exit("the check is blind: another document has the same digest")
    print(f"{form}: {runs} runs, {len(found)} digest(s): {', '.join(sorted(found)[:4])}")
    alike = alike and len(found) == 1
sys.exit(0 if alike else 1)
