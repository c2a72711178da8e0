"""Answered challenges need no explanation; first tries give way to later ones."""

import pytest

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.gate.resolved import is_resolved, superseded

BASIC = "> Authorization: Basic YTpi\n"


def test_an_answered_challenge(attempt):
    trace = Trace(
        attempt(f"> GET https://a.test/\n< 401 No\n---\n> GET https://a.test/\n{BASIC}< 200 OK")
    )
    assert is_resolved(trace.case(0))


def test_leaving_the_credential_out_resolves_nothing(attempt):
    trace = Trace(
        attempt(f"> GET https://a.test/\n{BASIC}< 403 No\n---\n> GET https://a.test/\n< 200 OK")
    )
    assert not is_resolved(trace.case(0))


@pytest.mark.parametrize("swapped", [False, True])
def test_the_try_with_a_credential_counts(attempt, swapped):
    parts = ["> GET https://a.test/\n< 401 No", f"> GET https://a.test/\n{BASIC}< 401 No"]
    trace = Trace(attempt("\n---\n".join(reversed(parts) if swapped else parts)))
    assert superseded(trace, [0, 1]) == {1 if swapped else 0}


def test_a_login_that_followed(attempt):
    trace = Trace(
        attempt(
            """
            > GET https://a.test/
            < 302 Found
            < Location: /login
            ---
            > POST https://a.test/login
            < 302 Found
            < Location: /
            < Set-Cookie: sid=abc
            ---
            > GET https://a.test/
            > Cookie: sid=abc
            < 200 OK
            """
        )
    )
    assert is_resolved(trace.case(0))


def test_a_token_from_the_refusal_that_is_sent_back(attempt):
    text = """
        > POST https://a.test/rpc
        {first}
        < 409 Conflict
        < X-Acme-Session-Id: 0123456789abcdef
        ---
        > POST https://a.test/rpc
        > X-Acme-Session-Id: {second}
        < 200 OK
        """
    known = text.format(first="> Authorization: Basic YTpi", second="0123456789abcdef")
    assert is_resolved(Trace(attempt(known)).case(0))
    other = text.format(first="> Authorization: Basic YTpi", second="another-one")
    assert not is_resolved(Trace(attempt(other)).case(0))
