"""APIs that refuse without a word: experiments name the true cause wherever one can be told.

`python -m tests.benchmarks.deciding` plays all of them and prints where it falls short.
"""

import pytest

from inspector.model.finding import Cause
from tests.fixtures.scripted import reply
from tests.fixtures.silent_apis import Silent, World, worlds

pytestmark = pytest.mark.once  # hundreds of requests, to judge words and weights
ALL = list(worlds())
CONSENT = ("unsafe-method", "login-attempt", "uses-up-token")
DECIDED = [
    World("not entitled", "knows", "token"),
    World("not entitled", "tells", "jwt"),
    World("not entitled", "forbids", "key"),
    World("revoked", "knows", "key"),
    World("revoked", "tells", "token"),
    World("may only read", "silent", "token"),
    World("may only read", "asks", "key"),
    World("other place", "silent", "key"),
    World("other word", "silent", "token"),
    World("slash", "asks", "token"),
    World("wrong", "tells", "key"),
    World("wrong", "tells", "basic"),
]


def played(lab, scripted, world, consent=()):
    api = Silent(world)
    server = scripted([api])
    scope = api.scope(server.url)
    answer = lab.send(api.request(lab, server.url), scope)
    return answer, lab.run(answer, scope=scope, consent=consent), server


@pytest.mark.parametrize("world", DECIDED, ids="/".join)
def test_the_true_cause_comes_first(lab, scripted, world):
    before, after, server = played(lab, scripted, world)
    assert before.verdict.findings[0].certainty == "possible"
    assert after.verdict.findings[0].cause is world.cause
    assert len(server.requests) - 1 == after.trial.requests <= 8


@pytest.mark.parametrize("world", ALL[::11], ids="/".join)
def test_it_is_never_very_likely_of_a_wrong_one_and_never_worse(lab, scripted, world):
    before, after, _ = played(lab, scripted, world, CONSENT)
    first = after.verdict.findings[0]
    if first.certainty in {"certain", "very-likely"}:
        assert first.cause in world.causes
    if before.verdict.findings[0].cause in world.causes:
        assert first.cause in world.causes


def test_a_success_ends_the_run_and_says_what_differed(lab, scripted):
    _, after, _ = played(lab, scripted, World("other word", "silent", "token"))
    first = after.verdict.findings[0]
    assert first.slug == "other-word-wanted"
    assert "Token" in first.title
    assert first.certainty == "very-likely"
    assert after.trial.stopped.startswith("That settles it")
    assert {one.cause for one in after.verdict.findings if one.certainty == "possible"} == set()


def test_a_place_that_is_open_to_all_proves_nothing(lab, scripted):
    world = World("wrong", "silent", "key")
    api = Silent(world)

    def answer(request):
        return (
            b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"
            if b" /me " in request
            else api(request)
        )

    server = scripted([answer])
    scope = api.scope(server.url)
    refused = lab.send(api.request(lab, server.url), scope)
    after = lab.run(refused, "same-credential-elsewhere", scope=scope)
    (outcome,) = after.trial.outcomes
    assert "given to anyone" in outcome.meaning
    assert after.verdict.findings[0].cause is Cause.INVALID_CREDENTIALS


def test_a_login_is_not_sent_elsewhere_unasked(lab, scripted):
    api = Silent(World("not entitled", "silent", "basic"))
    server = scripted([api])
    scope = api.scope(server.url)
    answer = lab.send(api.request(lab, server.url), scope)
    lab.run(answer, scope=scope)
    assert not any(b" /me " in one for one in server.requests)
    allowed = lab.run(answer, "same-credential-elsewhere", scope=scope, consent=("login-attempt",))
    assert allowed.verdict.findings[0].slug == "works-elsewhere"


def test_a_place_that_is_not_there_is_no_missing_right(lab, scripted):
    """What is good elsewhere was not refused by a router that knows no such address."""
    api = Silent(World("not entitled", "knows", "token"))

    def answer(request):
        if b" /invoices " in request:
            return reply("404 Not Found", "Content-Type: text/html", body=b"Cannot GET /invoices")
        return api(request)

    server = scripted([answer])
    scope = api.scope(server.url)
    refused = lab.send(api.request(lab, server.url), scope)
    after = lab.run(refused, "same-credential-elsewhere", scope=scope)
    assert after.trial.outcomes[0].result == "accepted"
    assert after.verdict.findings[0].cause is Cause.WRONG_ENDPOINT
