"""The real program, the real database, and a home of the trial's own."""
import hashlib
import json
import os
import shutil
import subprocess
import uuid

CANARY = "禁句canary"
HERE = os.path.dirname(os.path.abspath(__file__))


class Database:
    """A superuser's psql that stays: what is really stored."""

    def __init__(self, environment):
        programs = os.environ.get("IPPO_PG_BIN", "/usr/lib/postgresql/15/bin")
        self.psql = subprocess.Popen(
            [f"{programs}/psql", "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1"], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, env=dict(environment, PGUSER="torture"))
        self.ask("set client_min_messages = warning")
        self.ask("create index if not exists torture_notes on app.session_note (left(body, 24))")

    def ask(self, sql):
        self.psql.stdin.write(sql + ";\n\\echo that-is-all\n")
        self.psql.stdin.flush()
        rows = []
        while (line := self.psql.stdout.readline().rstrip("\n")) != "that-is-all":
            if not line and self.psql.poll() is not None:
                raise SystemExit("the superuser's psql ended")
            if line:
                rows.append(line.split("\t"))
        return rows

    def stored(self, notes):
        """By token: [(session, digest of its text)], and by session: how often each of its rows is there."""
        heads = ", ".join(f"'{note.head}'" for note in notes)
        ids = ", ".join(f"'{note.id}'" for note in notes)
        rows = self.ask(
            f"""select 'note', left(body, 24), session_id, encode(sha256(convert_to(body, 'UTF8')), 'hex')
                from app.session_note where left(body, 24) in ({heads})
                union all select 'session', s.id::text, null, concat_ws(',',
                  (select count(*) from app.session_version v where v.session_id = s.id),
                  (select count(*) from app.session_note n where n.session_id = s.id))
                from app.session s where s.id in ({ids})""")
        found = {note.head: [] for note in notes}
        whole = {}
        for kind, name, session, value in rows:
            if kind == "note":
                found[name].append((session, value))
            else:
                whole[name] = value
        return found, whole


class Note:
    """A note that a person writes: an id of its own, a text that nothing else has."""

    def __init__(self, random, client, size=0, refused=False):
        token = f"{random.getrandbits(56):014x}"
        self.id = str(uuid.UUID(int=random.getrandbits(128), version=4))
        self.head = f"{CANARY}-{token}｜"
        assert len(self.head) == 24
        self.text = self.head + "𠮷野家で話した。髙橋さん😀\n" + "長い一日" * (size // 12) + "。"
        self.client, self.refused = client, refused
        self.answers = []  # what the program acknowledged
        self.damaged = False

    @property
    def digest(self):
        return hashlib.sha256(self.text.encode()).hexdigest()


class Outcome:
    def __init__(self, status, out, words, events):
        self.status, self.out, self.words, self.events = status, out, words, events
        self.steps = [event[2] for event in events if event[0] == "step"]
        self.was_killed = status == -9

    @property
    def record(self):
        try:
            return json.loads(self.out)
        except ValueError:
            return None


class Home:
    """State and configuration folders of one person's machine, and the program run there."""

    def __init__(self, office, name, template=None):
        self.office, self.root = office, f"{office.work}/homes/{name}"
        if template:
            shutil.copytree(template.root, self.root, copy_function=copy)
        else:
            os.makedirs(self.root + "/state", mode=0o700)
            os.makedirs(self.root + "/config", mode=0o700)
        self.shadow = self.root + ".shadow"
        os.makedirs(self.shadow, exist_ok=True)
        self.journal, self.read = self.root + ".journal", 0

    def drop(self):
        for path in (self.root, self.shadow):
            shutil.rmtree(path, ignore_errors=True)
        if os.path.exists(self.journal):
            os.unlink(self.journal)

    def start(self, arguments, server="direct", fault=None, login="sato"):
        environment = dict(
            self.office.environment, PGUSER=login, PGHOST=self.office.hosts[server], XDG_STATE_HOME=self.root + "/state",
            XDG_CONFIG_HOME=self.root + "/config", LD_PRELOAD=self.office.shim, TORTURE_ROOT=self.root,
            TORTURE_JOURNAL=self.journal, TORTURE_SHADOW=self.shadow, TORTURE_PRETEND_FSYNC="1")
        environment.update(fault or {})
        return subprocess.Popen(
            [self.office.program, *arguments, "--format", "json", "--lang", "en"], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd="/")

    def end(self, process, text=""):
        try:
            out, words = process.communicate(text.encode(), timeout=90)
        except subprocess.TimeoutExpired:
            process.kill()
            out, words = process.communicate()
            words += b"\n(it hung, and was ended after 90 seconds)"
        return Outcome(
            process.returncode, out.decode(errors="replace"), words.decode(errors="replace"), self.events())

    def run(self, arguments, text="", **how):
        return self.end(self.start(arguments, **how), text)

    def events(self):
        """What the shim noted since the last time."""
        if not os.path.exists(self.journal):
            return []
        with open(self.journal, encoding="utf-8", errors="replace") as file:
            file.seek(self.read)
            lines = file.read()
            self.read = file.tell()
        return [line.split("\t") for line in lines.splitlines()]

    def files(self, login=""):
        """Every file below the home, or of one login's outbox: its bytes by its path."""
        found = {}
        top = f"{self.root}/state/ippo/outbox/{login}@ippo" if login else self.root
        for path, _, names in os.walk(top):
            for name in names:
                with open(f"{path}/{name}", "rb") as file:
                    found[f"{path}/{name}"[len(self.root):]] = file.read()
        return found

    def folder(self, login="sato"):
        return f"{self.root}/state/ippo/outbox/{login}@ippo"


def copy(source, target):
    shutil.copy2(source, target)


class Office:
    """Where everything is; made by deploy/torture, which says so in the environment."""

    def __init__(self, proxy, work):
        self.work, self.proxy = work, proxy
        self.program = os.environ["TORTURE_PROGRAM"]
        self.shim = work + "/shim.so"
        keep = ("PATH", "HOME", "PGPASSFILE", "PGPORT", "PGDATABASE", "LD_LIBRARY_PATH", "TZ")
        self.environment = {name: os.environ[name] for name in keep if name in os.environ}
        self.hosts = {"direct": os.environ["PGHOST"], "proxy": proxy.folder, "away": work + "/nobody"}
        self.clients = {"sato": os.environ["TORTURE_CLIENT"], "tanaka": os.environ["TORTURE_CLIENT_OF_TANAKA"]}
        self.database = Database(dict(self.environment, PGHOST=os.environ["PGHOST"]))
        subprocess.run(
            ["gcc", "-O2", "-Wall", "-shared", "-fPIC", "-o", self.shim, HERE + "/shim.c"], check=True)
