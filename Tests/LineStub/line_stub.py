#!/usr/bin/env python3
"""LINE's Messaging API as far as the office uses it, for tests: what is sent to it goes nowhere.

It answers as LINE's reference says: a reply token works once and for a while; a push with a retry key is accepted once, and
again answers 409 with x-line-accepted-request-id; over the month's limit it answers 429. Beside that it can be told to
misbehave, one request after the other:

    POST /_stub/script   ["drop", "accept_drop", "500", "accept_500", "429_rate", "401", "ok"]
    POST /_stub/quota    {"limit": 200, "used": 5}
    POST /_stub/expire   ["token", …]            these reply tokens no longer work
    POST /_stub/content  {"ID": {"hex": "ffd8…", "type": "image/jpeg", "transcoding": ["processing", "succeeded"], "gone": false}}

Of a content it may also be told "size", so many zero bytes. Transcoding answers one word after the other, the last for ever. The steps
of the script hold for contents too, with "404" and "410" beside.

    GET  /_stub/log                              what was accepted, in order

It prints the port it listens on, and ends with its standard input.
"""

import json
import sys
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Line:
    """What LINE knows."""

    def __init__(self, limit=200, used=0):
        self.lock = threading.Lock()
        self.accepted = []
        self.requests = 0
        self.keys = {}
        self.spent = set()
        self.expired = set()
        self.read = []
        self.limit, self.used = limit, used
        self.script = []
        self.content = {}
        # the paths of contents that were asked for, in order, and the messages that it knew nothing of
        self.asked = []
        self.denied = []
        # called with the place of a request: "arrived", "accepted", "answered"
        self.at = lambda place: None

    def next_step(self):
        return self.script.pop(0) if self.script else "ok"

    def reply(self, body):
        token = body.get("replyToken", "")
        if token in self.spent or token in self.expired or not token:
            return 400, {"message": "Invalid reply token"}, {}
        self.spent.add(token)
        return self.accept("reply", token, body)

    def push(self, body, key):
        if key in self.keys:
            return 409, {"message": "The retry key is already accepted"}, {"x-line-accepted-request-id": self.keys[key]}
        if self.used >= self.limit:
            return 429, {"message": "You have reached your monthly limit."}, {}
        status, answer, headers = self.accept("push", body.get("to"), body)
        self.used += 1
        if key:
            self.keys[key] = headers["x-line-request-id"]
        return status, answer, headers

    def accept(self, way, to, body):
        request = str(uuid.uuid4())
        self.accepted.append({"way": way, "to": to, "messages": body.get("messages", [])})
        return 200, {"sentMessages": [{"id": str(len(self.accepted))}]}, {"x-line-request-id": request}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    line = None

    def log_message(self, *_):
        pass

    def answer(self, status, value, headers=None, raw=None, content_type="application/json"):
        data = raw if raw is not None else json.dumps(value, ensure_ascii=False).encode()
        self.send_response(status)
        for name, text in (headers or {}).items():
            self.send_header(name, text)
        self.send_header("content-type", content_type)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        self.wfile.flush()

    def hang_up(self):
        self.close_connection = True

    def do_GET(self):
        line = self.line
        if self.path == "/_stub/log":
            with line.lock:
                return self.answer(
                    200, {"accepted": line.accepted, "read": line.read, "requests": line.requests, "used": line.used,
                          "asked": line.asked})
        if self.headers.get("authorization") != "Bearer stub-token":
            return self.answer(401, {"message": "Authentication failed"})
        if self.path == "/v2/bot/message/quota":
            return self.answer(200, {"type": "limited", "value": line.limit})
        if self.path == "/v2/bot/message/quota/consumption":
            return self.answer(200, {"totalUsage": line.used})
        if self.path.startswith("/v2/bot/message/"):
            return self.give(self.path.split("/")[4], self.path.split("/")[5:])
        self.answer(404, {"message": "Not found"})

    def give(self, message, rest):
        line = self.line
        with line.lock:
            line.asked.append(self.path)
            step = line.next_step()
            content = line.content.get(message)
        line.at("arrived")
        if step in ("drop", "accept_drop"):
            return self.hang_up()
        if step == "404":
            line.denied.append(message)
        if step in ("401", "404", "410"):
            return self.answer(int(step), {"message": "No"})
        if step == "429_rate":
            return self.answer(429, {"message": "The API rate limit has been exceeded. Try again later."})
        if step in ("500", "accept_500"):
            return self.answer(500, {"message": "Internal server error"})
        if content is None:
            return self.answer(404, {"message": "Not found"})
        if content.get("gone"):
            return self.answer(410, {"message": "Gone"})
        words = content.get("transcoding", ["succeeded"])
        word = words.pop(0) if len(words) > 1 else words[0]
        if rest == ["content", "transcoding"]:
            return self.answer(200, {"status": word})
        if word != "succeeded":
            return self.answer(202, {})
        data = bytes.fromhex(content.get("hex", "")) + bytes(content.get("size", 0))
        self.answer(200, None, raw=data, content_type=content.get("type", "application/octet-stream"))
        line.at("answered")

    def do_POST(self):
        line = self.line
        body = json.loads(self.rfile.read(int(self.headers.get("content-length") or 0)) or b"null")
        if self.path.startswith("/_stub/"):
            with line.lock:
                if self.path == "/_stub/script":
                    line.script = list(body)
                elif self.path == "/_stub/quota":
                    line.limit, line.used = body["limit"], body["used"]
                elif self.path == "/_stub/expire":
                    line.expired |= set(body)
                elif self.path == "/_stub/content":
                    line.content |= body
            return self.answer(200, {})
        with line.lock:
            line.requests += 1
            step = line.next_step()
        line.at("arrived")
        if self.headers.get("authorization") != "Bearer stub-token" or step == "401":
            return self.answer(401, {"message": "Authentication failed"})
        if step == "drop":
            return self.hang_up()
        if step == "500":
            return self.answer(500, {"message": "Internal server error"})
        if step == "429_rate":
            return self.answer(429, {"message": "The API rate limit has been exceeded. Try again later."})
        with line.lock:
            if self.path == "/v2/bot/message/reply":
                status, value, headers = line.reply(body)
            elif self.path == "/v2/bot/message/push":
                status, value, headers = line.push(body, self.headers.get("x-line-retry-key"))
            elif self.path == "/v2/bot/chat/markAsRead":
                line.read.append(body.get("markAsReadToken"))
                status, value, headers = 200, {}, {}
            else:
                status, value, headers = 404, {"message": "Not found"}, {}
        line.at("accepted")
        if step == "accept_drop":
            return self.hang_up()
        if step == "accept_500":
            return self.answer(500, {"message": "Internal server error"})
        self.answer(status, value, headers)
        line.at("answered")


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Whoever asked is gone: that is what some of the tests are about."""


def serve(line, port=0):
    """Starts a stub on a thread of its own; answers the server, whose port is server.server_port."""
    handler = type("LineHandler", (Handler,), {"line": line})
    server = Server(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


if __name__ == "__main__":
    running = serve(Line())
    print(running.server_port, flush=True)
    sys.stdin.read()
