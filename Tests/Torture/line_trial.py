"""One trial of `ippo-line`: senders that come again until they are answered with 200, deaths of the receiver and of the database,
power cuts, and the looks at what is left."""

import asyncio
import collections
import json
import math
import mmap
import os
import random
import select
import shutil
import signal
import struct
import subprocess
import sys
import time

from line_office import SECRET, Found, Sent, check, ids, sql, withdrawn_after

PROGRAM, SHIM, DATABASE_SHIM, WORK, DATA, START = (
    os.environ["TORTURE_" + name] for name in ("PROGRAM", "SHIM", "DATABASE_SHIM", "WORK", "DATA", "START"))
SENDERS = 64


class Database:
    """The cluster, whose processes die together at a step of theirs (line_database.c)."""

    def __init__(self):
        path = WORK + "/database"
        with open(path, "wb") as file:
            file.write(bytes(4096))
        os.chmod(path, 0o666)
        with open(path, "r+b") as file:
            self.page = mmap.mmap(file.fileno(), 4096)
        self.environment = dict(os.environ, LD_PRELOAD=DATABASE_SHIM, LINE_DATABASE_STEPS=path,
                                LINE_DATABASE_PID=DATA + "/postmaster.pid")

    def arm(self, steps):
        """It dies before this step from here on; never at 0."""
        self.page[8:64] = bytes(56)
        self.page[0:8] = struct.pack("q", steps)

    def spare(self):
        """It dies no more; where it died at this moment, that stays to be seen."""
        self.page[0:8] = struct.pack("q", 0)

    @property
    def died_at(self):
        return self.page[8:64].split(b"\0")[0].decode()

    def kill(self):
        with open(DATA + "/postmaster.pid") as file:
            postmaster = int(file.readline())
        children = subprocess.run(["pgrep", "-P", str(postmaster)], capture_output=True, text=True).stdout.split()
        for process in [postmaster, *map(int, children)]:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def start(self):
        self.arm(0)
        for _ in range(50):
            if subprocess.run(["sh", "-c", START], env=self.environment, capture_output=True).returncode == 0:
                try:
                    sql("select 1")
                    return
                except RuntimeError:
                    pass
            time.sleep(0.2)
        raise RuntimeError("the database does not start again")


