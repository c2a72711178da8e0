"""Ambiguous words of an ordinary error count only beside a word of access."""

import pytest

from inspector.diagnose.facts.about_access import is_about_access, may_be_login
from inspector.diagnose.facts.case import Trace

BEARER = "Authorization: Bearer abcdefgh12345678"
BASIC = "Authorization: Basic YW5uYTpi"


def case(attempt, words, sent=BEARER):
    text = (
        f'> POST https://a.test/x?ip=203.0.113.24\n> {sent}\n< 400 No\n<< {{"message": "{words}"}}'
    )
    return Trace(attempt(text)).case(0)


@pytest.mark.parametrize(
    ("name", "words", "counts"),
    [
        ("locked", "Order is locked", False),
        ("locked", "Your account is locked", True),
        ("ip-refused", "IP address must be IPv4", False),
        ("ip-refused", "IP address is not allowed", True),
        ("ip-refused", "Invalid client IP: 198.51.100.77", True),  # which the server saw
        ("ip-refused", "Invalid client IP: 203.0.113.24", False),  # which was sent
        ("audience", "Audience must have at least 100 people", False),
        ("audience", "Token audience mismatch", True),
        ("issuer", "Issuer name missing on invoice", False),
        ("issuer", "The iss claim is not trusted", True),
        ("wrong-region", "Unknown region: Bavaria", False),
        ("wrong-region", "This key belongs to another region", True),
        ("too-many-attempts", "Maximum attempts must be positive", False),
        ("too-many-attempts", "Maximum login attempts reached", True),
        ("clock", "Date must be in the future", False),
        ("clock", "Request timestamp is in the future", True),
        ("csrf", "Invalid state: order already shipped", False),
        ("csrf", "Invalid CSRF token", True),
    ],
)
def test_words_beside(attempt, name, words, counts):
    one = case(attempt, words)
    meaning = one.meanings.get(name)
    assert meaning is not None
    assert is_about_access(one, name, meaning) is counts


@pytest.mark.parametrize(("sent", "counts"), [(BEARER, False), (BASIC, True)])
def test_words_of_a_login_need_one(attempt, sent, counts):
    one = case(attempt, "User not found", sent)
    assert may_be_login(one) is counts
    assert is_about_access(one, "bad-login", one.meanings["bad-login"]) is counts


def test_the_form_of_a_login_is_not_known_beforehand(attempt):
    assert may_be_login(case(attempt, "User not found", "Accept: */*"))
    assert not may_be_login(case(attempt, "User not found", "X-Api-Key: abcdefgh12345678"))
