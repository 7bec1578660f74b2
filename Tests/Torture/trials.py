"""One trial: a home, what happens in it, and what must hold afterwards."""
import errno
import os
import random

from disk import Disk
from office import CANARY, Home, Note

FRESH = random.SystemRandom()


class Trial:
    """Collects what was done and what was found wrong with it."""

    def __init__(self, office, templates, spec, plants=None):
        self.office, self.spec = office, spec
        self.random = random.Random(repr(spec))
        self.plants = plants or {}
        self.notes, self.violations, self.fired, self.steps = [], [], True, []
        used = spec.home != "fresh"
        # ids and names are new each time, as the database remembers them; all else follows from the spec
        self.home = Home(office, f"{FRESH.getrandbits(48):012x}", templates["used"] if used else None)
        if "TORTURE_LEAK" in self.plants:
            self.plants = {"TORTURE_LEAK": f"{self.home.root}/state/{self.plants['TORTURE_LEAK']}"}
        self.others = {} if not used else self.home.files("tanaka")
        self.disk = Disk(self.home.root)

    def wrong(self, what):
        self.violations.append(what)

    def note(self, refused=False, login="sato"):
        size = self.random.choice([0, 0, 0, 300, 3000, 40000]) if self.spec.sizes else 0
        note = Note(FRESH, "C-2222" if refused else self.office.clients[login], size, refused)
        self.notes.append(note)
        return note

    # --------------------------------------------------------------------------------------------------------- the program

    @staticmethod
    def logging(note):
        return ["session", "log", note.client, "--method", "home_visit", "--id", note.id, "--note", "-"]

    def log(self, note, **how):
        return self.judge(self.home.run(self.logging(note), note.text, **self.planted(how)), note)

    def send(self, **how):
        return self.judge(self.home.run(["outbox", "send"], **self.planted(how)))

    def planted(self, how):
        return dict(how, fault={**self.plants, **how.get("fault", {})})

    def judge(self, outcome, note=None):
        """What the program said must be so, as soon as it said it."""
        self.office.proxy.settle()
        self.disk.follow(outcome.events)
        if outcome.status < 0 and not outcome.was_killed:
            self.wrong(f"crashed with signal {-outcome.status}: {outcome.words[-300:]}")
        if "it hung" in outcome.words:
            self.wrong("hung")
        if outcome.status > 0 and not outcome.words.strip():
            self.wrong(f"failed with {outcome.status} and said nothing")
        if CANARY in outcome.words or (note and CANARY in outcome.out):
            self.wrong("shows the note's text")
        record = outcome.record
        # killed after the answer was printed: the person has read it
        said = record.get("state") if note and record and outcome.status in (0, -9) else None
        if note and outcome.status == 0 and said not in ("saved", "duplicate", "queued"):
            self.wrong(f"succeeded without an answer: {outcome.out!r}")
        if said:
            note.answers.append(said)
            if said in ("saved", "duplicate"):
                found, _ = self.office.database.stored([note])
                if [digest for _, digest in found[note.head]] != [note.digest]:
                    self.wrong(f"said {said}, stored {found[note.head]}")
        return outcome

    def victim(self, run):
        """The command that suffers what the spec says."""
        outcome = run(self.spec.fault)
        self.steps = outcome.steps
        if self.spec.step:
            steps = [s for s in self.steps if s in FILE_CALLS] if self.spec.only_files else self.steps
            self.fired = outcome.was_killed or len(steps) >= self.spec.step
        return outcome

    # ----------------------------------------------------------------------------------------------------------- afterwards

    def finish(self):
        """Perhaps a power cut; then a healthy machine and server; then what must hold."""
        if self.spec.after == "cut":
            self.disk.cut()
        elif self.spec.after == "blend":
            self.disk.cut(self.random)
        self.search()
        sent = self.send(server="direct")
        if sent.status != 0:
            self.wrong(f"a healthy send ended with {sent.status}: {sent.words[-300:]}")
        listed = self.home.run(["outbox", "list"], server="direct")
        items = {item["id"]: item for item in listed.record} if listed.status == 0 and listed.record is not None else None
        if items is None:
            self.wrong(f"a healthy list ended with {listed.status}: {listed.words[-300:]}")
        else:
            self.compare(items)
        self.search()
        if self.others and self.home.files("tanaka") != self.others and not self.spec.both_logins:
            self.wrong("touched another login's entries")
        if not self.violations:
            self.home.drop()
        return self.violations

    def compare(self, items):
        found, whole = self.office.database.stored(self.notes)
        for note in self.notes:
            rows, item = found[note.head], items.get(note.id)
            state = item and item["state"]
            about = f"note {note.id} (said {note.answers or 'nothing'}, listed {state})"
            if len(rows) > 1:
                self.wrong(f"doubled: {about}")
            if [row for row in rows if row != [note.id, note.digest] and row != (note.id, note.digest)]:
                self.wrong(f"changed: {about}")
            if rows and whole.get(note.id) != "1,1":
                self.wrong(f"half there ({whole.get(note.id)}): {about}")
            if note.refused and rows:
                self.wrong(f"stored though it is to be refused: {about}")
            if state == "queued":
                self.wrong(f"still waits after a healthy send: {about}")
            if state == "refused" and not note.refused:
                self.wrong(f"refused ({item['refusal']}): {about}")
            if state == "broken" and note.answers and not note.damaged:
                self.wrong(f"broken, though it was acknowledged: {about}")
            if note.answers and not rows and state not in ("refused", "broken"):
                self.wrong(f"lost: {about}")
        known = {note.id for note in self.notes}
        for stranger in set(items) - known:
            self.wrong(f"lists what nobody wrote: {items[stranger]}")
        sealed = {os.path.basename(p)[:-7] for p in self.home.files("sato") if p.endswith(".sealed")}
        if sealed - set(items):
            self.wrong(f"kept but not shown: {sorted(sealed - set(items))}")
        litter = [p for p in self.home.files("sato") if "/.new-" in p]
        if litter:
            self.wrong(f"left behind after a healthy send: {litter}")

    def search(self):
        for path, held in self.home.files().items():
            if CANARY.encode() in held or CANARY.encode("utf-16-le") in held or b"canary" in held:
                self.wrong(f"readable text in {path}")


