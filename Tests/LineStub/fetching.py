"""The same for what people send: kills the real `ippo-sender --media` (SIGKILL) anywhere, has LINE misbehave, withdraws some of it
meanwhile, and looks whether anything was lost, doubled, changed, or kept although it was withdrawn. Used by sending.py."""

import hashlib
import random
import signal
import subprocess
import time

import line_stub


class Fetch:
    """One conversation of pictures and videos, one run of bad luck."""

    OFFICE = "00000000-0000-0000-0000-00000000000f"

    def __init__(self, database, program, seed):
        self.database, self.program, self.dice = database, program, random.Random(seed)
        self.line = line_stub.Line()
        self.server = line_stub.serve(self.line)
        self.kills = 0
        self.hung = False
        self.wanted = {}
        self.withdrawn = set()

    def prepare(self):
        dice = self.dice
        account, inquiry = self.uuid(), self.uuid()
        sql = [f"""
          insert into app.line_account (id, office_id, user_id) values ('{account}', '{self.OFFICE}', 'U{account}');
          insert into app.inquiry (id, code, office_id, channel, kind, relation, received_at)
          select '{inquiry}', c.code, '{self.OFFICE}', 'line', 'unknown', 'unknown', now()
          from (select kit.spoken_code('Q') as code from generate_series(1, 20)) c
          where not exists (select from app.inquiry i where i.code = c.code) limit 1;
          insert into app.inquiry_line values ('{inquiry}', '{self.OFFICE}', '{account}');
          insert into app.line_media (webhook_event_id, office_id, inquiry_id, outcome)
          select m.webhook_event_id, m.office_id, m.inquiry_id, 'gone' from app.line_message m
          where m.kind <> 'text' and not exists (select from app.line_media x where x.webhook_event_id = m.webhook_event_id);
          delete from ops.line_fetch"""]
        for _ in range(dice.randint(1, 4)):
            event, message = self.uuid(), str(dice.getrandbits(50))
            kind = dice.choice(["image", "image", "video", "file"])
            content = dice.randbytes(dice.choice([1, 100, 70_000, 1_048_576, 1_048_577, 3_000_000]))
            self.line.content[message] = {
                "hex": content.hex(), "type": "image/jpeg", "transcoding": ["processing"] * dice.randint(0, 2) + ["succeeded"]}
            self.wanted[event] = (message, content)
            sql.append(f"""
              insert into app.line_event (webhook_event_id, office_id, account_id, inquiry_id, type, source, mode, redelivered,
                occurred_at)
              values ('{event}', '{self.OFFICE}', '{account}', '{inquiry}', 'message', 'user', 'active', false, clock_timestamp());
              insert into app.line_message (webhook_event_id, office_id, account_id, inquiry_id, message_id, kind, sent_at)
              values ('{event}', '{self.OFFICE}', '{account}', '{inquiry}', '{message}', '{kind}', clock_timestamp())""")
        self.database.ask(";\n".join(sql))

    def uuid(self):
        return "%08x-%04x-4%03x-8%03x-%012x" % tuple(self.dice.getrandbits(n) for n in (32, 16, 12, 12, 48))

    def withdraw(self, event):
        self.withdrawn.add(event)
        self.database.ask(f"select kit.line_withdraw('{self.OFFICE}', '{self.wanted[event][0]}', clock_timestamp())")

    def pass_once(self, environment, token):
        dice = self.dice
        self.line.script = [dice.choice(["ok"] * 6 + ["drop", "500", "429_rate", "401", "404"]) for _ in range(8)]
        program = subprocess.Popen(
            [self.program, "--office", "fukuoka", "--token-file", token, "--once", "--media",
             "--base", f"http://127.0.0.1:{self.server.server_port}"],
            env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        how = dice.choice(["none", "arrived", "answered", "soon", "soon", "withdrawn"])
        left = [dice.randint(0, 1 if how == "withdrawn" else 3)]

        def at(place):
            if place == how or how == "withdrawn" and place == "answered":
                if left[0] == 0 and how == "withdrawn":
                    self.withdraw(dice.choice(list(self.wanted)))
                elif left[0] == 0:
                    program.kill()
                left[0] -= 1

        self.line.at = at
        if how == "soon":
            time.sleep(dice.uniform(0.005, 0.12))
            program.kill()
        try:
            program.wait(timeout=60)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()
            self.hung = True
        self.line.at = lambda place: None
        self.kills += program.returncode == -signal.SIGKILL

    def play(self, environment, token):
        self.prepare()
        for _ in range(60):
            self.pass_once(environment, token)
            # the next try is due: no test waits for it
            self.database.ask("update ops.line_fetch set due_at = clock_timestamp()")
            if self.hung or not int(self.database.ask(f"select count(*) from app.line_message m where {self.mine('m')} "
                                                      "and m.unsent_at is null and not exists (select from app.line_media x "
                                                      "where x.webhook_event_id = m.webhook_event_id)")[0]):
                break
        self.server.shutdown()
        self.server.server_close()
        return self.verdict()

    def mine(self, table):
        return f"{table}.webhook_event_id in (" + ", ".join(f"'{event}'" for event in self.wanted) + ")"

    def verdict(self):
        wrong = ["the fetcher hung"] if self.hung else []
        told = {}
        for row in self.database.ask(f"""
          select m.webhook_event_id, coalesce(x.outcome, 'none'), coalesce(encode(x.digest, 'hex'), '-'),
            coalesce((select encode(sha256(string_agg(p.content, null order by p.part)), 'hex')
              from app.line_media_part p where p.webhook_event_id = m.webhook_event_id), '-'),
            exists (select from ops.line_fetch f where f.webhook_event_id = m.webhook_event_id)
          from app.line_message m left join app.line_media x on x.webhook_event_id = m.webhook_event_id
          where {self.mine('m')}"""):
            event, *facts = row.split("|")
            told[event] = facts
        for event, (message, content) in self.wanted.items():
            outcome, digest, stored, waits = told[event]
            right = hashlib.sha256(content).hexdigest()
            if event in self.withdrawn:
                if digest != "-" or stored != "-":
                    wrong.append("kept although it was withdrawn")
                if waits == "t":
                    wrong.append("asked for although it was withdrawn")
                continue
            if outcome == "none":
                wrong.append("forgotten")
            elif outcome == "received" and (digest != right or stored != right):
                wrong.append("changed")
            elif outcome != "received" and self.line.denied.count(message) < 5:
                wrong.append(f"given up too early ({outcome})")
            elif waits == "t":
                wrong.append("asked for although it is settled")
        return wrong


# As a careless hand would change the functions of the fetching side.
PLANTED = [
    ("settled before it is stored", "kit.line_fetch_next(uuid, timestamptz)", "  return answer;\nend",
     "  insert into app.line_media (webhook_event_id, office_id, inquiry_id, outcome) select m.webhook_event_id, m.office_id, "
     "m.inquiry_id, 'gone' from app.line_message m where m.webhook_event_id = answer.event;\n  return answer;\nend"),
    ("a withdrawal that leaves the content", "kit.line_media_withdraw(uuid, text)",
     "update app.line_media_part set content = null where", "update app.line_media_part set content = null where false and"),
    ("stored although it was withdrawn meanwhile", "kit.line_fetched(text, text, text, bytea, timestamptz)",
     "if message.unsent_at is not null then", "if false then"),
    ("404 believed at once", "kit.line_fetched(text, text, text, bytea, timestamptz)", "meaning = 'missing' and denied >= 5",
     "meaning = 'missing'"),
    ("the last part left out", "kit.line_fetched(text, text, text, bytea, timestamptz)", "(octet_length(given) + 1048575) / 1048576",
     "greatest(1, octet_length(given) / 1048576)"),
]
