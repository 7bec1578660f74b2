"""Bugs planted from outside, by the shim or the proxy: each must be found by the same trials that find nothing otherwise."""
from proxy import Behaviour
from scenarios import scenario
from trials import Spec


@scenario("planted: a doubled send")
def doubled(t):
    """The answer is lost; when it is sent again, its id is another on the way."""
    note = t.note()
    proxy = t.office.proxy
    proxy.plan[:] = [Behaviour(cut=("down", t.office.until_answer))]
    t.log(note, server="proxy")
    plain = bytes.fromhex(note.id.replace("-", ""))
    proxy.plan[:] = [Behaviour(swap=(plain, plain[:-1] + bytes([plain[-1] ^ 1])))]
    t.send(server="proxy")


@scenario("planted: a server that lies")
def lying(t):
    t.office.proxy.plan[:] = [Behaviour(answer=t.office.recorded)]
    t.log(t.note(), server="proxy")


def shim(name, *specs):
    return lambda office: (specs, {name: "1"})


AWAY = Spec("log, server away", after="cut")
PLANTS = {
    "fsync does nothing": shim("TORTURE_LIE_FSYNC", AWAY),
    "fsync of folders does nothing": shim("TORTURE_LIE_FSYNC_OF_FOLDERS", AWAY),
    "link is skipped": shim("TORTURE_LIE_LINK", Spec("log, server away")),
    "link is skipped when a note moves": shim("TORTURE_LIE_MOVE", Spec("send")),
    "unlink is skipped": shim("TORTURE_LIE_UNLINK", Spec("send")),
    "answered before it is kept": lambda office: (
        [Spec("log, server away", step=step, action="kill") for step in range(20, 50)], {"TORTURE_LATE_LINK": "1"}),
    "the id changes on a retry": lambda office: ([Spec("planted: a doubled send")], {}),
    "saved is said and not so": lambda office: ([Spec("planted: a server that lies")], {}),
    "the text lies beside the outbox": lambda office: (
        [Spec("log, server away")], {"TORTURE_LEAK": "note.txt"}),
}
