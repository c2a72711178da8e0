"""First tries give way to later ones."""

import pytest

from inspector.diagnose.facts.case import Trace
from inspector.story.consequences import superseded

BASIC = "> Authorization: Basic YTpi\n"


@pytest.mark.parametrize("swapped", [False, True])
def test_the_try_with_a_credential_counts(attempt, swapped):
    parts = ["> GET https://a.test/\n< 401 No", f"> GET https://a.test/\n{BASIC}< 401 No"]
    trace = Trace(attempt("\n---\n".join(reversed(parts) if swapped else parts)))
    assert superseded(trace.story, [0, 1]) == {1 if swapped else 0}


ASKED = '< 401 No\n< WWW-Authenticate: Basic realm="a"'


@pytest.mark.parametrize(
    ("first", "later", "told"),
    [
        ("> GET https://a.test/", f"> GET https://a.test/orders\n{BASIC}< 401 No", {0}),
        ("> GET https://a.test/", "> GET https://a.test/orders\n< 401 No", set()),
        ("> GET https://a.test/", f"> GET https://b.test/orders\n{BASIC}< 401 No", set()),
        ("> GET https://a.test/\n> X-Api-Key: k-0123456789ab",
         f"> GET https://a.test/orders\n{BASIC}< 401 No", set()),
    ],
)  # fmt: skip
def test_who_was_asked_for_a_login_and_sent_one_elsewhere(attempt, first, later, told):
    trace = Trace(attempt(f"{first}\n{ASKED}\n---\n{later}"))
    assert superseded(trace.story, [0, 1]) == told


def _login(password, status):
    form = "> Content-Type: application/x-www-form-urlencoded"
    return f"> POST https://a.test/login\n{form}\n>> user=ann&password={password}\n< {status}"


@pytest.mark.parametrize(("taken", "told"), [("right", {0}), ("another", set())])
def test_a_wrong_login_before_the_right_one_that_was_refused_as_well(attempt, taken, told):
    parts = [_login("wrong", "401 No"), _login("right", "401 No"), _login(taken, "200 OK")]
    trace = Trace(attempt("\n---\n".join(parts)))
    assert superseded(trace.story, [0, 1]) == told
