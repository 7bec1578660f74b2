#!/usr/bin/env python3
"""Kills the real ippo-sender (SIGKILL) at every step of sending, has LINE misbehave, and looks whether anything was sent twice,
forgotten, or falsely called sent. First with bugs that are planted, each of which must be found.

Wants a server's superuser by libpq's variables, SENDING_PROGRAM (ippo-sender) and SENDING_IPPO (ippo, to migrate), and
SENDING_MIGRATE_PASSWORD. It makes a database and a login of its own, and drops both.

    sending.py COUNT [SEED]
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import fetching  # noqa: E402
import line_stub  # noqa: E402

NAME = "sending_%x" % random.SystemRandom().getrandbits(40)
PASSWORD = "%x" % random.SystemRandom().getrandbits(100)
BINARIES = os.environ.get("IPPO_PG_BIN", "/usr/lib/postgresql/15/bin")
ENDS = ("sent", "refused", "lapsed", "unsure")


class Database:
    """The superuser's session, kept open: a process for each question would take most of the time."""

    def __init__(self, database):
        self.psql = subprocess.Popen(
            [BINARIES + "/psql", "-X", "-q", "-At", "-d", database], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            stderr=subprocess.STDOUT)
        self.ask("set client_min_messages = warning")

    def ask(self, sql):
        self.psql.stdin.write(sql + ";\n\\echo -- end\n")
        self.psql.stdin.flush()
        lines = []
        while True:
            line = self.psql.stdout.readline()
            if not line:
                raise SystemExit("psql ended: " + " ".join(lines))
            line = line.rstrip("\n")
            if line == "-- end":
                break
            lines.append(line)
        if any(line.startswith("ERROR") for line in lines):
            raise SystemExit("\n".join(lines) + "\n" + sql)
        return lines

    def close(self):
        self.psql.stdin.close()
        self.psql.wait()


def make(root):
    database = Database(NAME)
    with open(root + "/sql/database.sql") as file:
        database.ask(file.read())
    subprocess.run(
        [os.environ["SENDING_IPPO"], "db", "migrate"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "PGUSER": "ippo_migrate", "PGPASSWORD": os.environ["SENDING_MIGRATE_PASSWORD"], "PGDATABASE": NAME})
    database.ask(f"create role {NAME} login inherit password '{PASSWORD}'; grant line_sender to {NAME}")
    database.ask("""
      insert into app.staff (id, login, role_oid, name) values ('00000000-0000-0000-0000-00000000000a', 'sato', 1, '佐藤');
      insert into app.office (id, code, name) values ('00000000-0000-0000-0000-00000000000f', 'fukuoka', '福岡オフィス')""")
    return database


