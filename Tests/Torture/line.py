"""Tortures ippo-line: line.py DELIVERIES [SEED], from deploy/torture-line.

Senders post DELIVERIES signed deliveries, and 30 of 100 again, shuffled, each until it is answered with 200, as LINE does.
Meanwhile the receiver is killed before its Nth write, fsync, rename, unlink, send or receive (line_shim.c), for a random N, and
the database is killed with it or without it. After each death, with a power cut at every second one: every delivery that
was answered with 200 must be in the database or in the spool. At the end: one row each, with its words and its time, one
inquiry an account, nothing in the spool. Before that, planted bugs must be found."""

import asyncio
import base64
import hashlib
import hmac
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

PROGRAM, SHIM, WORK, DATA, PSQL = (os.environ["TORTURE_" + name] for name in ("PROGRAM", "SHIM", "WORK", "DATA", "PSQL"))
START = os.environ["TORTURE_START"]  # starts the database again
SECRET = b"torture"
ACCOUNTS = 40
SENDERS = 24


class Found(Exception):
    """Something that must not be."""


def sql(text):
    done = subprocess.run([*PSQL.split(), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"], input=text, text=True, capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return [line.split("|") for line in done.stdout.splitlines()]


def event(number):
    return {
        "type": "message", "mode": "active", "timestamp": 1760000000000 + number * 7, "webhookEventId": f"01T{number:023d}",
        "source": {"type": "user", "userId": f"U{number % ACCOUNTS}"}, "deliveryContext": {"isRedelivery": False},
        "replyToken": f"t{number}", "message": {"id": f"m{number}", "type": "text", "text": f"言葉 {number}"}}


def request(number):
    body = json.dumps({"destination": "Ubot", "events": [event(number)]}, ensure_ascii=False).encode()
    signature = base64.b64encode(hmac.new(SECRET, body, hashlib.sha256).digest())
    return (b"POST /line/webhook HTTP/1.1\r\nhost: x\r\nx-line-signature: " + signature
            + b"\r\ncontent-length: %d\r\n\r\n" % len(body) + body)


class Trial:
    def __init__(self, count, seed, plant=None, plant_sql=None):
        self.count, self.random, self.plant = count, random.Random(seed), plant or {}
        self.spool, self.shadow = WORK + "/spool", WORK + "/shadow"
        self.acked, self.port, self.process = set(), None, None
        self.deaths = self.cuts = self.crashes = self.refusals = 0
        self.back_at = None
        self.up = asyncio.Event()
        for folder in (self.spool, self.shadow):
            shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(self.shadow)
        with open(WORK + "/secret", "wb") as file:
            file.write(SECRET)
        sql("set client_min_messages = error; truncate app.line_account, app.line_event, app.inquiry, app.line_tombstone, "
            "ops.line_reply_token cascade;" + (plant_sql or ""))

    # ------------------------------------------------------------------------------------------------------ the receiver

    def start(self, kill_at):
        environment = dict(os.environ, LD_PRELOAD=SHIM, LINE_SPOOL=self.spool, LINE_SHADOW=self.shadow, PGUSER="line_intake",
                           **self.plant)
        if kill_at is not None:
            environment["LINE_KILL_AT"] = str(kill_at)
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--port", "0", "--secret-file", WORK + "/secret", "--spool", self.spool],
            stdout=subprocess.PIPE, stderr=open(WORK + "/log", "ab"), env=environment)
        line = self.process.stdout.readline().decode()
        self.port = int(line.rsplit(":", 1)[1]) if ":" in line else None
        if self.port:
            self.up.set()

    def died(self, power_cut):
        """Looks at what is left: the last moment before somebody starts it again."""
        self.up.clear()
        self.process.wait()
        self.deaths += 1
        if power_cut:
            self.cuts += 1
            for name in os.listdir(self.spool):
                if name.endswith(".json"):
                    os.unlink(f"{self.spool}/{name}")
            names = open(self.shadow + "/names").read().splitlines() if os.path.exists(self.shadow + "/names") else []
            for inode, name in (line.split() for line in names):
                kept = f"{self.shadow}/{inode}"
                if os.path.exists(kept):
                    shutil.copy(kept, f"{self.spool}/{name}")
                else:
                    open(f"{self.spool}/{name}", "w").close()
            # what is on the disk now has other inodes, and is on the disk
            shutil.rmtree(self.shadow)
            os.makedirs(self.shadow)
            with open(self.shadow + "/names", "w") as file:
                for _, name in (line.split() for line in names):
                    inode = os.stat(f"{self.spool}/{name}").st_ino
                    shutil.copy(f"{self.spool}/{name}", f"{self.shadow}/{inode}")
                    file.write(f"{inode} {name}\n")

    def check_durable(self):
        kept = {int(row[0]) for row in sql("select substr(webhook_event_id, 4)::int from app.line_event")}
        for name in os.listdir(self.spool):
            if name.endswith(".json"):
                try:
                    for delivery in json.load(open(f"{self.spool}/{name}", encoding="utf-8")):
                        kept |= {int(one["id"][3:]) for one in delivery["events"]}
                except ValueError:
                    pass  # it holds nothing, which is what is asked
        missing = self.acked - kept
        if missing:
            raise Found(f"{len(missing)} answered with 200 and nowhere, such as {min(missing)}")

    # ------------------------------------------------------------------------------------------------------- the database

    def kill_database(self):
        self.crashes += 1
        self.back_at = time.monotonic() + self.random.uniform(0, 4)
        with open(DATA + "/postmaster.pid") as file:
            postmaster = int(file.readline())
        children = subprocess.run(["pgrep", "-P", str(postmaster)], capture_output=True, text=True).stdout.split()
        for process in [postmaster, *map(int, children)]:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def start_database(self):
        for _ in range(50):
            if subprocess.run(["sh", "-c", START], capture_output=True).returncode == 0:
                try:
                    sql("select 1")
                    return
                except RuntimeError:
                    pass
            time.sleep(0.2)
        raise RuntimeError("the database does not start again")

    # -------------------------------------------------------------------------------------------------------- the senders

    async def sender(self, queue):
        reader = writer = None
        while queue:
            number = queue.pop()
            while True:
                await self.up.wait()
                try:
                    if writer is None:
                        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                    writer.write(request(number))
                    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 20)
                    status = int(head.split()[1])
                    if status == 200:
                        self.acked.add(number)
                        break
                    self.refusals += 1
                    raise ConnectionError
                except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError):
                    if writer is not None:
                        writer.close()
                    writer = None
                    await asyncio.sleep(0.02)
        if writer is not None:
            writer.close()

    async def run(self, least, most):
        numbers = list(range(self.count))
        queue = numbers + self.random.sample(numbers, self.count * 3 // 10)
        self.random.shuffle(queue)
        self.start(self.random.randint(least, most))
        senders = [asyncio.create_task(self.sender(queue)) for _ in range(SENDERS)]
        away, told = self.back_at, time.monotonic()
        try:
            while not all(task.done() for task in senders):
                await asyncio.sleep(0.05)
                if time.monotonic() > told + 10:
                    told = time.monotonic()
                    print(f"{len(self.acked)} answered, {self.deaths} deaths", file=sys.stderr, flush=True)
                if away is None and self.random.random() < 0.01:
                    self.kill_database()
                    away = self.back_at
                if away is not None and time.monotonic() > away:
                    await asyncio.to_thread(self.start_database)
                    away = None
                if self.process.poll() is not None:
                    self.died(power_cut=self.deaths % 2 == 1)
                    if away is not None and self.deaths % 3 == 0:
                        # it starts while the database is away, too
                        self.start(self.random.randint(least, most))
                        continue
                    if away is not None:
                        await asyncio.to_thread(self.start_database)
                        away = None
                    self.check_durable()
                    self.start(self.random.randint(least, most))
            for task in senders:
                task.result()
        finally:
            for task in senders:
                task.cancel()
            if away is not None:
                self.start_database()
            self.process.kill()
            self.process.wait()
        self.check_durable()
        self.start(None)
        end = time.monotonic() + 120
        while any(name.endswith(".json") for name in os.listdir(self.spool)):
            if time.monotonic() > end:
                raise Found("the spool does not empty")
            await asyncio.sleep(0.1)
        self.process.terminate()
        if self.process.wait() != 0:
            raise Found(f"it ended with {self.process.returncode}")
        self.check_all()

    async def forge(self, count):
        """Bodies that are good, with signatures that are not."""
        self.start(None)
        reader = writer = None
        for number in range(count):
            if writer is None:
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            head, body = request(self.count + number).split(b"\r\n\r\n", 1)
            good = head.split(b"x-line-signature: ")[1].split(b"\r\n")[0]
            place = self.random.randrange(len(good))
            forged = good[:place] + bytes([self.random.choice([c for c in b"ABCxyz019+/=" if c != good[place]])]) + good[place + 1:]
            writer.write(head.replace(good, forged) + b"\r\n\r\n" + body)
            status = int((await reader.readuntil(b"\r\n\r\n")).split()[1])
            if status != 401:
                raise Found(f"a forged signature was answered with {status}")
            writer.close()
            writer = None
        self.process.terminate()
        self.process.wait()
        self.check_all()

    def check_all(self):
        rows = sql("""
            select substr(e.webhook_event_id, 4)::int, m.text, (extract(epoch from m.sent_at) * 1000)::bigint, a.user_id
            from app.line_event e
            left join app.line_message m using (webhook_event_id)
            left join app.line_account a on a.id = m.account_id
            order by m.sent_at, e.webhook_event_id""")
        if len(rows) != self.count:
            raise Found(f"{len(rows)} rows for {self.count} deliveries")
        for place, (number, text, at, user) in enumerate(rows):
            if (int(number), text, int(at), user) != (place, f"言葉 {place}", 1760000000000 + place * 7, f"U{place % ACCOUNTS}"):
                raise Found(f"row {place} is {(number, text, at, user)}")
        accounts = min(self.count, ACCOUNTS)
        found = sql("select count(*), count(distinct account_id), (select count(*) from app.inquiry) from app.inquiry_line")[0]
        if [int(number) for number in found] != [accounts] * 3:
            raise Found(f"{accounts} accounts, and inquiries, accounts, rows: {found}")
        if os.listdir(self.spool + "/refused"):
            raise Found("an event was put aside")


def spoil(table, words):
    return (f"create or replace function app.spoil() returns trigger language plpgsql security definer as $$ begin {words} end $$; "
            f"create trigger spoil before insert on app.{table} for each row execute function app.spoil();")


UNSPOIL = "drop function if exists app.spoil() cascade;"
PLANTS = {
    "a file of the spool is not synced": ({"LINE_LIE_FILE": "1"}, None),
    "the spool's folder is not synced": ({"LINE_LIE_FOLDER": "1"}, None),
    "what was kept is not there": ({"LINE_LIE_RENAME": "1"}, None),
    "an event is dropped": ({}, spoil("line_message", "if new.message_id ~ '77$' then return null; end if; return new;")),
    "the time is that of arrival": ({}, spoil("line_message", "new.sent_at := clock_timestamp(); return new;")),
    "words are changed": ({}, spoil("line_message", "new.text := left(new.text, 4); return new;")),
}


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20261122
    missed = 0
    for name, (plant, words) in PLANTS.items():
        found = None
        for attempt in range(4):
            trial = Trial(600, seed + attempt, plant, words)
            if plant:
                # so that there is much in the spool when the power goes
                trial.kill_database()
            try:
                asyncio.run(trial.run(300, 900))
            except Found as reason:
                found = reason
            sql(UNSPOIL)
            if trial.process.poll() is None:
                trial.process.kill()
                trial.process.wait()
            if found:
                break
        print(f"planted: {name}: {found or 'NOT FOUND'}", flush=True)
        missed += found is None
    began = time.monotonic()
    trial = Trial(count, seed)
    violations = 0
    try:
        asyncio.run(trial.run(100, 5000))
        forged = min(count, 10_000)
        asyncio.run(trial.forge(forged))
        print(f"{forged} forged signatures over HTTP: none accepted")
    except Found as reason:
        print(f"VIOLATION: {reason}")
        violations = 1
    seconds = time.monotonic() - began
    print(f"{count} deliveries and {count * 3 // 10} again in {seconds:.0f} s: receiver killed {trial.deaths} times, "
          f"{trial.cuts} with a power cut; database killed {trial.crashes} times; {trial.refusals} answers of 503; "
          f"violations {violations}")
    if count >= 10_000 and not missed:
        with open("docs/torture.md", encoding="utf-8") as file:
            text = file.read()
        date = time.strftime("%Y-%m-%d", time.gmtime())
        line = (f"| {date} | {seed} | {count} | {count * 3 // 10} | {trial.deaths} | {trial.cuts} | {trial.crashes} | "
                f"{trial.refusals} | {violations} |\n")
        mark = "<!-- a line a run of deploy/torture-line -->\n"
        with open("docs/torture.md", "w", encoding="utf-8") as file:
            file.write(text.replace(mark, line + mark))
    sys.exit(1 if missed or violations else 0)


main()
