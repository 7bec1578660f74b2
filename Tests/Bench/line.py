"""LINE's receiver beside FastAPI, LINE's SDK and a psycopg pool: line.py [RESULT.json], from deploy/bench-line.

Both get the same signed deliveries of one message each from one generator on 64 connections, and call the same server function
before they answer 200, with fsync on. They take turns (A B B A), each after deliveries that make its 500 people known and its
connections warm; how fast those went is told apart. Beside each turn stands how long a fixed loop took just before it: a machine
that others share changes its speed. The processor time is that of the generator, and of the process with its HTTP side; what
PostgreSQL used is not in it."""

import asyncio
import base64
import hashlib
import hmac
import json
import os
import signal
import statistics
import subprocess
import sys
import time

PROGRAM, WORK = os.environ["BENCH_PROGRAM"], os.environ["BENCH_WORK"]
COUNT = int(os.environ.get("BENCH_COUNT", "10000"))
WARM = 1000
CONNECTIONS = 64
SECRET = b"bench"

PEER = '''
import os
from contextlib import asynccontextmanager
from fastapi import FastAPI, Request, Response
from linebot.v3.webhook import WebhookParser, InvalidSignatureError
from psycopg.types.json import Jsonb
from psycopg_pool import AsyncConnectionPool

parser = WebhookParser("bench")
pool = AsyncConnectionPool("", min_size=8, max_size=8, open=False)

@asynccontextmanager
async def life(app):
    await pool.open()
    yield
    await pool.close()

app = FastAPI(lifespan=life)

@app.post("/line/webhook")
async def webhook(request: Request):
    body = (await request.body()).decode()
    try:
        told = parser.parse(body, request.headers["x-line-signature"], as_payload=True)
    except InvalidSignatureError:
        return Response(status_code=401)
    events = [
        {"id": e.webhook_event_id, "type": e.type, "at": e.timestamp, "mode": e.mode.value, "source": "user",
         "redelivered": e.delivery_context.is_redelivery, "user": e.source.user_id, "token": e.reply_token,
         "message": {"id": e.message.id, "kind": "text", "text": e.message.text}} for e in told.events]
    async with pool.connection() as connection:
        await connection.execute("select api.line_receive(%s)", [Jsonb([{"destination": told.destination, "events": events}])])
    return Response()
'''


def requests(first, count):
    made = []
    for number in range(first, first + count):
        body = json.dumps({"destination": "Ubot", "events": [{
            "type": "message", "mode": "active", "timestamp": 1760000000000 + number, "webhookEventId": f"01B{number:023d}",
            "source": {"type": "user", "userId": f"U{number % 500}"}, "deliveryContext": {"isRedelivery": False},
            "replyToken": f"t{number}",
            "message": {"id": f"m{number}", "type": "text", "quoteToken": "q", "text": "息子のことで相談したいのですが、よろしいでしょうか。"}}]},
            ensure_ascii=False).encode()
        signature = base64.b64encode(hmac.new(SECRET, body, hashlib.sha256).digest())
        made.append(b"POST /line/webhook HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nx-line-signature: " + signature
                    + b"\r\ncontent-length: %d\r\n\r\n" % len(body) + body)
    return made


async def load(port, made):
    """Events a second, and each answer's time."""
    times, queue = [], list(made)

    async def sender():
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while queue:
            one = queue.pop()
            began = time.perf_counter()
            writer.write(one)
            head = await reader.readuntil(b"\r\n\r\n")
            assert b" 200 " in head[:16], head
            times.append(time.perf_counter() - began)
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(sender() for _ in range(CONNECTIONS)))
    return len(made) / (time.perf_counter() - began), sorted(times)


def ours():
    process = subprocess.Popen([PROGRAM, "serve", "--port", "0", "--secret-file", WORK + "/secret", "--spool", WORK + "/spool"],
                               stdout=subprocess.PIPE, stderr=open(WORK + "/log", "ab"))
    return process, int(process.stdout.readline().decode().rsplit(":", 1)[1])


def peer():
    process = subprocess.Popen(
        [sys.executable, "-m", "uvicorn", "--app-dir", WORK, "peer:app", "--port", "0", "--no-access-log"],
        stderr=subprocess.PIPE, text=True)
    for line in process.stderr:
        if "running on" in line:
            return process, int(line.split("127.0.0.1:")[1].split()[0])
    raise RuntimeError("the peer did not start")


def machine():
    began, total = time.perf_counter(), 0
    for number in range(1_000_000):
        total += number
    return (time.perf_counter() - began) * 1000


def main():
    with open(WORK + "/secret", "wb") as file:
        file.write(SECRET)
    with open(WORK + "/peer.py", "w", encoding="utf-8") as file:
        file.write(PEER)
    first, told = 0, {"ippo-line": [], "FastAPI": []}
    for name in ("ippo-line", "FastAPI", "FastAPI", "ippo-line") * int(os.environ.get("BENCH_TURNS", "2")):
        process, port = ours() if name == "ippo-line" else peer()
        # the peer is given a tenth, or it would take minutes
        count = COUNT if name == "ippo-line" else max(COUNT // 10, 200)
        warm = WARM if name == "ippo-line" else WARM // 5
        first_rate, _ = asyncio.run(load(port, requests(first, warm)))
        made, loop = requests(first + warm, count), machine()
        own = time.process_time()
        rate, times = asyncio.run(load(port, made))
        own, before = time.process_time() - own, os.times()
        first += warm + count
        process.send_signal(signal.SIGTERM)
        process.wait()
        after = os.times()
        theirs = after.children_user + after.children_system - before.children_user - before.children_system
        one = {
            "rate": rate, "p50": times[len(times) // 2] * 1000, "p99": times[len(times) * 99 // 100] * 1000, "warming": first_rate,
            "generator": own / count * 1000, "program": theirs / (warm + count) * 1000, "loop": loop}
        told[name].append(one)
        print(f"{name}: {rate:.0f} events/s, p50 {one['p50']:.1f} ms, p99 {one['p99']:.1f} ms; while warming {first_rate:.0f}/s; "
              f"CPU an event: generator {one['generator']:.3f} ms, program {one['program']:.3f} ms; loop {loop:.0f} ms", flush=True)
    median = {name: {key: statistics.median(one[key] for one in runs) for key in runs[0]} for name, runs in told.items()}
    a, b = median["ippo-line"], median["FastAPI"]
    print("\n| | events/s | p50 ms | p99 ms |\n| --- | --- | --- | --- |")
    for name, one in median.items():
        print(f"| {name} | {one['rate']:.0f} | {one['p50']:.1f} | {one['p99']:.1f} |")
    print(f"\nratio {a['rate'] / b['rate']:.1f} (goal ≥ 5), {a['rate']:.0f} events/s (goal ≥ 2000), p99 {a['p99']:.1f} ms (goal ≤ 50)")
    if len(sys.argv) > 1:
        with open(sys.argv[1], "w", encoding="utf-8") as file:
            json.dump({"runs": told, "median": median, "ratio": a["rate"] / b["rate"]}, file, indent=2)


main()
