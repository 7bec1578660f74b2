#!/usr/bin/env python3
"""A TLS end for PostgreSQL's protocol before a server's Unix socket: what a proxy, or a server with ssl=on, is to libpq.

tls_relay.py SOCKET FOLDER [--cut BYTES] [--drip] [--mute]

Makes a certificate for `localhost` in FOLDER (root.crt: the one to trust; other.crt: somebody else's), prints its port, and
serves until its standard input ends. --cut: closes each connection after so many raw bytes have gone to the client; a line on
standard input sets the number anew. --drip: answers travel one to seven bytes a record. --mute: agrees to TLS, and is silent.
"""
import argparse, os, random, socket, ssl, subprocess, sys, threading

arguments = argparse.ArgumentParser()
arguments.add_argument("socket")
arguments.add_argument("folder")
arguments.add_argument("--cut", type=int)
arguments.add_argument("--drip", action="store_true")
arguments.add_argument("--mute", action="store_true")
given = arguments.parse_args()


def certificate(name):
    paths = [os.path.join(given.folder, f"{name}.{end}") for end in ("key", "crt")]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", f"/CN={name}", "-addext", "subjectAltName=DNS:localhost", "-keyout", paths[0], "-out", paths[1]],
        check=True, stderr=subprocess.DEVNULL)
    return paths


key, crt = certificate("root")
certificate("other")
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(crt, key)
allowed = [given.cut]


class Client:
    """The client's side: TLS over memory, so that every raw byte is counted and cut where it was asked for."""

    def __init__(self, raw):
        self.raw, self.sent, self.limit = raw, 0, allowed[0]
        self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = context.wrap_bio(self.incoming, self.outgoing, server_side=True)
        self.lock = threading.Lock()

    def pass_on(self, data):
        if self.limit is not None:
            data = data[: self.limit - self.sent]
        if data:
            self.raw.sendall(data)
            self.sent += len(data)
        if self.limit is not None and self.sent >= self.limit:
            raise ConnectionError("cut")

    def flush(self):
        data = self.outgoing.read()
        if data:
            self.pass_on(data)

    def shake(self):
        while True:
            try:
                with self.lock:
                    self.tls.do_handshake()
                    self.flush()
                return
            except ssl.SSLWantReadError:
                self.flush()
                self.feed()

    def feed(self):
        data = self.raw.recv(65536)
        if not data:
            raise ConnectionError("gone")
        self.incoming.write(data)

    def read(self):
        while True:
            try:
                with self.lock:
                    data = self.tls.read(65536)
                if not data:
                    raise ConnectionError("gone")
                return data
            except ssl.SSLWantReadError:
                self.feed()

    def write(self, data):
        with self.lock:
            start = 0
            while start < len(data):
                size = random.randint(1, 7) if given.drip else len(data)
                self.tls.write(data[start : start + size])
                self.flush()
                start += size


def serve(raw):
    server = None
    try:
        # SSLRequest: length 8, code 80877103
        if raw.recv(8, socket.MSG_WAITALL) != bytes([0, 0, 0, 8, 4, 210, 22, 47]):
            return
        client = Client(raw)
        client.pass_on(b"S")
        if given.mute:
            raw.recv(1 << 20)
            raw.recv(1)
            return
        client.shake()
        server = socket.socket(socket.AF_UNIX)
        server.connect(given.socket)
        threading.Thread(target=upwards, args=(client, server), daemon=True).start()
        while data := server.recv(65536):
            client.write(data)
    except (OSError, ssl.SSLError):
        pass
    finally:
        for each in (raw, server):
            try:
                each and each.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            each and each.close()


def upwards(client, server):
    try:
        while True:
            server.sendall(client.read())
    except (OSError, ssl.SSLError):
        try:
            server.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def listen(door):
    while True:
        raw, _ = door.accept()
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=serve, args=(raw,), daemon=True).start()


door = socket.create_server(("127.0.0.1", 0))
threading.Thread(target=listen, args=(door,), daemon=True).start()
print(door.getsockname()[1], flush=True)
for line in sys.stdin:
    allowed[0] = int(line)
    print("set", flush=True)
