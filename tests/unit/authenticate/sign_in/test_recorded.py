"""A sign-in that another client walked is judged as one that is walked here: same step, same party."""

import msgspec
import pytest

from inspector.authenticate.sign_in.recorded import walk_of
from inspector.protocol.oauth.sign_in_faults import fault
from tests.fixtures import sign_in_walks
from tests.fixtures.mcp_faults import FAULTS
from tests.fixtures.recorded_sign_ins import editor, page
from tests.fixtures.short_texts import attempt_of
from tests.fixtures.sign_in_walks import PARTY, STEP

# Of each step but the first: a call alone is no sign-in.
TRIED = {
    "bare-401-without-metadata", "resource-differs", "issuer-differs",
    "registration-closed", "no-login-page", "unknown-scope", "refuses-its-client",
    "success-without-token", "forgets-the-audience", "never-reads-the-token", "fails-with-token",
}  # fmt: skip
EXPECTED = [each for each in FAULTS if each.fault in TRIED]


def judged(attempt):
    return walk_of(attempt.exchanges, sanitised=attempt.may_be_sanitised)


def broken(walk):
    step, found = walk.broken
    return step.name, found.slug, fault(found.slug).party


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda one: one.fault)
def test_a_recording_is_judged_as_the_walk_itself(expected):
    made = sign_in_walks.walked(expected.fault)
    bare = tuple(
        msgspec.structs.replace(each, purpose="main", answers=None)
        for each in made.answer.attempt.exchanges
    )
    walk = walk_of(bare)
    step, slug, party = broken(walk)
    assert (STEP[step], PARTY[party]) == (expected.step, expected.party)
    assert slug == made.walk.broken[1].slug


@pytest.mark.parametrize("attempt", [editor(), page()], ids=["editor", "page"])
def test_other_clients_sign_ins_that_worked(attempt):
    walk = judged(attempt)
    assert walk.done
    assert [step.name for step in walk.steps if step.mark == "broken"] == []
    names = {step.name for step in walk.steps}
    assert {"first-call", "resource-metadata", "server-metadata", "token", "call"} <= names
    last = walk.steps[-1]
    assert (last.name, last.exchange) == ("call", len(attempt.exchanges) - 1)


def test_what_another_api_of_the_recording_says_of_itself_is_left_out():
    body = '{"resource": "https://stock.test/", "authorization_servers": ["https://id.stock.test"]}'
    place = "https://stock.test/.well-known/oauth-protected-resource"
    (other,) = attempt_of(f"> GET {place}\n< 200 OK\n<< {body}").exchanges
    first_call, *rest = editor().exchanges
    walk = walk_of((first_call, other, *rest))
    assert walk.done
    assert [step.name for step in walk.steps if step.mark == "broken"] == []


@pytest.mark.parametrize(
    ("attempt", "found"),
    [
        (editor(registers="403 Forbidden"), ("registration", "registration-closed", "provider")),
        (editor(resource="https://other.test/"), ("resource-metadata", "resource-differs", "api")),
        (editor(called="", last="401 No"), ("call", "token-left-out", "client")),
        (editor(last="401 No"), ("call", "token-not-seen", "api")),
        (page(audience="other", refuses=True), ("token", "token-without-audience", "provider")),
        (page(refuses=True), ("call", "token-not-seen", "api")),
    ],
    ids=["registration", "resource", "left out", "not seen", "audience", "taken out"],
)
def test_other_clients_sign_ins_that_broke(attempt, found):
    assert broken(judged(attempt)) == found


def test_calls_alone_are_no_sign_in():
    attempt = editor()
    assert walk_of(attempt.exchanges[:1]) is None
    assert walk_of(attempt.exchanges[-1:]) is None
