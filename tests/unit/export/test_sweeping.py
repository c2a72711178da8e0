"""What no rule masked is overwritten before it is saved, and every offset stays."""

import base64
import json

import msgspec

from inspector.cli.sending import save_attempt
from inspector.export.export import export
from inspector.export.leak_check import LeakSearch
from inspector.export.options import Options
from inspector.export.sweeping import Sweeper
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.workbench.answer import answer as explained
from inspector.workbench.attempts.remembering import remembered

SECRET = "pLq0vXz1mKt2rWn3bYc4dHs5gFj6kQx7wZp8tRv9nMb2"
PART = SECRET[20:30]  # too short for a mask, long enough for the check


def _exchange(body=b"none"):
    return Exchange(
        request=Message(method="GET", url="https://api.example.com/", target="/"),
        reply=Reply(status=401, headers=(Header(f"X-{PART}", "1"),), body=body),
    )


def _answer(body=b"none"):
    return explained(Attempt(id="a1", exchanges=(_exchange(body),)))


def test_stars_take_the_place():
    one = _exchange(f"say {PART}!".encode())
    made = Sweeper(LeakSearch((SECRET,))).swept(one)
    assert made.reply.headers[0].name == "X-" + "*" * len(PART)
    assert made.reply.body == b"say " + b"*" * len(PART) + b"!"


def test_what_holds_nothing_stays_the_same_object():
    one = msgspec.structs.replace(_exchange(), reply=Reply(status=401))
    assert Sweeper(LeakSearch((SECRET,))).swept(one) is one


def test_a_leak_in_a_body_is_told_though_the_file_holds_base64():
    body = b"\x80" + PART.encode()
    (leak, *_) = export(_answer(body), "saved-attempt", Options(known=(SECRET,))).leaks
    assert leak.found == PART
    reply = msgspec.structs.replace(_exchange(body).reply, headers=())
    one = msgspec.structs.replace(_exchange(), reply=reply)
    told = export(explained(Attempt(exchanges=(one,))), "saved-attempt", Options(known=(SECRET,)))
    assert [(leak.body, leak.found) for leak in told.leaks] == [(1, PART)]
    masked = export(
        explained(Attempt(exchanges=(one,))),
        "saved-attempt",
        Options(known=(SECRET,), mask_leaks=True),
    )
    assert masked.leaks == ()
    kept = json.loads(masked.text)["attempt"]["exchanges"][0]["reply"]["body"]
    assert base64.b64decode(kept) == b"\x80" + b"*" * len(PART)


def test_a_saved_file_holds_none(tmp_path):
    path = tmp_path / "attempt.json"
    assert save_attempt(_answer(PART.encode()), (SECRET,), path) is None
    assert PART not in path.read_text()
    assert base64.b64encode(PART.encode()).decode() not in path.read_text()


def test_the_history_keeps_none():
    row, kept = remembered(_answer(PART.encode()), (SECRET,), b"k" * 32)
    assert PART.encode() not in msgspec.json.encode((row, kept))
    assert PART.encode() not in kept.attempt.exchanges[0].reply.body
