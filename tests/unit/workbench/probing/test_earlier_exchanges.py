"""A refusal is read beside what was sent before it, as soon as it comes."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from inspector.diagnose import diagnose
from inspector.diagnose.judging.without_secrets import sentence_without_secrets
from inspector.diagnose.verdict.earlier_exchanges import beside
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Options, Request, RequestHeader
from inspector.wording.dates import day_and_minute
from tests.fixtures.scripted import reply
from tests.fixtures.short_texts import attempt_of

KIND = "Content-Type: application/json"
GIVEN = reply("200 OK", KIND, body=b'{"orders": []}')
BARE = reply("401 Unauthorized")


@pytest.fixture
def sends(lab, scripted):
    """Return what sends the same request as often as there are replies; a list of the answers."""

    def of(*replies):
        coming = iter(replies)
        server = scripted([lambda _: next(coming)])
        credential = Bearer(token=lab.put("w0DUqH8QgL5hVfYk2a"))
        request = Request(url=f"{server.url}/orders", credential=credential)
        answers = [lab.send(request) for _ in replies]
        assert len(server.requests) == len(replies), "looking back sends nothing"
        return answers

    return of


def test_a_token_that_was_taken_before_is_told_at_its_first_refusal(sends):
    given, refused = sends(GIVEN, BARE)
    assert not given.verdict.findings
    assert not given.earlier
    assert diagnose(refused.attempt).findings[0].slug != "worked-before"
    assert refused.verdict.findings[0].slug == "worked-before"
    assert refused.trial.outcomes == ()


def test_places_are_those_of_the_refusal_alone(sends):
    _, refused = sends(GIVEN, BARE)
    first = refused.verdict.findings[0]
    proofs = first.evidence
    assert {one.place.entry for one in proofs if one.place is not None} == {0}
    assert [one.place is None for one in proofs] == [one.earlier for one in proofs]
    assert any(one.earlier for one in proofs), "what was taken before has no bytes here"
    assert not first.names_no_reason
    assert refused.verdict.entry == first.entry == 0
    assert [one.index for one in refused.verdict.entries] == [0]


def test_an_entry_before_is_called_by_what_was_sent_when(sends):
    first, refused = sends(reply("503 Service Unavailable"), BARE)
    earlier = tuple(replace(one, started=None) for one in first.attempt.exchanges)
    assert refused.earlier == first.attempt.exchanges
    trace = beside(refused.attempt, earlier)
    assert [trace.case(at).number for at in range(2)] == ["“GET /orders”, sent before,", "1"]
    begun = datetime(2026, 11, 5, 14, 3, tzinfo=UTC)
    trace = beside(refused.attempt, tuple(replace(one, started=begun) for one in earlier))
    written = day_and_minute(begun.astimezone())
    assert trace.case(0).number == f"“GET /orders” of {written}"


def test_a_secret_in_the_path_of_what_was_sent_before_is_told_nowhere():
    key = "XXq9ZtR4mWcX81LpVnHs2KdYb7"
    sent = attempt_of(
        f"> POST https://hooks.example/services/T00000000/B00000000/{key}\n< 200 OK\n---\n"
        "> GET https://hooks.example/orders\n< 401 Unauthorized"
    )
    trace = beside(replace(sent, exchanges=sent.exchanges[1:]), sent.exchanges[:1])
    told = trace.case(0).number
    assert key in told
    assert key not in sentence_without_secrets(trace.case(1), told)


def test_experiments_go_on_from_there(lab, sends):
    _, refused = sends(GIVEN, BARE)
    after = lab.run(refused, "accepted-before")
    assert after.verdict.findings[0].slug == "worked-before"
    assert after.verdict.findings[0].entry == 0


# ---------------- What was sent before may excuse an error, and no refusal
DELETED = reply("204 No Content")
HIDING = b'{"error": "Record does not exist, or you have no permission to see it"}'


@pytest.mark.parametrize(("status", "is_told"), [("403 Forbidden", True), ("404 Not Found", False)])
def test_an_error_that_follows_from_what_was_sent_is_left_alone(lab, scripted, status, is_told):
    coming = iter([DELETED, reply(status, KIND, body=HIDING)])
    server = scripted([lambda _: next(coming)])
    login = Bearer(token=lab.put("w0DUqH8QgL5hVfYk2a"))
    lab.send(Request(url=f"{server.url}/records/7", method="DELETE", credential=login))
    refused = lab.send(Request(url=f"{server.url}/records/7", credential=login))
    assert diagnose(refused.attempt).findings
    assert bool(refused.verdict.findings) is is_told


def test_a_call_that_is_led_away_is_read_beside_what_it_was_given(lab, scripted):
    away = reply("302 Found", "Location: /", "Set-Cookie: sessionid=9f2e; Path=/")
    page = reply("200 OK", "Content-Type: text/html", body=b"<html>The orders of ada</html>")
    coming = iter((page, away))
    server = scripted([lambda _: next(coming)])
    cookie = RequestHeader("Cookie", "sessionid=w0DUqH8QgL5hVfYk2a")
    request = Request(
        url=f"{server.url}/shop/orders", headers=(cookie,), options=Options(follow_redirects=False)
    )
    given, led_away = lab.send(request), lab.send(request)
    assert not given.verdict.findings
    assert led_away.verdict.findings[0].slug == "session-ended"
    assert not diagnose(led_away.attempt).is_told
