"""What an experiment starts from."""

from inspector.model.credential import Basic
from inspector.model.request import Request

REDIRECTED = """
> GET https://api.test/a
> Authorization: Bearer abc
< 302 Found
< Location: https://other.test/b
---
> GET https://other.test/b
< 401 No
"""


def test_it_counts_what_the_attempt_took(ground):
    found = ground(REDIRECTED)
    assert (found.rounds, found.bare_rounds) == (2, 2)
    assert (found.url, found.host, found.method) == ("https://api.test/a", "api.test", "GET")
    assert found.origin == "https://api.test"


def test_a_login_names_an_account(ground):
    found = ground(request=Request(url="https://api.test/", credential=Basic(user="ada")))
    assert found.is_login
    assert found.account == "api.test Basic ada"
    assert not ground().is_login


def test_a_login_written_by_hand_counts_too(ground):
    text = "> GET https://api.test/\n> Authorization: Basic YWRhOnB3\n< 401 No"
    found = ground(text, request=Request(url="https://api.test/"))
    assert found.is_login
    assert "ada" in found.account
    assert "pw" not in found.account


def test_a_key_is_no_login(ground):
    assert ground().has_key
    assert not ground("> GET https://api.test/\n< 401 No", request=Request(url="x")).has_key
