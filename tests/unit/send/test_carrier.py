"""What a scheme wants beside sending: done by whoever can, told in words where nobody can."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from inspector.authenticate.scheme import (
    Ask,
    Compute,
    Leave,
    Listen,
    Recall,
    Store,
    Tell,
    Wait,
)
from inspector.model.question import Notice, Question
from inspector.send.carrier import Carrier
from inspector.send.interaction import NOBODY, Interaction, Unanswered
from tests.fixtures.processes import free_ports

SIGN_IN = Notice(
    text="Sign in", address="https://login.example/", ends=datetime(2026, 1, 2, tzinfo=UTC)
)


class Tokens:
    """Keeps tokens as a vault does, and notes what was held and left."""

    def __init__(self):
        self.kept, self.held, self.left = {"a": "kept text"}, [], []

    async def recall(self, name):
        return self.kept.get(name, "")

    async def hold(self, name):
        self.held.append(name)
        return self.kept.get(name, "")

    async def store(self, step):
        self.kept[step.name] = step.text

    def leave(self, name):
        self.left.append(name)


@pytest.fixture
def tokens():
    return Tokens()


@pytest.fixture
def noted():
    return []


def run(carrier, *steps):
    async def play():
        try:
            return [await carrier.carry_out(step) for step in steps]
        finally:
            await carrier.close()

    return asyncio.run(play())


def carrier(noted, **who):
    return Carrier(Interaction(**who), lambda name, text: noted.append((name, text)))


def test_kept_tokens_are_recalled_and_stored_and_the_guard_learns_of_both(tokens, noted):
    found = run(
        carrier(noted, tokens=tokens), Recall(name="a"), Store(name="b", text="new", secrets={})
    )
    assert found == ["kept text", None]
    assert tokens.kept["b"] == "new"
    assert noted == [("a", "kept text"), ("b", "new")]


def test_what_is_held_for_a_renewal_is_left_at_the_end_whatever_happens(tokens, noted):
    one = carrier(noted, tokens=tokens)
    with pytest.raises(Unanswered):
        run(one, Recall(name="a", anew=True), Ask(question=Question(text="Who?")))
    assert (tokens.held, tokens.left) == (["a"], ["a"])


def test_what_was_left_by_its_scheme_is_not_left_twice(tokens, noted):
    run(carrier(noted, tokens=tokens), Recall(name="a", anew=True), Leave(name="a"))
    assert tokens.left == ["a"]


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        (Ask(question=Question(text="Who are you?")), "nobody-to-ask"),
        (Tell(notice=SIGN_IN), "nobody-to-ask"),
        (Recall(name="a"), "no-vault"),
    ],
)
def test_where_nobody_can_it_says_so(step, kind):
    with pytest.raises(Unanswered) as caught:
        run(Carrier(NOBODY, lambda *_: None), step)
    assert caught.value.failure.kind == kind
    assert caught.value.failure.message.endswith(".")


def test_a_question_that_is_not_answered_ends_it(noted):
    async def nothing(_question):
        return None

    with pytest.raises(Unanswered) as caught:
        run(carrier(noted, ask=nothing), Ask(question=Question(text="Who?")))
    assert caught.value.failure.kind == "not-answered"


def test_what_was_told_is_taken_back_at_the_end(noted):
    told = []

    async def tell(notice):
        told.append(notice)

    run(carrier(noted, tell=tell), Tell(notice=SIGN_IN))
    assert told == [SIGN_IN, None]


def test_a_time_that_has_passed_is_not_waited_for_and_work_is_done_elsewhere(noted):
    past = datetime.now(UTC) - timedelta(hours=1)
    assert run(carrier(noted), Wait(until=past), Compute(make=lambda: 42)) == [None, 42]


def test_one_sign_in_listens_at_one_address(noted):
    (port,) = free_ports(1)
    step = Listen(host="127.0.0.1", port=port, path="/callback")
    first, second = run(carrier(noted), step, step)
    assert first == second == f"http://127.0.0.1:{port}/callback"
