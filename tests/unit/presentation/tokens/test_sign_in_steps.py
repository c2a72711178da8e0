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
    first, broken, call = sign_in_steps(attempt, _verdict(1, who))
    assert first.fault == ""
    assert (broken.disc, broken.fault) == ("broken", said)
    assert broken.line == f"{broken.sentence} This is {said}."
    assert first.line == first.sentence
    assert broken.spoken(2, 3) == f"Step 2 of 3, Token, broken, {said}: Refused: invalid_client."
    assert (call.name, call.disc, call.entry) == ("Call", "ahead", -1)
    assert call.spoken(3, 3) == "Step 3 of 3, Call, not reached"
    assert head(attempt, (first, broken)) == "Stopped at: Token. The API was not called"
    assert total(attempt, (first, broken, call)).startswith("2 steps,")


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
    assert "It holds no token." in sign_in_steps(attempt)[1].sentence


def test_a_plain_request_has_no_steps():
    assert sign_in_steps(Attempt(exchanges=(exchange("main", f"{API}/v1"),))) == ()


def _so_far(attempt, count):
    return msgspec.structs.replace(attempt, exchanges=attempt.exchanges[:count])


@pytest.mark.parametrize(
    ("count", "discs"),
    [
        (1, ["done", "waits", "ahead", "ahead"]),
        (2, ["done", "waits", "ahead", "ahead"]),
        (3, ["done", "done", "waits", "ahead"]),
        (4, ["done", "done", "done", "waits"]),
        (5, ["done", "done", "done", "done"]),
    ],
)
def test_a_running_sign_in_shows_what_is_ahead(count, discs):
    steps = sign_in_steps(_so_far(signed_in(), count), running=True)
    assert [step.name for step in steps] == ["Discovery", "Authorization", "Token", "Call"]
    assert [step.disc for step in steps] == discs
    assert steps[-1].party == "api.example.com"


def test_a_running_question_for_a_device_waits():
    steps = sign_in_steps(_so_far(by_device(polls=3), 5), running=True)
    assert [step.disc for step in steps] == ["done", "done", "waits", "ahead", "ahead"]
    assert steps[2].sentence == "Asked 3 times, each answer: authorization_pending."
    later = sign_in_steps(_so_far(by_device(polls=3), 6), running=True)
    assert [step.disc for step in later] == ["done", "done", "done", "done", "waits"]
