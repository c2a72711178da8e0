"""Somebody deleted a token between a call that was given and one that is refused."""

import pytest

from inspector.diagnose.diagnosing import diagnose

HELD = "> Authorization: Bearer ZkR2b0p4Yk1Uc1dqQ2hMZ0V5VnU3"
GIVEN = f"> GET https://notes.test/api/tags\n{HELD}\n< 200 OK\n<< []"
GONE = "> {call}\n> Cookie: session=9f8e7d6c5b4a39281706f5e4d3c2b1a0\n< 200 OK\n<< {{}}"
REFUSED = {
    "401": "< 401 Unauthorized",
    "login": "< 302 Found\n< Location: /login?next=%2Fapi%2Fnotes",
}


def _first(attempt, *between, refused="401", last=()):
    end = f"> GET https://notes.test/api/notes\n{HELD}\n{REFUSED[refused]}"
    return diagnose(attempt("\n---\n".join((GIVEN, *between, end, *last)))).findings[0].slug


@pytest.mark.parametrize("refused", REFUSED)
@pytest.mark.parametrize("call", ["tokens/5", "api-keys/blue"])
def test_it_may_be_the_one_that_was_sent(attempt, call, refused):
    gone = GONE.format(call=f"DELETE https://notes.test/api/{call}")
    assert _first(attempt, gone, refused=refused) == "token-revoked"


@pytest.mark.parametrize(
    "call",
    [
        "DELETE https://notes.test/api/tags/5",
        "GET https://notes.test/api/tokens/5",
    ],
)
def test_what_takes_no_token_away_says_nothing(attempt, call):
    assert _first(attempt, GONE.format(call=call)) != "token-revoked"


def test_a_token_that_is_taken_again_was_another_one(attempt):
    gone = GONE.format(call="DELETE https://notes.test/api/tokens/5")
    assert _first(attempt, gone, last=(GIVEN,)) != "token-revoked"
