"""Tabs are called so that no two look alike, and nothing of a query is in a name."""

import pytest

from inspector.model.token import Token, TokenPart, TokenRow
from inspector.presentation.status.tab_names import Named, end_of, told_apart
from inspector.presentation.tokens.token_state import token_name


@pytest.mark.parametrize(
    ("address", "end"),
    [
        ("https://api.example.com/v1/orders?limit=20", "orders"),
        ("https://api.example.com/v1/orders/90121", "orders/90121"),
        ("https://api.example.com/users/me", "users/me"),
        ("https://api.example.com", "api.example.com"),
        ("https://ada:secret@api.example.com/?key=1", "api.example.com"),
        ("https://api.example.com/v1", "v1"),
        ("{{api}}/v1/orders#x", "orders"),
        ("", ""),
    ],
)
def test_the_end_of_an_address(address, end):
    assert end_of(address) == end


def test_alike_names_get_as_much_of_their_address_as_differs():
    ends = ("https://a.example.com/v1/orders", "https://a.example.com/v2/orders")
    tabs = [Named("GET", "orders", end) for end in ends]
    assert told_apart(tabs) == ("v1/orders", "v2/orders")
    assert told_apart([tabs[0]._replace(kind="POST"), tabs[1]]) == ("orders", "orders")
    assert told_apart([tabs[0], tabs[0]]) == ("orders", "orders")


def test_a_given_name_stays_and_says_where():
    tabs = [Named("GET", "List", f"https://{host}.example.com/x", own=True) for host in ("a", "b")]
    assert told_apart(tabs) == ("List, a.example.com/x", "List, b.example.com/x")


def test_screens_without_an_address_keep_their_titles():
    assert told_apart([Named("scan-search", "Token")] * 2) == ("Token", "Token")


def test_a_token_is_called_by_kind_and_holder():
    rows = (TokenRow(name="sub", value="user_812"),)
    token = Token(kind="jwt", title="Access token (JWT)",
                  parts=(TokenPart(name="payload", title="Payload", rows=rows),))  # fmt: skip
    assert token_name(token, hidden=False) == "Access token, user_812"
    assert token_name(token, hidden=True) == "Access token"
