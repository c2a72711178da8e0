"""What one part of a host takes, and another one asks for by a scheme of its own."""

import pytest

from inspector.diagnose import diagnose

TAKEN = "> GET https://a.test/api/zones\n> {sent}\n< 200 OK\n<< []\n---\n"
KEY, TOKEN = "X-Api-Key: 71c0f2a9b5e84d36", "Authorization: Bearer 71c0f2a9b5e84d3610cd"
ASKS = 'WWW-Authenticate: Basic realm="pages"'


def _found(attempt, sent, path, *reply):
    refused = "\n".join(
        [f"> GET https://a.test{path}", f"> {sent}", *(f"< {one}" for one in reply)]
    )
    return diagnose(attempt(TAKEN.format(sent=sent) + refused)).findings


@pytest.mark.parametrize("sent", [KEY, TOKEN])
def test_a_right_is_not_what_a_challenge_of_another_scheme_asks_for(attempt, sent):
    first = _found(attempt, sent, "/metrics", "401 Unauthorized", ASKS)[0]
    assert str(first.cause) == "scheme-mismatch"


@pytest.mark.parametrize("sent", [KEY, TOKEN])
def test_who_is_forbidden_lacks_a_right(attempt, sent):
    first = _found(attempt, sent, "/metrics", "403 Forbidden")[0]
    assert str(first.cause) == "insufficient-permissions"


def test_a_list_without_bearer_is_no_proof_where_the_same_part_took_it(attempt):
    found = _found(attempt, TOKEN, "/api/users", "401 Unauthorized", ASKS)
    assert found[0].slug != "other-scheme-wanted"


def test_a_challenge_for_what_was_sent_asks_for_no_other_scheme(attempt):
    found = _found(attempt, TOKEN, "/metrics", "401 Unauthorized", "WWW-Authenticate: Bearer")
    assert "other-scheme-wanted" not in {one.slug for one in found}