FILE_CALLS = {"open", "create", "open-folder", "opendir", "mkdir", "write", "read", "fsync", "fdatasync", "fsync-folder",
              "close", "link", "unlink", "rename", "flock"}


class Spec:
    """What one trial is; its text is its seed."""

    home, step, action, code, only_files, after, sizes = "used", 0, "", 0, False, "none", False
    both_logins, cut, end, haste, detail = False, None, "close", 1, 0

    def __init__(self, scenario, **settings):
        self.scenario = scenario
        self.settings = settings
        for name, value in settings.items():
            getattr(Spec, name)  # a misspelt one has no default
            setattr(self, name, value)

    def __repr__(self):
        return f"Spec({self.scenario!r}{''.join(f', {n}={v!r}' for n, v in sorted(self.settings.items()))})"

    def but(self, **settings):
        return Spec(self.scenario, **{**self.settings, **settings})

    @property
    def fault(self):
        """The shim's environment for the command that suffers."""
        found = {"TORTURE_HASTE": str(self.haste)}
        if self.step:
            found.update(TORTURE_AT=str(self.step), TORTURE_DO=self.action, TORTURE_ERRNO=str(self.code))
        if self.only_files:
            found["TORTURE_ONLY_FILES"] = "1"
        return found

    @property
    def kind(self):
        """The column of the ledger."""
        if self.scenario in ("damage", "key"):
            return "torn or flipped file"
        if self.scenario.startswith("two"):
            return "two senders"
        if self.action in ("kill", "tear"):
            verb = "send" if self.scenario.startswith("send") else "log"
            return f"kill of {verb}" + (", power cut" if self.after != "none" else "")
        if self.action == "fail":
            return {errno.ENOSPC: "disk full", errno.EIO: "EIO"}.get(self.code, "EIO")
        if self.action == "fail-on":
            return "disk full"
        if self.action == "shorten":
            return "short write"
        if self.cut or self.scenario.endswith("silent"):
            return "server cut or silent"
        return "no fault"
