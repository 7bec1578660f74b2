"""Speaks to a receiver as LINE does, with LINE's own SDK (line-bot-sdk): sdk_client.py PORT SECRET FILE…

Each file holds deliveries as LINE documents them. Every event gets an id of its own, then the deliveries are sent as they are,
doubled and shuffled. The SDK's validator must find each signature good and its parser must read each body. Prints the ids."""

import base64
import hashlib
import hmac
import http.client
import json
import random
import sys

from linebot.v3.webhook import SignatureValidator, WebhookParser

port, secret, files = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
validator, parser = SignatureValidator(secret), WebhookParser(secret)
assert validator.validate("bodybodybodybody", "/gg9a+LvFevTH1sd7XCQycD7tsWclCsInj7MhBHxN7k=") or secret != "channel_secret"

ids, deliveries = [], []
for name in files:
    with open(name, encoding="utf-8") as file:
        delivery = json.load(file)
    for event in delivery["events"]:
        event["webhookEventId"] = f"01SDK{len(ids):021d}"
        if "message" in event:
            event["message"]["id"] = f"9{len(ids):017d}"
        ids.append(event["webhookEventId"])
    deliveries.append(delivery)
    deliveries += [{"destination": delivery["destination"], "events": [event]} for event in delivery["events"]]

random.Random(1).shuffle(deliveries)
line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
for delivery in deliveries + [{"destination": "U0", "events": []}]:
    body = json.dumps(delivery, ensure_ascii=False)
    signature = base64.b64encode(hmac.new(secret.encode(), body.encode(), hashlib.sha256).digest()).decode()
    assert validator.validate(body, signature)
    assert len(parser.parse(body, signature)) == len(delivery["events"])
    for sent, expected in ((signature, 200), (signature[:-2] + "A=", 401)):
        line.request("POST", "/line/webhook", body.encode(), {"x-line-signature": sent})
        answer = line.getresponse()
        answer.read()
        assert answer.status == expected, (answer.status, expected)
        if answer.getheader("connection") == "close":
            line.close()
print("\n".join(ids))
