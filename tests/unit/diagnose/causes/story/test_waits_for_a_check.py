"""Only what has to be checked somewhere behind takes long, or is never answered."""

import pytest
from msgspec.structs import replace

from inspector.diagnose.diagnosing import diagnose
from inspector.model.exchange import Failure, Timing

PAGE = "> GET https://maps.example/welcome\n< 200 OK\n< Content-Type: text/html\n<< <html>hi</html>"
LOGIN = """> POST https://maps.example/login
> Content-Type: application/x-www-form-urlencoded
>> username={user}&password={password}
< {reply}
< Content-Type: text/html
<< <div class="alert alert-danger">{words}</div>"""
YES = LOGIN.format(user="root", password="Quay-17", reply="200 OK", words="You are in")
NO = LOGIN.format(
    user="ann", password="Lorne-9", reply="200 OK", words="Invalid username or password"
)


def _attempt(attempt, parts):
    """Make entries of (text, milliseconds) pairs; a kind of failure takes the place of the reply."""
    made = attempt("\n---\n".join(text for text, *_ in parts))
    found = []
    for exchange, (_, took, *kind) in zip(made.exchanges, parts, strict=True):
        one = replace(exchange, timing=Timing(wait=took, total=took))
        lost = Failure(stage="wait", kind=kind[0], message="") if kind else None
        found.append(replace(one, reply=None, failure=lost) if lost else one)
    return replace(made, exchanges=tuple(found))


def _findings(attempt, *parts):
    return diagnose(_attempt(attempt, parts)).findings


@pytest.mark.parametrize("kind", ["no-reply", "timeout", "reset"])
def test_a_login_that_hangs_beside_pages_that_come(attempt, kind):
    hangs = (NO, 61_000, kind)
    found = _findings(attempt, (PAGE, 60), hangs, (PAGE, 50), hangs)
    assert (found[0].slug, found[0].certainty) == ("login-service-down", "very-likely")


@pytest.mark.parametrize(
    "parts",
    [
        # It ended at once, the pages hang as well, and a page in place of the login.
        [(PAGE, 60), (NO, 40, "reset"), (PAGE, 50), (NO, 40, "reset")],
        [(PAGE, 61_000), (NO, 61_000, "no-reply")],
        [(NO, 60), (PAGE, 61_000, "no-reply")],
    ],
)
def test_another_reason(attempt, parts):
    assert "login-service-down" not in [one.slug for one in _findings(attempt, *parts)]


@pytest.mark.parametrize(("took", "told"), [(20_470, True), (20_010, True), (900, False)])
def test_a_slow_no_beside_a_quick_yes(attempt, took, told):
    slugs = [one.slug for one in _findings(attempt, (YES, 290), (NO, took))]
    assert ("login-service-down" in slugs) == told
