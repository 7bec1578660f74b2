"""How long a person waits for `session log` when the server does not answer."""
import random
import statistics
import time
from concurrent.futures import ThreadPoolExecutor

from office import Home, Note
from proxy import Behaviour, Proxy
from trials import Trial


def measure(office, runs, used):
    """Four at a time, as they only wait; the first line that fails is a failure of all."""
    greeting = office.until_answer - 20
    servers = {
        "accepts, never answers": Behaviour(silent=True),
        "logs in, then nothing more": Behaviour(cut=("down", greeting), end="silent"),
        "logs in, then a byte a second": Behaviour(cut=("down", greeting), end="trickle"),
        "a byte a second from the first": Behaviour(cut=("down", 1), end="trickle"),
    }
    machines = {"in use": used, "its first note": None}
    office.hosts["proxy"] = "127.0.0.1"
    print("| the server | the machine | runs | median | p95 | max |\n| --- | --- | --- | --- | --- | --- |", flush=True)
    with ThreadPoolExecutor(4) as four:
        lines = [
            four.submit(line, office, runs, f"{server} | {machine}", behaviour, template)
            for machine, template in machines.items() for server, behaviour in servers.items()]
        return int(any([done.result() for done in lines]))


def line(office, runs, name, behaviour, template):
    """Prints a line of the table; how many commands did not end with `queued`."""
    mind, failed, times = random.SystemRandom(), 0, []
    proxy = Proxy(office.work + "/patience", office.proxy.server, tcp=True)
    for _ in range(runs):
        home = Home(office, f"patience-{mind.getrandbits(48):012x}", template)
        note = Note(mind, office.clients["sato"], size=2000)
        proxy.plan[:] = [behaviour]
        began = time.monotonic()
        # the shim away, and every fsync real
        outcome = home.run(
            Trial.logging(note), note.text, server="proxy", fault={"LD_PRELOAD": "", "PGPORT": str(proxy.port)})
        times.append(time.monotonic() - began)
        if outcome.status != 0 or (outcome.record or {}).get("state") != "queued":
            failed += 1
            print(f"{name}: {outcome.status} {outcome.words}", flush=True)
        home.drop()
    times.sort()
    p95 = times[min(len(times) - 1, int(0.95 * len(times)))]
    print(f"| {name} | {runs} | {statistics.median(times):.2f} s | {p95:.2f} s | {times[-1]:.2f} s |", flush=True)
    return failed
