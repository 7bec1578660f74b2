"""Measures a list of so many rows as a workbook: bench-rows (Sources/Press, libxlsxwriter) beside Python's XlsxWriter, both with
constant memory, the same eight columns, taking turns. Prints the ratio of medians on a twentieth of a million rows, as the
peer takes minutes, and the time and peak of resident memory of bench-rows on the whole million.

Use: xlsx.py BENCH_ROWS [ROWS [RUNS]], with a Python that has XlsxWriter; with `--peer ROWS PATH` it is the peer itself.
"""
import datetime
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time


def peer(rows, path):
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    book.set_properties({"title": "一覧", "created": datetime.datetime(2025, 12, 31, 15)})
    sheet = book.add_worksheet("一覧")
    head = book.add_format({"bold": True, "border": 1})
    day = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
    count = book.add_format({"num_format": "#,##0"})
    share = book.add_format({"num_format": "#,##0.00"})
    text = book.add_format()
    for at, name in enumerate(["番号", "日付", "名前", "方法", "分", "割合", "件数", "備考"]):
        sheet.write_string(0, at, name, head)
    sheet.freeze_panes(1, 0)
    methods = ["電話", "訪問", "来所", "LINE"]
    for at in range(rows):
        row = at + 1
        sheet.write_string(row, 0, f"0199-{at}", text)
        sheet.write_datetime(row, 1, datetime.datetime(2026, at % 12 + 1, at % 28 + 1), day)
        sheet.write_string(row, 2, f"山田 花子{at % 1000}", text)
        sheet.write_string(row, 3, methods[at % 4], text)
        sheet.write_number(row, 4, at % 240, count)
        sheet.write_number(row, 5, at % 10000 / 100, share)
        sheet.write_number(row, 6, at, count)
        sheet.write_string(row, 7, "次回は駅前で待ち合わせ、家族も同席の予定", text)
    sheet.autofilter(0, 0, rows, 7)
    book.close()


def run(command):
    """Seconds of the whole process, of its processor, and its peak of resident memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command[0]} ended with {status}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main(binary, rows, runs):
    sides = {
        "bench-rows": [binary, str(rows)],
        "XlsxWriter": [sys.executable, os.path.abspath(__file__), "--peer", str(rows)],
    }
    times = {name: [] for name in sides}
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(runs):
            order = list(sides) if turn % 2 == 0 else list(reversed(sides))
            for name in order:
                times[name].append(run(sides[name] + [os.path.join(folder, name + ".xlsx")]))
        rows_of = {}
        print(f"{rows} rows of 8 cells, {runs} runs a side")
        for name, measured in times.items():
            wall, processor, memory = ([one[at] for one in measured] for at in range(3))
            rows_of[name] = {
                "seconds": statistics.median(wall), "processor": statistics.median(processor), "peak_mb": max(memory)}
            print(f"{name:12} {statistics.median(wall):7.2f} s  {statistics.median(processor):7.2f} s of processor  "
                  f"{max(memory):6.1f} MB")
        whole = run([binary, "1000000", os.path.join(folder, "whole.xlsx")])
    print(f"1000000 rows: {whole[0]:.2f} s, {whole[2]:.1f} MB")
    ours, theirs = rows_of["bench-rows"], rows_of["XlsxWriter"]
    ratio = theirs["seconds"] / ours["seconds"]
    print(f"ratio {ratio:.1f} (processor {theirs['processor'] / ours['processor']:.1f}); goal 4; peak goal 64 MB")
    if os.environ.get("IPPO_BENCH_JSON"):
        with open(os.environ["IPPO_BENCH_JSON"], "w", encoding="utf-8") as file:
            json.dump({"rows": rows, "runs": runs, "sides": rows_of, "ratio": ratio, "peak_mb": whole[2]}, file, indent=2)


if __name__ == "__main__":
    if sys.argv[1] == "--peer":
        peer(int(sys.argv[2]), sys.argv[3])
    else:
        main(sys.argv[1], int((sys.argv[2:] or [50_000])[0]), int((sys.argv[3:] or [3])[0]))