class Trial:
    """`kills`, `crashes`: before which of its steps the receiver, the database dies, at least and at most; never unless said. `cut`: how
    often the power goes with the receiver. `away`: for how many seconds the database is away at first. `plant`: the shim's lies."""

    def __init__(self, database, count, seed, kills=None, crashes=None, cut=0.5, away=0, plant=None, minutes=None):
        self.database, self.count, self.random = database, count, random.Random(seed)
        self.kills, self.crashes, self.cut, self.away, self.plant = kills, crashes, cut, away, plant or {}
        self.until = time.monotonic() + minutes * 60 if minutes else math.inf
        self.home, self.spool, self.shadow = WORK + "/home", WORK + "/home/spool", WORK + "/shadow"
        self.answered, self.unsure, self.again = set(), set(), 0
        self.port, self.process, self.up = None, None, asyncio.Event()
        self.cuts = self.refusals = 0
        # with much in the spool nothing dies until it is brought in, or little more would come than files
        self.calm, self.calms = False, 0
        self.deaths, self.starting, self.database_deaths = collections.Counter(), 0, collections.Counter()
        for folder in (self.home, self.shadow):
            shutil.rmtree(folder, ignore_errors=True)
            os.makedirs(folder)
        with open(WORK + "/secret", "wb") as file:
            file.write(SECRET)
        sql("set client_min_messages = error; truncate app.line_account, app.line_event, app.inquiry, app.line_tombstone, "
            "ops.line_reply_token cascade")

    def number_of_steps(self, limits):
        """As likely a few as many: deaths while it starts, and deaths after a long time."""
        return round(math.exp(self.random.uniform(*map(math.log, limits)))) if limits and not self.calm else None

    def look_for_calm(self):
        """Only where the database is there."""
        left = len(self.waiting())
        if not self.calm and left > 200:
            self.calm = True
            self.calms += 1
            self.database.spare()
        elif self.calm and left < 20 and not self.database.died_at:
            self.calm = False
            self.database.arm(self.number_of_steps(self.crashes) or 0)
            with open(WORK + "/died", "w") as file:
                file.write("anything")
            self.process.kill()

    # ------------------------------------------------------------------------------------------------------ the receiver

    def start(self, kill_at=None):
        environment = dict(os.environ, LD_PRELOAD=SHIM, LINE_SPOOL=self.spool, LINE_SHADOW=self.shadow, LINE_DIED=WORK + "/died",
                           PGUSER="line_intake", **self.plant)
        if kill_at is not None:
            environment["LINE_KILL_AT"] = str(kill_at)
        with open(WORK + "/log", "ab") as log:
            self.process = subprocess.Popen(
                [PROGRAM, "serve", "--port", "0", "--secret-file", WORK + "/secret", "--spool", self.spool],
                stdout=subprocess.PIPE, stderr=log, env=environment)
        if not select.select([self.process.stdout], [], [], 60)[0]:
            raise Found("it does not begin to listen")
        line = self.process.stdout.readline().decode()
        self.port = int(line.rsplit(":", 1)[1]) if ":" in line else None
        if self.port:
            self.up.set()

    def died(self):
        """What is left, at the last moment before somebody starts it again."""
        self.up.clear()
        if self.process.wait() != -signal.SIGKILL:
            raise Found(f"it ended by itself with {self.process.returncode}")
        self.process.stdout.close()
        with open(WORK + "/died") as file:
            self.deaths[file.read()] += 1
        self.starting += self.port is None
        if self.random.random() < self.cut and (self.plant or self.deaths.total() > 1):
            self.power_cut()

    def waiting(self):
        try:
            return [name for name in os.listdir(self.spool) if name.endswith(".json")]
        except FileNotFoundError:
            return []

    def power_cut(self):
        """Every second time nothing stays that was not synced, else any part of it by chance."""
        self.cuts += 1
        strict = self.random.random() < 0.5
        synced, names = {}, self.shadow + "/names"
        if os.path.exists(names):
            with open(names) as file:
                synced = {name: self.content(inode) for inode, name in (line.split() for line in file)}
        if not os.path.exists(self.shadow + "/made") and (strict or self.random.random() < 0.5):
            # the folder that it lies in does not know it
            shutil.rmtree(self.spool, ignore_errors=True)
            synced = {}
        elif not strict:
            for name in {*synced, *self.waiting()}:
                if self.random.random() < 0.5:
                    kept = self.content(os.stat(f"{self.spool}/{name}").st_ino) if name in self.waiting() else None
                    synced.pop(name, None)
                    if kept is not None:
                        synced[name] = kept
        for name in self.waiting():
            os.unlink(f"{self.spool}/{name}")
        for name, kept in synced.items():
            with open(f"{self.spool}/{name}", "wb") as file:
                file.write(kept)
        # what is on the disk now has other inodes, and is on the disk
        made = os.path.exists(self.shadow + "/made")
        shutil.rmtree(self.shadow)
        os.makedirs(self.shadow)
        if made:
            open(self.shadow + "/made", "w").close()
        with open(names, "w") as file:
            for name in synced:
                inode = os.stat(f"{self.spool}/{name}").st_ino
                shutil.copy(f"{self.spool}/{name}", f"{self.shadow}/{inode}")
                file.write(f"{inode} {name}\n")

    def content(self, inode):
        """Of a file at its last fsync: nothing if it had none."""
        try:
            with open(f"{self.shadow}/{inode}", "rb") as file:
                return file.read()
        except FileNotFoundError:
            return b""

    def spooled(self):
        """The ids of the events that wait. None of them has words that were withdrawn after they had been answered."""
        withdrawn, kept = withdrawn_after(self.answered), set()
        for name in self.waiting():
            try:
                with open(f"{self.spool}/{name}", encoding="utf-8") as file:
                    events = [event for delivery in json.load(file) for event in delivery["events"]]
            except (FileNotFoundError, ValueError):
                continue  # it is gone, or holds nothing, which is what is asked
            kept |= {event["id"] for event in events}
            for event in events:
                told = event.get("message", {})
                if "text" in told and int(told["id"][1:]) in withdrawn:
                    raise Found(f"the spool has the words of {told['id']}, which were withdrawn")
        return kept

    def check_durable(self, after_crash=False):
        """Every delivery that was answered since the database came back is in the database or in the spool. It may be looked for
        while the receiver runs: what leaves the spool meanwhile is in the database."""
        unsure = set(self.unsure)
        kept = self.spooled()
        wanted = {id: number for number in unsure for id in ids(number)}
        stored = {row[0] for row in sql(
            "select webhook_event_id from app.line_event where webhook_event_id = any ('{" + ",".join(wanted) + "}')")}
        missing = {number for id, number in wanted.items() if id not in kept and id not in stored}
        if missing:
            raise Found(f"{len(missing)} answered with 200 and nowhere, such as {min(missing)}")
        if after_crash:
            self.unsure -= {number for number in unsure if stored.issuperset(ids(number))}

    # -------------------------------------------------------------------------------------------------------- the senders

    async def sender(self, queue, later):
        reader = writer = None
        while queue and time.monotonic() < self.until:
            number = queue.pop()
            sent = Sent(number)
            body, signature = sent.request(again=number in self.answered)
            request = (b"POST /line/webhook HTTP/1.1\r\nhost: x\r\nx-line-signature: " + signature
                       + b"\r\ncontent-length: %d\r\n\r\n" % len(body) + body)
            while True:
                await self.up.wait()
                try:
                    if writer is None:
                        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                    writer.write(request)
                    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 20)
                    if int(head.split()[1]) == 200:
                        break
                    self.refusals += 1
                    raise ConnectionError
                except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError):
                    if writer is not None:
                        writer.close()
                    writer = None
                    await asyncio.sleep(0.02)
            self.again += number in self.answered
            self.answered.add(number)
            self.unsure.add(number)
            if number in later:
                queue.insert(self.random.randint(max(0, len(queue) - 50), len(queue)), later.pop(number))
        if writer is not None:
            writer.close()

    async def run(self):
        numbers = range(self.count)
        later = {Sent(number).after: number for number in numbers if Sent(number).after is not None}
        queue = [number for number in numbers if Sent(number).after is None]
        queue += self.random.sample([number for number in queue if Sent(number).comes_again], self.count * 3 // 10)
        self.random.shuffle(queue)
        back = None
        if self.away:
            self.database.kill()
            back = time.monotonic() + self.away
        elif self.crashes:
            self.database.arm(self.number_of_steps(self.crashes))
        # first it dies between making its spool and syncing the name
        self.start(1 if self.kills and not self.plant else self.number_of_steps(self.kills))
        senders = [asyncio.create_task(self.sender(queue, later)) for _ in range(SENDERS)]
        told, moved, answers = time.monotonic(), time.monotonic(), 0
        try:
            while not all(task.done() for task in senders):
                await asyncio.sleep(0.02)
                now = time.monotonic()
                if len(self.answered) + self.again > answers:
                    answers, moved = len(self.answered) + self.again, now
                if now > moved + 120:
                    raise Found("nobody was answered for two minutes")
                if back is None and self.kills and self.process.poll() is None:
                    self.look_for_calm()
                if now > told + 10:
                    told = now
                    self.tell()
                if back is None and self.database.died_at:
                    self.database_deaths[self.database.died_at] += 1
                    back = now + 6 * self.random.random() ** 3
                if back is not None and now > back:
                    self.spooled()
                    await asyncio.to_thread(self.database.start)
                    back = None
                    self.check_durable(after_crash=True)
                    self.database.arm(self.number_of_steps(self.crashes) or 0)
                if self.process.poll() is not None:
                    self.died()
                    try:
                        if back is None:
                            self.check_durable()
                    except RuntimeError:
                        if not self.database.died_at:
                            raise
                        # the database died while it was asked; it is asked again when it is back
                    self.start(self.number_of_steps(self.kills))
            for task in senders:
                task.result()
        finally:
            for task in senders:
                task.cancel()
            if back is not None or self.database.died_at:
                self.database.start()
            self.database.arm(0)
        if self.kills:
            self.process.kill()
            self.process.wait()
        self.check_durable()
        if self.kills:
            self.start()
        await self.end()

    def tell(self):
        print(f"{len(self.answered)} of {self.count} answered, {self.again} again, receiver killed {self.deaths.total()} times, "
              f"database {self.database_deaths.total()} times, {len(self.waiting())} files in the spool", file=sys.stderr, flush=True)

    async def end(self):
        """Everything is well again: the spool empties, and the receiver ends when it is told to."""
        left, since = len(self.waiting()), time.monotonic()
        while self.waiting():
            await asyncio.sleep(0.05)
            if len(self.waiting()) < left:
                left, since = len(self.waiting()), time.monotonic()
            if time.monotonic() > since + (60 if self.kills and not self.plant else 2 if self.plant else 8):
                raise Found("the spool does not empty")
        self.process.terminate()
        if self.process.wait() != 0:
            raise Found(f"it ended with {self.process.returncode}")
        self.check_all()

    def check_all(self):
        check(self.answered)
        if os.listdir(self.spool + "/refused"):
            raise Found("an event was put aside")

    # -------------------------------------------------------------------------------------------------------- the forgers

    async def forge(self, count):
        """Good bodies with signatures that are not, each on a connection of its own."""
        self.start()
        for number in range(count):
            body, good = Sent(self.count + number).request()
            place = self.random.randrange(len(good))
            other = bytes([self.random.choice([byte for byte in b"ABCxyz019+/=" if byte != good[place]])])
            head = self.random.choice([
                b"x-line-signature: " + good[:place] + other + good[place + 1:], b"x-line-signature: " + good[:place],
                b"x-line-signature: " + Sent(self.count + number + 1).request()[1], b"x-line-signature: " + good.swapcase(),
                b"x-line-signature: " + good + b"\r\nx-line-signature: " + good, b"x-line-signature:", b"x-signature: " + good])
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            writer.write(b"POST /line/webhook HTTP/1.1\r\nhost: x\r\n" + head + b"\r\ncontent-length: %d\r\n\r\n" % len(body) + body)
            status = int((await reader.readuntil(b"\r\n\r\n")).split()[1])
            writer.close()
            if status != 401:
                raise Found(f"a forged signature was answered with {status}: {head!r}")
        self.process.terminate()
        self.process.wait()
        self.check_all()
