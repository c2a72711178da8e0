"""Names by which replies hand out what is secret, and those that only sound so."""

import pytest

from inspector.protocol.naming.replies import is_secret_member, may_hand_out, rank_among_tokens


@pytest.mark.parametrize("name", ["sessionToken", "jwt", "ticket", "api_key", "csrfToken", "id"])
def test_a_member_that_may(name):
    assert is_secret_member(name)


@pytest.mark.parametrize("name", ["token_type", "next_page_token", "client_id", "cursor", "name"])
def test_one_that_does_not(name):
    assert not is_secret_member(name)


def test_a_body_is_looked_through_once_for_any_of_their_words():
    assert may_hand_out(b'{"SessionToken": "x"}')
    assert not may_hand_out(b'{"name": "ada"}')


def test_the_surest_name_of_a_token_for_calls_ranks_first():
    names = ["id_token", "token", "sessionToken", "authToken", "accessToken"]
    ranks = [rank_among_tokens(name) for name in names]
    assert None not in ranks
    assert ranks == sorted(ranks, reverse=True)


@pytest.mark.parametrize(
    "name", ["refresh_token", "token_type", "csrfToken", "next_page_token", "deviceToken"]
)
def test_a_token_that_is_not_for_calls(name):
    assert rank_among_tokens(name) is None
