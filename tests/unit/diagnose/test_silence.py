"""Ordinary errors are no failures of access; refusals are."""

import pytest

from inspector.diagnose.silence import breaks_when_checking, is_failure, is_provider_address
from inspector.diagnose.trace import Trace


def case(attempt, text):
    trace = Trace(attempt(text))
    return trace.case(len(trace) - 1)


@pytest.mark.parametrize(
    ("reply", "failure"),
    [
        ("< 401 Unauthorized", True),
        ('< 404 Not Found\n<< {"message":"User not found"}', False),
        ('< 404 Not Found\n<< {"message":"Token expired"}', True),
        ('< 400 Bad Request\n<< {"message":"Amount must be positive"}', False),
        ('< 400 Bad Request\n<< {"errors":["missing client token"]}', True),
        ("< 500 Internal Server Error\n<< oops", False),
        ('< 500 Internal Server Error\n<< {"message":"jwt expired"}', True),
        ("< 302 Found\n< Location: /login", True),
        ("< 302 Found\n< Location: /new", False),
        ("< 429 Too Many Requests", False),
    ],
)
def test_is_failure(attempt, reply, failure):
    text = f"> GET https://a.test/x\n> Authorization: Bearer abcdef\n{reply}"
    assert is_failure(case(attempt, text)) is failure


def test_a_login_page_that_was_asked_for_is_none(attempt):
    page = "< 200 OK\n< Content-Type: text/html\n<< <html><title>Log in</title></html>"
    assert not is_failure(case(attempt, f"> GET https://a.test/login\n{page}"))
    assert is_failure(case(attempt, f"> GET https://a.test/orders\n{page}"))


def test_breaking_where_credentials_are_checked(attempt):
    text = """
    > GET https://a.test/x
    < 401 Unauthorized
    ---
    > GET https://a.test/x
    > Authorization: Basic YTpi
    < 500 Internal Server Error
    """
    assert breaks_when_checking(case(attempt, text))
    assert not breaks_when_checking(case(attempt, text.split("---")[1].strip()))


def test_provider_addresses(attempt):
    assert is_provider_address(case(attempt, "> GET https://i.test/oauth2/token\n< 500 No"))
    assert not is_provider_address(case(attempt, "> GET https://i.test/orders\n< 500 No"))
