"""The steps of a sign-in, in words."""

import msgspec
import pytest

from inspector.model.attempt import Attempt
from inspector.model.exchange import Failure
from inspector.model.finding import Cause, Certainty, Finding, Verdict
from inspector.presentation.tokens.sign_in_steps import head, sign_in_steps, total
from tests.fixtures.sign_ins import API, by_device, exchange, refused, signed_in


def _verdict(entry, who="client"):
    found = Finding(
        cause=Cause.CONFIGURATION,
        slug="a",
        certainty=Certainty.CERTAIN,
        score=1.0,
        who_must_act=who,
    )
    return Verdict(entry=entry, findings=(found,))


def test_a_sign_in_by_the_browser_is_told_step_by_step():
    attempt = signed_in()
    steps = sign_in_steps(attempt)
    assert [step.name for step in steps] == ["Discovery", "Authorization", "Token", "Call"]
    assert [step.entry for step in steps] == [0, 2, 3, 4]
    assert steps[1].party == "your browser"
    assert steps[1].path == "/authorize"
    assert steps[2].sentence == "Ends in 60 min, with a refresh token."
    assert {step.disc for step in steps} == {"done"}
    assert head(attempt, steps) == "Signed in as user_812, then called"
    assert total(attempt, steps) == "4 steps, 244 ms"


def test_questions_for_a_device_are_one_step():
    steps = sign_in_steps(by_device(polls=3))
    assert [step.name for step in steps] == [
        "Discovery",
        "Device code",
        "You sign in",
        "Token",
        "Call",
    ]
    assert steps[2].sentence == "Asked 3 times, each answer: authorization_pending."
    assert steps[2].result == "done"


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("client", "your client's fault"),
        ("identity-provider", "the login provider's fault"),
        ("api-owner", "the API's fault"),
    ],
)
def test_a_broken_step_names_whose_fault_it_is(who, said):
    attempt = refused()
    first, broken = sign_in_steps(attempt, _verdict(1, who))
    assert first.fault == ""
    assert (broken.disc, broken.fault) == ("broken", said)
    assert broken.spoken(2, 2) == f"Step 2 of 2, Token, broken, {said}: Refused: invalid_client."
    assert head(attempt, (first, broken)) == "Stopped at: Token. The API was not called"


def test_a_place_without_a_description_is_odd_where_it_went_on():
    attempt = signed_in()
    missing = exchange("discovery", f"{API}/.well-known/other", 404)
    attempt = msgspec.structs.replace(attempt, exchanges=(missing, *attempt.exchanges))
    assert [step.disc for step in sign_in_steps(attempt)][:2] == ["odd", "done"]


def test_a_failure_is_said():
    failure = Failure(stage="body", kind="no-token", message="It holds no token.")
    attempt = refused()
    last = msgspec.structs.replace(attempt.exchanges[-1], failure=failure)
    attempt = msgspec.structs.replace(attempt, exchanges=(attempt.exchanges[0], last))
    assert "It holds no token." in sign_in_steps(attempt)[-1].sentence


def test_a_plain_request_has_no_steps():
    assert sign_in_steps(Attempt(exchanges=(exchange("main", f"{API}/v1"),))) == ()
