"""Tokens are found by their fingerprints, with those they came from and led to."""

import msgspec
import pytest

from inspector.record import token_history
from inspector.record.database import open_to_write
from inspector.record.token_use import TokenUse
from inspector.record.writing import add, delete


@pytest.fixture
def connection(path):
    made = open_to_write(path)
    yield made
    made.close()


@pytest.fixture
def keep(connection, sample):
    def make(number, *uses, **more):
        row, kept = sample(number, **more)
        return add(connection, row, msgspec.structs.replace(kept, tokens=uses))

    return make


def sent(name, exchange=0, **more):
    return TokenUse(fingerprint=name, exchange=exchange, role="sent", **more)


def got(name, exchange=0, **more):
    return TokenUse(fingerprint=name, exchange=exchange, role="received", **more)


def _names(found):
    return [(met.row.id, met.use.fingerprint, met.use.role) for met in found]


def test_every_use_is_found_oldest_first(connection, keep):
    keep(1, got("t", kind="access", address="POST login.example.com/token", grant="password"))
    keep(2, sent("t", kind="access", outcome="accepted"))
    keep(3, sent("other"))
    found = token_history.related(connection, ["t"])
    assert _names(found) == [("attempt-1", "t", "received"), ("attempt-2", "t", "sent")]
    assert found[0].use.address == "POST login.example.com/token"
    assert found[1].row.status == 401


def test_the_refresh_token_leads_to_the_next(connection, keep):
    keep(1, got("one", kind="access"), got("r", kind="refresh"))
    keep(2, sent("r", kind="refresh"), got("two", kind="access"))
    keep(3, sent("two", kind="access"))
    assert ("attempt-2", "two", "received") in _names(token_history.related(connection, ["one"]))
    back = _names(token_history.related(connection, ["two"]))
    assert ("attempt-1", "one", "received") in back
    assert ("attempt-1", "r", "received") in back


def test_the_same_source_gives_the_neighbours(connection, keep):
    for number, name in enumerate(("one", "two", "three", "four")):
        keep(number, got(name, kind="access", source="s"))
    keep(9, got("else", kind="access", source="x"))
    found = {name for _, name, _ in _names(token_history.related(connection, ["three"]))}
    assert found == {"two", "three", "four"}


def test_what_a_fix_fetched_is_tied_to_what_it_mended(connection, keep):
    keep(1, sent("old"))
    keep(2, got("new"), origin="fix", parent="attempt-1")
    keep(3, got("else"), origin="fix", parent="attempt-7")
    both = [("attempt-1", "old", "sent"), ("attempt-2", "new", "received")]
    assert _names(token_history.related(connection, ["old"])) == both
    assert _names(token_history.related(connection, ["new"])) == both


def test_uses_are_bounded_the_newest_stay(connection, keep, monkeypatch):
    monkeypatch.setattr(token_history, "MOST", 3)
    for number in range(5):
        keep(number, sent("t"))
    assert [met.row.id for met in token_history.related(connection, ["t"])] == [
        "attempt-2",
        "attempt-3",
        "attempt-4",
    ]


def test_deleted_attempts_take_their_tokens_along(connection, keep):
    key = keep(1, sent("t"), got("u"))
    delete(connection, [key])
    assert token_history.related(connection, ["t", "u"]) == ()
    assert connection.execute("SELECT count(*) FROM token").fetchone() == (0,)


def test_the_same_token_twice_in_an_exchange_is_one_use(connection, keep):
    keep(1, sent("t", kind="access"), sent("t", kind="key"))
    assert len(token_history.related(connection, ["t"])) == 1


def test_which_attempts_are_kept(connection, keep):
    keep(1)
    assert token_history.known_ids(connection, ["attempt-1", "attempt-9"]) == {"attempt-1"}


def test_every_question_uses_an_index(connection):
    for condition in (
        "fingerprint = 'x' ORDER BY token.attempt DESC",
        "token.attempt = 1 AND exchange = 0",
        "source = 'x' AND source != '' AND kind = 'access'",
        "parent = 'x' AND parent != '' AND origin = 'fix' AND role = 'received'",
        "id = 'x' AND role = 'sent'",
    ):
        plan = connection.execute(f"EXPLAIN QUERY PLAN {token_history._SELECT} WHERE {condition}")
        assert not [line for line in plan if "SCAN" in line[3]]
