#!/usr/bin/env python3
"""Offices' monthly reports as PDFs: ippo's writer beside WeasyPrint (Debian's), which is fed the same reports as pages.

Run by hand: press.py PATH-OF-RELEASE-press-bench [RESULT.json]. Ours prints 200 documents in one process (cold: the process and
its fonts included; warm: without the first document). The peer prints a twentieth, 10 documents, three times: cold is a process
of `weasyprint` a document, warm is one Python process that has printed one before. They take turns. Prints seconds a document,
the greatest resident memory, and the ratios to the goals of 20 (cold), 10 (warm) and 150 MB."""
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

OURS, PEERS, RUNS = 200, 10, 3
bench = sys.argv[1]
warm_peer = """
import sys, time, weasyprint
folder, count = sys.argv[1], int(sys.argv[2])
def once(at): weasyprint.HTML(f"{folder}/{at}.html").write_pdf(f"{folder}/peer-{at}.pdf")
once(0)
for at in range(count):
    began = time.perf_counter()
    once(at)
    print(time.perf_counter() - began)
"""


def run(command):
    """Its seconds, its greatest resident memory in MB, and what it printed."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command[0]} failed")
    return time.perf_counter() - began, usage.ru_maxrss / 1024, out


def pages(path):
    said = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    return int(next(line.split()[1] for line in said.splitlines() if line.startswith("Pages")))


with tempfile.TemporaryDirectory() as folder:
    run([bench, "html", str(PEERS), folder])
    cold, warm, peak, single, single_peak = [], [], [], [], []
    peer_cold, peer_warm, peer_peak = [], [], []
    for turn in range(RUNS):
        def ours():
            took, memory, out = run([bench, "pdf", str(OURS), folder])
            cold.append(took / OURS)
            warm.extend(float(line) for line in out.split()[1:])
            peak.append(memory)
            for _ in range(PEERS):
                took, memory, _ = run([bench, "pdf", "1", folder])
                single.append(took)
                single_peak.append(memory)

        def theirs():
            for at in range(PEERS):
                took, memory, _ = run(["weasyprint", "-q", f"{folder}/{at}.html", f"{folder}/peer-{at}.pdf"])
                peer_cold.append(took)
                peer_peak.append(memory)
            took, memory, out = run(["/usr/bin/python3", "-c", warm_peer, folder, str(PEERS)])
            peer_warm.extend(float(line) for line in out.split())
            peer_peak.append(memory)

        for side in (ours, theirs) if turn % 2 == 0 else (theirs, ours):
            side()
    result = {
        "documents": OURS, "pages": pages(f"{folder}/0.pdf"), "peer_pages": pages(f"{folder}/peer-0.pdf"),
        "bytes": os.path.getsize(f"{folder}/0.pdf"), "peer_bytes": os.path.getsize(f"{folder}/peer-0.pdf"),
        "seconds": {
            "a process a document": statistics.median(single), "200 in one process, cold": statistics.median(cold),
            "warm": statistics.median(warm), "peer, a process a document": statistics.median(peer_cold),
            "peer, warm": statistics.median(peer_warm)},
        "peak_mb": max(peak + single_peak), "peer_peak_mb": max(peer_peak)}
seconds = result["seconds"]
result["ratios"] = {
    "cold, a process a document on both sides": seconds["peer, a process a document"] / seconds["a process a document"],
    "cold, 200 documents": seconds["peer, a process a document"] / seconds["200 in one process, cold"],
    "warm": seconds["peer, warm"] / seconds["warm"]}
goals = {"cold, a process a document on both sides": 20, "cold, 200 documents": 20, "warm": 10}
print(f"{OURS} documents of {result['pages']} pages ({result['bytes'] // 1024} KB); "
      f"the peer's have {result['peer_pages']} ({result['peer_bytes'] // 1024} KB)\n")
for name, value in seconds.items():
    print(f"{name}: {value * 1000:.0f} ms a document")
for name, value in result["ratios"].items():
    print(f"{name}: {value:.1f} times as fast, goal {goals[name]}: {'met' if value >= goals[name] else 'MISSED'}")
print(f"memory: {result['peak_mb']:.0f} MB, goal 150: {'met' if result['peak_mb'] <= 150 else 'MISSED'}; "
      f"the peer {result['peer_peak_mb']:.0f} MB")
if len(sys.argv) > 2:
    with open(sys.argv[2], "w") as file:
        json.dump(result, file, indent=2)
