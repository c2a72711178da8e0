"""Scopes that a reply lists in its headers."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.token_claims import granted_and_accepted, hidden_404
from inspector.model.finding import Cause

HEAD = "> GET https://git.test/api/teams/7\n> Authorization: Bearer abcdefgh12345678\n"


def case(attempt, reply):
    return Trace(attempt(HEAD + reply)).case(0)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("< X-OAuth-Scopes: gist\n< X-Accepted-OAuth-Scopes: admin:org, repo", True),
        ("< X-Token-Scopes: read\n< X-Required-Scopes: write", True),
        ("< X-OAuth-Scopes:\n< X-Accepted-OAuth-Scopes: repo", True),
        ("< X-OAuth-Scopes: repo, gist\n< X-Accepted-OAuth-Scopes: repo", False),
        ("< X-OAuth-Scopes: gist\n< X-Accepted-OAuth-Scopes:", False),
        ("< X-OAuth-Scopes: gist", False),
    ],
)
@pytest.mark.parametrize("status", ["403 Forbidden", "404 Not Found"])
def test_granted_and_accepted(attempt, status, lines, found):
    one = case(attempt, f"< {status}\n{lines}")
    assert (granted_and_accepted(one) is not None) is found
    told = diagnose(attempt(HEAD + f"< {status}\n{lines}")).findings
    if found:
        assert told[0].cause is Cause.INSUFFICIENT_PERMISSIONS
    elif "404" in status:
        assert not told


@pytest.mark.parametrize(
    ("status", "words", "hidden"),
    [
        ("404 Not Found", "Does not exist or you are not authorized", True),
        ("404 Not Found", "Repository not found or access denied", True),
        ("404 Not Found", "No such project, or the token has no access", True),
        ("404 Not Found", "The file or folder does not exist", False),
        ("403 Forbidden", "Does not exist or you are not authorized", False),
    ],
)
def test_words_that_leave_open_if_a_thing_is_there(attempt, status, words, hidden):
    one = case(attempt, f'< {status}\n<< {{"message": "{words}"}}')
    assert (hidden_404(one) is not None) is hidden
