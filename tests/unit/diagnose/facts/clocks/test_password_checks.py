import pytest
from msgspec.structs import replace

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.clocks.password_checks import still_checked
from inspector.model.exchange import Timing

CALL = "> GET https://mill.test/sacks\n> Authorization: Basic YWRhOnBsdW0tNDI=\n< {}"


def timed(attempt, then, now):
    """Return a login that was taken, and is refused since; how long each took, in milliseconds."""
    made = attempt("\n---\n".join((CALL.format("200 OK"), CALL.format("401 Unauthorized"))))
    waits = zip(made.exchanges, (then, now), strict=True)
    return replace(
        made, exchanges=tuple(replace(one, timing=Timing(wait=wait)) for one, wait in waits)
    )


@pytest.mark.parametrize(
    ("then", "now", "checked"),
    [
        (240.0, 236.0, True),
        (522.0, 105.0, True),  # the success did more than to check
        (236.0, 1.3, False),
        (900.0, 60.0, False),
        (8.0, 7.0, False),  # a fast hash tells nothing
        (None, None, False),
    ],
)
def test_a_password_is_checked_for_as_long_as_before(attempt, then, now, checked):
    trace = Trace(timed(attempt, then, now))
    assert still_checked(trace.case(0), trace.case(1)) is checked


@pytest.mark.parametrize(
    ("now", "first"),
    [(236.0, "wrong-password"), (1.3, "account-disabled"), (None, "account-disabled")],
)
def test_a_password_that_is_still_checked_may_have_been_changed(attempt, now, first):
    assert diagnose(timed(attempt, 240.0, now)).findings[0].slug == first
