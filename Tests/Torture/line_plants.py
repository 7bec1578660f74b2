"""Bugs that are planted below `ippo-line`: in the calls to the system (line_shim.c), or in the office's functions. Each must be found
before a run counts. The shipped program has nothing of them."""

import contextlib
import os
import signal

from line_office import sql

RECEIVE = "api.line_receive(jsonb)"


@contextlib.contextmanager
def changed(*changes):
    """Functions of the office with some of their words replaced: (function, old, new)."""
    whole = []
    try:
        for function, old, new in changes:
            source = "\n".join("|".join(row) for row in sql(
                f"select regexp_split_to_table(pg_get_functiondef('{function}'::regprocedure), E'\\n')"))
            if old not in source:
                raise RuntimeError(f"{function} has no {old!r} any more: plant it elsewhere")
            whole.append(source)
            sql(source.replace(old, new))
        yield
    finally:
        for source in whole:
            sql(source)


@contextlib.contextmanager
def spoiled(table, words):
    """A trigger before each row."""
    sql("create function app.spoil() returns trigger language plpgsql security definer as "
        f"$$ begin {words} return new; end $$; "
        f"create trigger spoil before insert on app.{table} for each row execute function app.spoil();")
    try:
        yield
    finally:
        sql("drop function app.spoil() cascade;")


@contextlib.contextmanager
def committed_later():
    """A call is answered when its commit is in PostgreSQL's memory, and who writes that down is asleep."""
    with changed((RECEIVE, "\nbegin\n", "\nbegin\n  perform set_config('synchronous_commit', 'off', true);\n")):
        writer = int(sql("select pid from pg_stat_activity where backend_type = 'walwriter'")[0][0])
        os.kill(writer, signal.SIGSTOP)
        try:
            yield
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.kill(writer, signal.SIGCONT)


def lie(name):
    return {"plant": {"LINE_LIE_" + name: "1"}}


KILLED = {"kills": (40, 400), "cut": 1.0, "away": 1}
RECEIVE, TAKE = "api.line_receive(jsonb)", "kit.line_take(kit.line_told[])"
# What it is, what plants it in the office if anything does, and what the trial is like that finds it (line_trial.Trial).
PLANTS = [
    ("a file of the spool is not synced", None, lie("FILE") | KILLED),
    ("the spool's folder is not synced", None, lie("FOLDER") | KILLED),
    ("the folder above is not synced", None, lie("PARENT") | KILLED),
    ("what was kept is not there", None, lie("RENAME") | KILLED),
    ("a file of the spool goes before it is committed", None, lie("EARLY") | KILLED | {"cut": 0.0}),
    ("a file of the spool stays when it is committed", None, lie("UNLINK") | {"away": 1}),
    ("withdrawn words stay in the spool", None, lie("BLANK") | {"away": 2}),
    ("answered before the commit is on the disk", committed_later, {"crashes": (75, 140)}),
    ("what is known is not looked for",
     lambda: changed((RECEIVE, "e.webhook_event_id = (t).id)", "e.webhook_event_id = (t).id and (t).id !~ '[57]$')")), {}),
    ("a bad event costs its neighbours",
     lambda: changed(("kit.line_take_apart(kit.line_told[])", "if half = 0 then", "if true then")), {}),
    ("an event is dropped", lambda: spoiled("line_message", "if new.message_id ~ '7$' then return null; end if;"), {}),
    ("the time is that of arrival", lambda: spoiled("line_message", "new.sent_at := clock_timestamp();"), {}),
    ("words are changed", lambda: spoiled("line_message", "new.text := left(new.text, 4);"), {}),
    ("what is withdrawn stays",
     lambda: changed(("kit.line_withdraw(uuid, text, timestamptz)", "and unsent_at is null", "and false")), {}),
    ("what was withdrawn before it came stays",
     lambda: changed(("kit.line_withdraw_late(kit.line_told[])", "and m.unsent_at is null", "and false")), {}),
    ("an edit is forgotten",
     lambda: changed(("kit.line_edit(uuid, text, text, timestamptz)", "and unsent_at is null", "and false")), {}),
    ("an account has two inquiries",
     lambda: changed((TAKE, "and t.inquiry is null and", "and"), ("kit.line_open_inquiry(uuid)",
                     "where l.account_id = account", "where false")), {}),
    ("a standby event leaves a key", lambda: spoiled(
        "line_event", "if new.mode = 'standby' then insert into ops.line_reply_token (webhook_event_id, office_id, token) "
        "values (new.webhook_event_id, new.office_id, 'x'); end if;"), {}),
]