class Run:
    """One conversation, one run of bad luck."""

    def __init__(self, database, seed):
        self.database, self.dice = database, random.Random(seed)
        self.line = line_stub.Line(limit=10_000)
        self.server = line_stub.serve(self.line)
        self.kills = 0
        self.aged = self.hung = False
        self.office = "00000000-0000-0000-0000-00000000000f"

    def prepare(self):
        dice = self.dice
        self.texts = {}
        sql = ["delete from ops.line_pending"]
        for person in range(dice.randint(1, 2)):
            account, inquiry = self.uuid(), self.uuid()
            code = "Q-" + "".join(dice.choice("23456789ABCDEFGHJKMN") for _ in range(4))
            sql.append(f"""
              insert into app.line_account (id, office_id, user_id) values ('{account}', '{self.office}', 'U{account}');
              insert into app.inquiry (id, code, office_id, channel, kind, relation, received_at)
              select '{inquiry}', c.code, '{self.office}', 'line', 'unknown', 'unknown', now()
              from (select '{code}' as code union all select kit.spoken_code('Q')) c
              where not exists (select from app.inquiry i where i.code = c.code) limit 1;
              insert into app.inquiry_line values ('{inquiry}', '{self.office}', '{account}')""")
            for _ in range(dice.choice([0, 1, 1, 2])):
                event = self.uuid()
                sql.append(f"""
                  insert into app.line_event (webhook_event_id, office_id, account_id, inquiry_id, type, source, mode, redelivered,
                    occurred_at)
                  values ('{event}', '{self.office}', '{account}', '{inquiry}', 'message', 'user', 'active', false, clock_timestamp());
                  insert into ops.line_reply_token values ('{event}', '{self.office}', '{account}', 'tok-{event}')""")
            for _ in range(dice.randint(1, 3)):
                send = self.uuid()
                kind, author = dice.choice([("answer", "'00000000-0000-0000-0000-00000000000a'")] * 3 + [("hotline", "null")])
                self.texts[send] = f"text of {send}"
                sql.append(
                    f"select kit.line_queue('{send}', '{self.office}', '{account}', '{inquiry}', '{kind}', null, false, {author}, "
                    f"clock_timestamp(), '{self.texts[send]}', null)")
        self.database.ask(";\n".join(sql))

    def uuid(self):
        return "%08x-%04x-4%03x-8%03x-%012x" % tuple(self.dice.getrandbits(n) for n in (32, 16, 12, 12, 48))

    def pass_once(self, environment, token):
        dice = self.dice
        steps = ["ok"] * 6 + ["drop", "accept_drop", "500", "accept_500", "429_rate", "401"]
        self.line.script = [dice.choice(steps) for _ in range(8)]
        program = subprocess.Popen(
            [os.environ["SENDING_PROGRAM"], "--office", "fukuoka", "--token-file", token, "--once",
             "--base", f"http://127.0.0.1:{self.server.server_port}"],
            env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        how = dice.choice(["none", "arrived", "accepted", "answered", "soon", "soon"])
        left = [dice.randint(0, 2)]

        def at(place):
            if place == how:
                if left[0] == 0:
                    program.kill()
                left[0] -= 1

        self.line.at = at
        if how == "soon":
            # anywhere between starting and ending, also where nothing goes over the wire
            time.sleep(dice.uniform(0.005, 0.09))
            program.kill()
        try:
            program.wait(timeout=30)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()
            self.hung = True
        self.line.at = lambda place: None
        self.kills += program.returncode == -signal.SIGKILL

    def play(self, environment, token):
        self.prepare()
        for _ in range(40):
            self.pass_once(environment, token)
            if self.hung:
                break
            if not self.aged and self.dice.random() < 0.05:
                # a minute passes: tokens are of no use any more
                self.aged = True
                self.database.ask("update ops.line_reply_token set received_at = received_at - interval '2 minutes'")
                self.line.expired |= {"tok-" + event for event in self.database.ask("select webhook_event_id from ops.line_reply_token")}
            # the next try is due: no test waits for it
            if not int(self.database.ask(
                    "with due as (update ops.line_pending set due_at = clock_timestamp() where due_at > clock_timestamp() returning 1) "
                    "select count(*) from ops.line_pending")[0]):
                break
        self.server.shutdown()
        self.server.server_close()
        return self.verdict()

    def verdict(self):
        wrong = ["the sender hung"] if self.hung else []
        states = dict(line.split("|") for line in self.database.ask(
            "select s.id, kit.line_state(s.id) from app.line_send s where s.id in ("
            + ", ".join(f"'{send}'" for send in self.texts) + ")"))
        arrived = [text_of(one) for one in self.line.accepted]
        for send, text in self.texts.items():
            times, state = arrived.count(text), states.get(send, "gone")
            if times > 1:
                wrong.append(f"sent {times} times")
            if state not in ENDS:
                wrong.append(f"forgotten ({state})")
            if state == "sent" and times == 0:
                wrong.append("called sent, and was not")
            if state in ("refused", "lapsed") and times > 0:
                wrong.append(f"called {state}, and was sent")
            if state == "unsure" and not self.aged:
                wrong.append("nobody knows, without need")
        self.unsure = list(states.values()).count("unsure")
        return wrong


def text_of(accepted):
    message = accepted["messages"][0]
    return message["text"] if message["type"] == "text" else message["contents"]["body"]["contents"][0]["text"]


# Each changes one function of the sender's side in the database, as a careless hand would. The last also takes what it knows of
# one request for all of them.
PLANTED = [
    ("a new retry key at each try", "kit.line_next(uuid, timestamptz)", "job.retry_key,", "gen_random_uuid(),"),
    ("a push after a reply that nobody answered", "kit.line_may_be_sent(uuid)", "select count(*) filter (where s.step = 'began') >",
     "select 0 >"),
    ("done before it was sent", "kit.line_next(uuid, timestamptz)", "    return answer;\n  end loop",
     "    delete from ops.line_pending where send_id = job.id;\n    return answer;\n  end loop"),
    ("silence taken for success", "kit.line_sent(uuid, integer, text, integer, text, timestamptz)", "when meaning = 'accepted' then",
     "when meaning in ('accepted', 'unknown') then"),
    ("a used token taken for a dead one", "kit.line_sent(uuid, integer, text, integer, text, timestamptz)",
     "meaning = 'token' and before then", "meaning = 'none' then"),
]


def fetch_all(database, environment, token, count, seed):
    """The fetching side; answers whether a planted bug was missed or something went wrong."""
    program, status = os.environ["SENDING_PROGRAM"], 0
    for what, function, right, slip in fetching.PLANTED:
        body = "\n".join(database.ask(f"select pg_get_functiondef('{function}'::regprocedure)"))
        assert right in body, f"nothing to plant: {what}"
        database.ask(body.replace(right, slip))
        found = []
        for number in range(80):
            found = fetching.Fetch(database, program, f"{seed} planted {what} {number}").play(environment, token)
            if found:
                break
        database.ask(body)
        print(f"planted: {what}: {'found in run ' + str(number + 1) + ': ' + found[0] if found else 'NOT FOUND'}", flush=True)
        status |= not found
    kills = contents = withdrawn = asked = 0
    began = time.monotonic()
    for number in range(count):
        run = fetching.Fetch(database, program, f"{seed} fetch {number}")
        for one in run.play(environment, token):
            print(f"fetching run {number} of seed {seed}: {one}", flush=True)
            status = 1
        kills += run.kills
        contents += len(run.wanted)
        withdrawn += len(run.withdrawn)
        asked += len(run.line.asked)
    print(f"fetching: {count} runs, {contents} contents, {withdrawn} withdrawn, {asked} requests, {kills} kills in "
          f"{time.monotonic() - began:.0f} s: " + ("FAILED" if status else "nothing lost, nothing doubled, nothing kept") + f" (seed {seed})")
    return status


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().getrandbits(32)
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    server, status = Database("postgres"), 0
    server.ask(f"create database {NAME}")
    try:
        database = make(root)
        with tempfile.TemporaryDirectory() as scratch:
            token = scratch + "/token"
            with open(os.open(token, os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
                file.write("stub-token\n")
            environment = {
                name: os.environ[name] for name in ("PGHOST", "PGPORT", "LD_LIBRARY_PATH", "HOME") if name in os.environ}
            environment |= {"PGUSER": NAME, "PGPASSWORD": PASSWORD, "PGDATABASE": NAME, "LANG": "C"}
            for what, function, right, slip in PLANTED:
                body = "\n".join(database.ask(f"select pg_get_functiondef('{function}'::regprocedure)"))
                assert right in body, f"nothing to plant: {what}"
                database.ask(body.replace(right, slip).replace("and not before;", ";" if "token" in what else "and not before;"))
                found = []
                for number in range(80):
                    found = Run(database, f"{seed} planted {what} {number}").play(environment, token)
                    if found:
                        break
                database.ask(body)
                print(f"planted: {what}: {'found in run ' + str(number + 1) + ': ' + found[0] if found else 'NOT FOUND'}", flush=True)
                status |= not found
            kills = requests = messages = unsure = 0
            began = time.monotonic()
            for number in range(count):
                run = Run(database, f"{seed} {number}")
                for one in run.play(environment, token):
                    print(f"run {number} of seed {seed}: {one}", flush=True)
                    status = 1
                kills += run.kills
                requests += run.line.requests
                messages += len(run.texts)
                unsure += run.unsure
            print(f"sending: {count} runs, {messages} messages, {requests} requests, {kills} kills in "
                  f"{time.monotonic() - began:.0f} s: " + ("FAILED" if status else "nothing twice, nothing forgotten")
                  + f"; {unsure} left to a person (seed {seed})")
            status |= fetch_all(database, environment, token, count, seed)
    finally:
        server.ask(f"drop database {NAME} with (force)")
        server.ask(f"drop role if exists {NAME}")
        server.close()
    sys.exit(status)


if __name__ == "__main__":
    main()
