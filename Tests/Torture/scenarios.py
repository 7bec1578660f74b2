"""What happens in a trial, by name: who writes or sends what, with which server, before the afterwards."""
import os
import shutil

from proxy import Behaviour

SCENARIOS = {}


def scenario(name):
    def enter(function):
        SCENARIOS[name] = function
        return function
    return enter


def behave(t):
    """The server as the trial's spec has it, for the next connection."""
    t.office.proxy.plan[:] = [Behaviour(cut=t.spec.cut, end=t.spec.end)] if t.spec.cut else []


def waiting(t, *, refused=1, good=2):
    """Notes that wait already, acknowledged."""
    for index in range(good + refused):
        outcome = t.log(t.note(refused=index == 1 and refused > 0), server="away")
        if outcome.status != 0:
            t.wrong(f"could not keep a note: {outcome.status} {outcome.words}")


@scenario("log, server away")
def log_away(t):
    note = t.note()
    t.victim(lambda fault: t.log(note, server="away", fault=fault))


@scenario("log, server away, then another")
def log_away_again(t):
    """What the first run had begun and not synced, the second relies on."""
    note = t.note()
    t.victim(lambda fault: t.log(note, server="away", fault=fault))
    t.log(t.note(), server="away")


@scenario("log, server present")
def log_present(t):
    behave(t)
    note = t.note()
    t.victim(lambda fault: t.log(note, server="proxy", fault=fault))


@scenario("log, server present, others waiting")
def log_delivers(t):
    waiting(t)
    behave(t)
    note = t.note()
    t.victim(lambda fault: t.log(note, server="proxy", fault=fault))


@scenario("log, server silent")
def log_silent(t):
    t.office.proxy.plan[:] = [Behaviour(silent=True)]
    note = t.note()
    t.victim(lambda fault: t.log(note, server="proxy", fault=fault))


@scenario("log, answer lost, then again")
def log_retry(t):
    """The same id by hand, as a script would: duplicate, whatever became of the first."""
    behave(t)
    note = t.note()
    t.victim(lambda fault: t.log(note, server="proxy", fault=fault))
    t.log(note, server="direct" if t.random.random() < 0.5 else "away")


@scenario("log, same id, other text")
def log_other_text(t):
    """Two notes under one id: the second must be told, never swallowed."""
    first, second = t.note(), t.note()
    t.victim(lambda fault: t.log(first, server="away", fault=fault))
    own, second.id = second.id, first.id
    t.log(second, server="away")
    if second.answers and first.answers:
        t.wrong("two texts under one id, both acknowledged")
    # whichever was kept is the one that the office gets
    if not second.answers:
        second.id = own
    elif not first.answers:
        first.id = own


@scenario("send")
def send(t):
    waiting(t)
    behave(t)
    t.victim(lambda fault: t.send(server="proxy", fault=fault))


@scenario("send, one stored already")
def send_duplicate(t):
    """A note whose answer was lost after the commit waits here and is there."""
    note = t.note()
    # the last bytes down are the answer; all of the request has gone up
    t.office.proxy.plan[:] = [Behaviour(cut=("down", t.office.until_answer), end="close")]
    t.log(note, server="proxy", fault={"TORTURE_HASTE": "1"})
    waiting(t, refused=0, good=1)
    behave(t)
    t.victim(lambda fault: t.send(server="proxy", fault=fault))


@scenario("send, more than a batch")
def send_many(t):
    waiting(t, good=54)
    behave(t)
    t.victim(lambda fault: t.send(server="proxy", fault=fault))


@scenario("two senders")
def two_senders(t):
    """Twice the same login at once, one of which may suffer; the server is slow, so that they meet."""
    waiting(t)
    t.office.proxy.plan[:] = [Behaviour(delay=0.02), Behaviour(delay=0.02)]
    first = t.home.start(["outbox", "send"], server="proxy", fault=t.spec.fault)
    second = t.home.start(["outbox", "send"], server="proxy")
    ended = [t.judge(t.home.end(first)), t.judge(t.home.end(second))]
    if ended[1].status not in (0, 5):
        t.wrong(f"the second sender ended with {ended[1].status}: {ended[1].words}")


@scenario("two, send and log")
def send_and_log(t):
    waiting(t)
    note = t.note()
    t.office.proxy.plan[:] = [Behaviour(delay=0.02), Behaviour(delay=0.02)]
    first = t.home.start(["outbox", "send"], server="proxy", fault=t.spec.fault)
    second = t.home.start(t.logging(note), server=t.random.choice(["proxy", "away"]))
    t.judge(t.home.end(second, note.text), note)
    t.judge(t.home.end(first))


@scenario("two, of two logins")
def two_logins(t):
    waiting(t)
    theirs = [t.note(login="tanaka") for _ in range(2)]
    for note in theirs:
        t.judge(t.home.run(t.logging(note), note.text, server="away", login="tanaka"), note)
    kept = t.home.files("tanaka")
    first = t.home.start(["outbox", "send"], server="proxy", fault=t.spec.fault)
    t.judge(t.home.end(first))
    if t.home.files("tanaka") != kept:
        t.wrong("sato's send touched what waits of tanaka's")
    second = t.home.start(["outbox", "send"], server="proxy", login="tanaka")
    third = t.home.start(["outbox", "send"], server="proxy")
    t.judge(t.home.end(second))
    t.judge(t.home.end(third))


@scenario("damage")
def damage(t):
    """A waiting file is cut, flipped, emptied or exchanged while nobody looks."""
    waiting(t)
    note = t.random.choice(t.notes)
    path = f"{t.home.folder()}/{note.id}.sealed"
    with open(path, "rb") as file:
        held = file.read()
    place = t.spec.detail % (2 * len(held))
    note.damaged = True
    if place < len(held):
        changed = held[:place]
    else:
        place -= len(held)
        changed = held[:place] + bytes([held[place] ^ (1 << t.random.randrange(8))]) + held[place + 1:]
    with open(path, "wb") as file:
        file.write(changed)
    strange = t.random.randrange(6)
    if strange == 0:  # another's sealed bytes under its name
        other = t.notes[(t.notes.index(note) + 1) % len(t.notes)]
        shutil.copyfile(f"{t.home.folder()}/{other.id}.sealed", path)
    elif strange == 1:  # a folder in its place
        os.unlink(path)
        os.mkdir(path)
    elif strange == 2:  # readable by all
        with open(path, "wb") as file:
            file.write(held)
        os.chmod(path, 0o644)
    elif strange == 3:  # a link to somewhere else
        os.rename(path, t.home.root + "/elsewhere")
        os.symlink(t.home.root + "/elsewhere", path)


@scenario("key")
def key(t):
    """The key is damaged: nothing can be kept, and that is told; with the key back, all is there."""
    waiting(t)
    path = f"{t.home.root}/config/ippo/key"
    with open(path, "rb") as file:
        held = file.read()
    with open(path, "wb") as file:
        file.write(held[: t.spec.detail % 32])
    outcome = t.log(t.note(), server="away")
    if outcome.status == 0:
        t.wrong("kept a note with a damaged key")
    with open(path, "wb") as file:
        file.write(held)
