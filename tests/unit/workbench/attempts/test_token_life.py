"""A token's life is told by what is noted of its uses, wherever that is held."""

from datetime import UTC, datetime

import msgspec
import pytest

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.record.history import History
from inspector.record.row import Row
from inspector.record.token_use import Met, Past, TokenUse
from inspector.workbench.answer import answer
from inspector.workbench.attempts import token_life
from inspector.workbench.attempts.remembering import remembered
from inspector.workbench.attempts.token_life import asked_of, fingerprint_of, followed, life, met_in

KEY = b"k" * 32


def met(name, at, *, role="sent", outcome="accepted", exchange=0, attempt="", **more):
    row = {key: more.pop(key) for key in ("origin", "title", "parent") if key in more}
    use = TokenUse(
        fingerprint=name,
        exchange=exchange,
        role=role,
        kind=more.pop("kind", "access"),
        outcome=outcome if role == "sent" else "",
        **more,
    )
    return Met(use, Row(id=attempt or f"a{at}", started=at * 1000, key=at, **row))


def got(name, at, **more):
    return met(name, at, role="received", **more)


def told(*uses, token="t", open_met=()):
    return [
        (event.kind, event.started // 1000, event.count)
        for event in life(token, Past(uses), open_met).events
    ]


def test_a_whole_life_in_order():
    uses = (
        got("t", 1), got("r", 1, kind="refresh"),
        met("t", 2), met("t", 5), met("t", 7, outcome="refused", title="It expired"),
        met("t", 8, outcome="refused"),
        met("r", 9, kind="refresh"), got("t2", 9), got("r2", 9, kind="refresh"),
    )  # fmt: skip
    assert told(*uses) == [("obtained", 1, 1), ("used", 2, 2), ("refused", 7, 2), ("renewed", 9, 1)]
    events = life("t", Past(uses)).events
    assert (events[3].tie, events[3].other) == ("refresh", "t2")
    assert events[2].met.row.title == "It expired"
    assert not events[2].again
    assert events[1].last.row.started == 5000
    assert told(*uses, token="t2") == [("renewed-from", 1, 1), ("obtained", 9, 1)]
    assert told(*uses, token="r") == [("obtained", 1, 1), ("used", 9, 1), ("renewed", 9, 1)]


def test_a_refresh_token_that_stays_leads_from_one_token_to_the_next():
    uses = [got("t1", 1), got("r", 1, kind="refresh")]
    for at in (2, 3, 4):
        uses += [met("r", at, kind="refresh"), got(f"t{at}", at)]
    events = {event.kind: event.other for event in life("t3", Past(tuple(uses))).events}
    assert events["renewed-from"] == "t2"
    assert events["renewed"] == "t4"


def test_without_a_refresh_token_the_same_source_tells():
    uses = (*(got(f"t{at}", at, source="s") for at in (1, 2, 3)), got("x", 4, source="z"))
    found = life("t2", Past(uses)).events
    assert [(event.kind, event.tie, event.other) for event in found] == [
        ("renewed-from", "source", "t1"),
        ("obtained", "", ""),
        ("renewed", "source", "t3"),
    ]


def test_a_fix_that_fetched_a_token_ties_it_to_the_refused_one():
    uses = (
        met("typed", 1, outcome="refused"),
        got("id", 2, kind="id", origin="fix", parent="a1"),
        got("new", 2, origin="fix", parent="a1"),
        got("else", 3, origin="fix", parent="a9"),
    )
    (_, renewed) = life("typed", Past(uses)).events
    assert (renewed.kind, renewed.tie, renewed.other) == ("renewed", "fix", "new")
    (first, _) = life("new", Past(uses)).events
    assert (first.kind, first.tie, first.other) == ("renewed-from", "fix", "typed")
    assert first.met.row.id == "a1"


def test_refusals_before_and_between_are_told_apart():
    uses = (
        met("t", 1, outcome="refused"),
        met("t", 2),
        met("t", 3, outcome="refused"),
        met("t", 4),
        met("t", 5, outcome=""),
    )
    found = life("t", Past(uses)).events
    assert [(event.kind, event.again) for event in found] == [
        ("refused", True),
        ("used", False),
        ("refused", True),
        ("unjudged", False),
    ]
    assert [event.idle for event in found] == [0, 0, 1000, 0]


def test_how_it_ended_is_told_once():
    ended = [met("t", at, role="ended", kind="session") for at in (3, 4)]
    ended = [Met(msgspec.structs.replace(one.use, outcome="signed-out"), one.row) for one in ended]
    assert told(met("t", 1), *ended) == [("used", 1, 1), ("ended", 3, 1)]
    new = got("t2", 3, source="s")
    replaced = Met(msgspec.structs.replace(ended[0].use, outcome="replaced"), ended[0].row)
    assert told(got("t", 1, source="s"), replaced, new) == [("obtained", 1, 1), ("renewed", 3, 1)]


def test_very_many_uses_are_said_to_be_the_newest(monkeypatch):
    monkeypatch.setattr(token_life, "MOST", 2)
    assert life("t", Past((met("t", 1), met("t", 2)))).newest == 2
    assert life("t", Past((met("t", 1),))).newest == 0


def test_never_accepted():
    assert told(met("t", 1, outcome="refused")) == [("refused", 1, 1)]
    assert told() == []


def test_experiments_and_fixes_are_counted_apart():
    uses = (met("t", 1, origin="experiment"), met("t", 2, origin="fix"), met("t", 3))
    (event,) = life("t", Past(uses)).events
    assert (event.count, event.experiments, event.fixes) == (3, 1, 1)


def test_obtained_and_used_in_one_attempt():
    uses = (got("t", 1, exchange=1, attempt="a"), met("t", 1, exchange=2, attempt="a"))
    assert told(*uses) == [("obtained", 1, 1), ("used", 1, 1)]


def test_open_tabs_count_where_the_history_has_them_not():
    kept, same, more = met("t", 1), met("t", 1), met("t", 2, attempt="new")
    past = Past((kept,), frozenset({"a1"}))
    assert [event.count for event in life("t", past, (same, more)).events] == [2]


def test_what_came_beside_is_asked_for_too():
    uses = (got("t", 1), got("r", 1, kind="refresh"), met("x", 2))
    assert asked_of("t", uses) == ("t", "r")
    assert asked_of("z", uses) == ("z",)


@pytest.mark.parametrize("text", ["Bearer opaque-token-1", "opaque-token-1"])
def test_answers_give_what_their_attempts_sent(text):
    exchange = Exchange(
        request=Message(
            method="GET",
            url="https://api.example.com/orders?key=secret-of-the-url",
            headers=(Header("Authorization", "Bearer opaque-token-1"),),
        ),
        reply=Reply(status=200),
    )
    one = answer(Attempt(id="a", exchanges=(exchange,)))
    found = met_in([one, one], KEY)
    assert fingerprint_of(text, KEY) in {each.use.fingerprint for each in found}
    assert len(found) == 2  # the token and the key of the address, the attempt once
    assert (found[0].row.host, found[0].row.path) == ("api.example.com", "/orders")
    assert "secret-of-the-url" not in repr(found)


def test_a_text_is_followed_through_history_and_open_answers():
    history = History(None)
    sent = Exchange(
        request=Message(
            method="GET",
            url="https://api.example.com/orders",
            headers=(Header("Authorization", "Bearer old-token-of-the-user"),),
        ),
        reply=Reply(status=401, headers=(Header("WWW-Authenticate", "Bearer"),)),
    )
    refused = answer(Attempt(id="a", exchanges=(sent,)))
    asked = Exchange(
        request=Message(method="POST", url="https://login.example.com/token"),
        reply=Reply(status=200, body=b'{"access_token": "new-token-of-the-user"}'),
    )
    fetched = answer(Attempt(id="b", exchanges=(asked,), origin="fix", parent="a"))
    history.add(*remembered(refused, (), KEY)).result(60)
    found = followed(history, KEY, "Bearer old-token-of-the-user", (refused, fetched))
    assert [(event.kind, event.count) for event in found.life.events] == [
        ("refused", 1),
        ("renewed", 1),
    ]
    other = fingerprint_of("new-token-of-the-user", KEY)
    assert found.texts == {other: "new-token-of-the-user"}
    assert "new-token" not in repr(found)
    history.close()


def test_without_a_readable_history_open_answers_tell(tmp_path):
    (tmp_path / "file").write_text("x")
    history = History(tmp_path / "file" / "history.sqlite")
    headers = (Header("Authorization", "Bearer token-of-a-tab"),)
    message = Message(method="GET", url="https://a.example/", headers=headers)
    one = answer(Attempt(id="a", exchanges=(Exchange(request=message, reply=Reply(status=200)),)))
    found = followed(history, KEY, "token-of-a-tab", (one,))
    assert found.unread
    assert [event.kind for event in found.life.events] == ["used"]
    history.close()


def test_requests_of_a_recording_are_placed_by_their_own_times():
    headers = (Header("Authorization", "Bearer token-of-a-recording"),)
    exchanges = tuple(
        Exchange(
            request=Message(method="GET", url="https://a.example/", headers=headers),
            reply=Reply(status=200),
            started=datetime(2026, 11, 25, hour, tzinfo=UTC),
        )
        for hour in (9, 11)
    )
    one = answer(Attempt(id="har", exchanges=exchanges, source="har"))
    hours = [met.row.time.hour for met in met_in([one], KEY)]
    assert hours == [9, 11]
