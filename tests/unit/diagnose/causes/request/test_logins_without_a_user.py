"""Basic that names no user: left out, or meant so where a server knows none."""

import base64

import pytest

from inspector.diagnose import diagnose

ASKS = '< 401 Unauthorized\n< WWW-Authenticate: Basic realm="deck"'


def _call(login, reply=ASKS, host="lamp.example"):
    coded = base64.b64encode(login.encode()).decode()
    return f"> GET https://{host}/deck\n> Authorization: Basic {coded}\n{reply}"


def _found(attempt, *calls):
    return diagnose(attempt("\n---\n".join(calls))).findings


@pytest.mark.parametrize(
    "calls",
    [
        (_call(":plum-42!", "< 200 OK\n<< lit"), _call(":plum-43!")),
        (_call(":plum-42!"), _call(":plum-43!", "< 200 OK\n<< lit")),
        (_call(":plum-42!", "< 200 OK\n<< lit", "lamp.example:81"), _call(":plum-42!")),
    ],
)
def test_where_one_without_a_user_was_taken_none_was_left_out(attempt, calls):
    found = _found(attempt, *calls)
    assert "empty-credential" not in {one.slug for one in found}


def test_else_the_password_may_be_wrong_as_well(attempt):
    found = _found(attempt, _call(":plum-42!"))[:2]
    assert [one.slug for one in found] == ["wrong-password", "empty-credential"]
    assert {one.certainty for one in found} == {"possible"}


def test_a_host_that_knows_users_was_told_none(attempt):
    calls = (_call("ada:plum-41!", "< 200 OK\n<< lit"), _call(":plum-42!"))
    assert "empty-credential" in {one.slug for one in _found(attempt, *calls)}
