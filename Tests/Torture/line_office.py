"""What LINE delivers in the torture of `ippo-line`, and what must be in the office when it has been answered with 200."""

import base64
import hashlib
import hmac
import json
import os
import subprocess

SECRET = b"torture"
ACCOUNTS = 40
START = 1760000000000


class Found(Exception):
    """Something that must not be."""


def sql(text):
    command = os.environ["TORTURE_PSQL"].split()
    done = subprocess.run([*command, "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"], input=text, text=True, capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return [line.split("|") for line in done.stdout.splitlines()]


# An event that the database refuses, among others that it takes.
POISON = """
    create or replace function app.poisoned() returns trigger language plpgsql as $$
    begin if new.detail ->> 'data' = 'poison' then raise data_exception; end if; return new; end $$;
    create or replace trigger poisoned before insert on app.line_event for each row execute function app.poisoned();"""


class Sent:
    """Delivery number N. Of each twenty, one withdraws and one edits a message of four before, and one withdraws a message that was
    answered and does not come again; some have another event beside the message, which cannot be read or which the
    database refuses."""

    def __init__(self, number):
        self.number, self.place = number, number % 20
        self.does = {9: "unsend", 19: "unsend", 11: "messageEdited"}.get(self.place, "message")
        self.message = number if self.does == "message" else number - 4
        self.user = f"U{self.message % ACCOUNTS}"
        self.at = START + number * 7
        # the number that must be answered before this one is sent
        self.after = self.message if self.place == 19 else None
        self.comes_again = self.place not in (15, 19)
        self.beside = {0: "broken", 2: "poison" if number % 100 == 42 else "follow"}.get(self.place)
        self.mode = "standby" if self.place == 13 else "active"

    @property
    def words(self):
        return f"言葉 {self.number}" if self.does == "message" else f"改 {self.number}"

    def event(self, id, kind, **more):
        return {"type": kind, "mode": self.mode, "timestamp": self.at, "webhookEventId": id,
                "source": {"type": "user", "userId": self.user}, "replyToken": "t" + id, **more}

    def events(self):
        about = f"m{self.message}"
        if self.does == "unsend":
            return [self.event(f"01T{self.number:023d}", "unsend", unsend={"messageId": about})]
        mine = self.event(f"01T{self.number:023d}", self.does, message={"id": about, "type": "text", "text": self.words})
        other = f"01X{self.number:023d}"
        return {None: [mine], "broken": [{"type": 12, "webhookEventId": other}, mine], "follow": [mine, self.event(other, "follow")],
                "poison": [self.event(other, "postback", postback={"data": "poison"}), mine]}[self.beside]

    def request(self, again=False):
        events = [dict(event, deliveryContext={"isRedelivery": again}) for event in self.events()]
        body = json.dumps({"destination": "Ubot", "events": events}, ensure_ascii=False).encode()
        return body, base64.b64encode(hmac.new(SECRET, body, hashlib.sha256).digest())

    def facts(self):
        """Its events as rows: id, type, mode, whose."""
        for event in self.events():
            if event["webhookEventId"][2] == "X" and self.beside != "follow":
                yield event["webhookEventId"], "unreadable", "standby", ""
            else:
                yield event["webhookEventId"], event["type"], self.mode, self.user


def ids(number):
    return [event["webhookEventId"] for event in Sent(number).events()]


def withdrawn_after(numbers):
    """The messages that were withdrawn when they had been answered, and that came no more."""
    return {Sent(number).message for number in numbers if number % 20 == 19}


def check(numbers):
    """One row for each event and each message of these deliveries, and no other; one inquiry an account; no key to an answer kept
    of a standby event."""
    events, messages, users = set(), {}, set()
    for sent in map(Sent, sorted(numbers)):
        events |= {"|".join(fact) for fact in sent.facts()}
        if sent.does == "message":
            messages[sent.message] = [sent.words, sent.at, sent.user, "f"]
            users.add(sent.user)
        elif sent.does == "messageEdited" and sent.message in numbers:
            messages[sent.message][0] = sent.words
        elif sent.does == "messageEdited":
            messages[sent.message] = [sent.words, sent.at, sent.user, "f"]
            users.add(sent.user)
    for sent in map(Sent, numbers):
        if sent.does == "unsend" and sent.message in messages:
            messages[sent.message][0], messages[sent.message][3] = "", "t"
    rows = sql("select webhook_event_id, type, mode, coalesce(user_id, '') from app.line_event e "
               "left join app.line_account a on a.id = e.account_id")
    compare("event", sorted(events), sorted("|".join(row) for row in rows))
    rows = sql("select substr(message_id, 2), coalesce(text, ''), (extract(epoch from sent_at) * 1000)::bigint, user_id, "
               "unsent_at is not null from app.line_message m join app.line_account a on a.id = m.account_id "
               "order by sent_at, message_id")
    told = sorted(([str(number), words, str(at), user, gone] for number, (words, at, user, gone) in messages.items()),
                  key=lambda row: (int(row[2]), row[0]))
    compare("message", told, rows)
    found = sql("select count(*), count(distinct account_id), (select count(*) from app.inquiry) from app.inquiry_line")[0]
    if [int(count) for count in found] != [len(users)] * 3:
        raise Found(f"{len(users)} people, and inquiries, accounts, rows: {found}")
    if sql("select count(*) from ops.line_reply_token join app.line_event using (webhook_event_id) where mode = 'standby'") != [["0"]]:
        raise Found("a key to an answer of a standby event is kept")


def compare(what, told, kept):
    if len(told) != len(kept):
        raise Found(f"{len(kept)} rows for {len(told)} of {what}")
    for place, (one, other) in enumerate(zip(told, kept)):
        if one != other:
            raise Found(f"{what} {place} is {other}, not {one}")
