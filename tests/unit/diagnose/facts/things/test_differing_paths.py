"""A word of a path written otherwise, and what are two addresses of one API."""

import pytest

from inspector.diagnose.facts.things.differing_paths import are_one_and_all, differing_word


@pytest.mark.parametrize(
    ("path", "other", "words"),
    [
        ("/v1/ordres", "/v1/orders", ("ordres", "orders")),
        ("/v1/order", "/v1/orders", ("order", "orders")),
        ("/v1/ordres/7", "/v1/orders", ("ordres", "orders")),
        ("/v1/keys", "/v1/orders", ("", "")),
        ("/api/roster_get", "/api/get_roster", ("roster_get", "get_roster")),
        ("/api/Roster-Get", "/api/get_roster", ("Roster-Get", "get_roster")),
        ("/api/roster_get", "/api/get_roster_all", ("", "")),
        ("/rest/getOrder.view", "/rest/getOrders.view", ("getOrder.view", "getOrders.view")),
        ("/rest/getOrders.view", "/rest/getAlbums.view", ("", "")),
        ("/rest/a1b2c3.view", "/rest/a1b2c4.view", ("", "")),
    ],
)
def test_which_word_is_written_otherwise(path, other, words):
    assert differing_word(path, other) == words


@pytest.mark.parametrize(
    ("path", "other", "found"),
    [
        ("/flow/t1", "/flows", True),
        ("/v1/flows", "/v1/flow/t1", True),
        ("/flow", "/flows", False),
        ("/flos/t1", "/flows", False),
        ("/flows/t1", "/flows", False),
    ],
)
def test_one_and_all_of_them_have_two_addresses(path, other, found):
    assert are_one_and_all(path, other) is found
