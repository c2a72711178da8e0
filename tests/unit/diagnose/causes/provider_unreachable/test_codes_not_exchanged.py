"""A callback that waits for seconds and leads back to the login: its provider was not reached."""

import pytest
from msgspec.structs import replace

from inspector.diagnose import diagnose
from inspector.model.exchange import Timing
from tests.fixtures.short_texts import attempt_of

BACK = "> GET https://board.test/login/oauth?code=95678a9ab395a90b&state=CX33aQrr4J3K\n"
TO_LOGIN = "< 302 Found\n< Location: /login"


def first(milliseconds, sent=BACK, reply=TO_LOGIN):
    attempt = attempt_of(sent + reply)
    timed = (replace(one, timing=Timing(wait=milliseconds)) for one in attempt.exchanges)
    findings = diagnose(replace(attempt, exchanges=tuple(timed))).findings
    return (findings[0].slug, findings[0].cause) if findings else None


def test_a_long_wait_before_the_way_back_is_the_provider_s():
    assert first(10_040.0) == ("code-not-exchanged", "provider-unreachable")


@pytest.mark.parametrize(
    "told",
    [
        {"milliseconds": 80.0},  # what was brought back was judged
        {"milliseconds": 9_000.0, "reply": "< 302 Found\n< Location: /boards"},
        {"milliseconds": 9_000.0, "sent": "> GET https://board.test/boards\n"},
    ],
)
def test_what_says_nothing_of_the_provider(told):
    assert first(**told) != ("code-not-exchanged", "provider-unreachable")
