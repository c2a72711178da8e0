import pytest

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.server_errors import no_tries_left, refused_logins_before, waits


def case_with(attempt, *headers):
    lines = "\n".join(f"< {line}" for line in headers)
    return Trace(attempt(f"> POST https://a.test/login\n< 401 No\n{lines}")).case(0)


@pytest.mark.parametrize(
    ("header", "spent"),
    [
        ("RateLimit-Remaining: 0", True),
        ("X-RateLimit-Remaining: 0", True),
        ("X-Rate-Limit-Remaining: 0", True),
        ('RateLimit: "default";r=0;t=10', True),
        ("RateLimit: limit=5, remaining=0, reset=10", True),
        ("RateLimit-Remaining: 4", False),
        ('RateLimit: "default";r=10;t=10', False),
    ],
)
def test_no_tries_left_is_read_in_all_forms(attempt, header, spent):
    assert (no_tries_left(case_with(attempt, header)) is not None) is spent


@pytest.mark.parametrize(("value", "there"), [("810", True), ("0", False), ("soon", False)])
def test_a_time_to_wait_is_one_that_is_named(attempt, value, there):
    assert (waits(case_with(attempt, f"Retry-After: {value}")) is not None) is there


@pytest.mark.parametrize(
    ("sent", "many"), [("Authorization: Basic YTpi", 2), ("Authorization: Bearer abcdef", 0)]
)
def test_refused_passwords_are_counted_and_tokens_are_not(attempt, sent, many):
    one = f"> GET https://a.test/x\n> {sent}\n< 401 No"
    trace = Trace(attempt("\n---\n".join([one, one, one.replace("401", "429")])))
    assert len(refused_logins_before(trace.case(2))) == many
    assert refused_logins_before(trace.case(1)) == ()
