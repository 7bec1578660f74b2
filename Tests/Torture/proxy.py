"""A socket between `ippo` and the server that says nothing, cuts after so many bytes, or lies."""
import os
import select
import socket
import threading
import time

READY = b"Z\x00\x00\x00\x05I"
SYNC = b"S\x00\x00\x00\x04"


class Behaviour:
    """What one connection suffers.

    cut:    ("up" | "down", bytes): passes so many in that direction, then does what `end` says
    end:    "close" | "silent" | "trickle" (a byte a second)
    silent: accepts and says nothing, nor asks the server
    delay:  seconds before anything goes up after the login
    swap:   (bytes, bytes) exchanged on the way up: planted
    answer: bytes said to the first request instead of asking the server: planted
    """

    def __init__(self, cut=None, end="close", silent=False, delay=0, swap=(), answer=None):
        self.cut, self.end, self.silent, self.delay, self.swap, self.answer = cut, end, silent, delay, swap, answer


class Proxy:
    def __init__(self, folder, server, tcp=False):
        os.makedirs(folder, exist_ok=True)
        self.folder, self.server, self.plan, self.running = folder, server, [], []
        # of the last connection that ended: bytes up and down, and what came down after the login
        self.passed, self.answers = (0, 0), b""
        if tcp:
            self.listener = socket.create_server(("127.0.0.1", 0))
            self.port = self.listener.getsockname()[1]
        else:
            self.listener = socket.socket(socket.AF_UNIX)
            self.listener.bind(f"{folder}/.s.PGSQL.5432")
            self.listener.listen(64)
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            behaviour = self.plan.pop(0) if self.plan else Behaviour()
            thread = threading.Thread(target=self.serve, args=(client, behaviour), daemon=True)
            thread.start()
            self.running.append(thread)

    def settle(self):
        """Waits until the server has ended all that was begun, commits included."""
        time.sleep(0.001)
        while self.running:
            self.running.pop().join(30)

    def serve(self, client, behaviour):
        try:
            if behaviour.silent:
                return wait_for_end(client)
            with socket.socket(socket.AF_UNIX) as server:
                server.connect(self.server)
                try:
                    self.carry(client, server, behaviour)
                except OSError:
                    pass  # the program was killed, most likely; the server goes on
                end_sending(server)
                wait_for_end(server)
        except OSError:
            pass  # the server is gone, or never was there
        finally:
            client.close()
        return None

    def carry(self, client, server, behaviour):
        passed, answers, begun = {"up": 0, "down": 0}, b"", False
        limits = dict([behaviour.cut]) if behaviour.cut else {}
        try:
            while True:
                for side in select.select([client, server], [], [])[0]:
                    way, to = ("up", server) if side is client else ("down", client)
                    try:
                        data = side.recv(65536)
                    except ConnectionError:
                        return
                    if not data:
                        return
                    if way == "up" and begun:
                        if behaviour.delay:
                            time.sleep(behaviour.delay)
                        if behaviour.answer is not None:
                            if data.endswith(SYNC):
                                client.sendall(behaviour.answer)
                            continue
                        if behaviour.swap:
                            data = data.replace(*behaviour.swap)
                    if way == "down":
                        answers += data if begun else b""
                        begun = begun or data.endswith(READY)
                    room = limits.get(way, 1 << 60) - passed[way]
                    if len(data) >= room:
                        to.sendall(data[:room])
                        passed[way] += room
                        return self.end(client, server, behaviour, data[room:] if way == "down" else b"")
                    to.sendall(data)
                    passed[way] += len(data)
        finally:
            self.passed, self.answers = (passed["up"], passed["down"]), answers

    def end(self, client, server, behaviour, rest):
        if behaviour.end == "close":
            return
        if behaviour.end == "trickle":
            # what the server still says, a byte a second, until the client hangs up
            client.settimeout(1)
            while True:
                while not rest and select.select([server], [], [], 0)[0]:
                    rest = server.recv(65536)
                    if not rest:
                        break
                try:
                    if not client.recv(65536):
                        return
                except TimeoutError:
                    if rest:
                        client.sendall(rest[:1])
                        rest = rest[1:]
        wait_for_end(client)


def end_sending(side):
    try:
        side.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # it hung up first


def wait_for_end(side):
    try:
        while side.recv(65536):
            pass
    except ConnectionError:
        pass  # that is its end as well
