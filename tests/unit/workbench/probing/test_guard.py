"""What was not agreed to does not leave."""

import pytest

from inspector.model.kinds.basic import Basic
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.none import NoCredential
from inspector.model.message import Header, Message
from inspector.workbench.probing.guard import Guard, Objection

HOME = "https://api.test/orders"
NONE = NoCredential()
ALL = frozenset({"unsafe-method", "new-host", "production"})


BASIC = Header("Authorization", "Basic YWRhOnB3")
FORM = Header("Content-Type", "application/x-www-form-urlencoded")


def message(method="GET", url=HOME):
    return Message(method=method, url=url)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "QUERY", "PROPFIND"])
def test_reading_at_home(method):
    Guard(home=HOME).check(message(method), NONE)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PROPPATCH", "get-all"])
def test_other_methods_need_consent(method):
    with pytest.raises(Objection, match=method.upper()):
        Guard(home=HOME).check(message(method), NONE)
    Guard(home=HOME, consent=ALL).check(message(method), NONE)


def test_a_query_of_graphql_is_a_read_and_a_mutation_is_none():
    kind = (Header("Content-Type", "application/json"),)

    def asked(text):
        return Message(method="POST", url=HOME, headers=kind, body=text)

    Guard(home=HOME).check(asked(b'{"query": "{ me { name } }"}'), NONE)
    with pytest.raises(Objection, match="POST"):
        Guard(home=HOME).check(asked(b'{"query": "mutation { pay }"}'), NONE)
    with pytest.raises(Objection, match="production"):
        Guard(home=HOME, production=True).check(asked(b'{"query": "{ me }"}'), NONE)


@pytest.mark.parametrize(
    "url", ["https://other.test/", "https://api.test:8443/", "http://api.test/orders", "bad"]
)
def test_another_host_needs_consent(url):
    with pytest.raises(Objection):
        Guard(home=HOME).check(message(url=url), NONE)
    Guard(home=HOME, consent=ALL).check(message(url=url), NONE)
    Guard(home=HOME).check(message(url=url), NONE, known_host=True)


def test_production_is_only_read_by_get():
    guard = Guard(home=HOME, production=True)
    guard.check(message(), NONE)
    with pytest.raises(Objection, match="production"):
        guard.check(message("OPTIONS"), NONE)


@pytest.mark.parametrize(
    ("sent", "credential"),
    [
        (message(), Basic(user="Ada")),
        (message(), Digest(user="ada")),
        (Message(method="GET", url=HOME, headers=(BASIC,)), NONE),
        (Message(method="POST", url=HOME, headers=(FORM,), body=b"username=ada&password=x"), NONE),
        (message(url=f"{HOME}?username=ada&api_key=12345678"), NONE),
    ],
)
def test_a_login_is_claimed_once_however_it_is_sent(sent, credential):
    claimed = []

    def claim(login):
        claimed.append(login)
        return len(claimed) == 1

    guard = Guard(home=HOME, consent=ALL, claim=claim)
    guard.check(sent, credential)
    with pytest.raises(Objection, match="lock the account"):
        guard.check(sent, credential)
    assert claimed == ["api.test ada"] * 2


def test_what_is_no_login_is_not_claimed_nor_what_is_not_agreed_to():
    def claim(login):
        raise AssertionError(login)

    guard = Guard(home=HOME, claim=claim)
    guard.check(message(), NONE)
    with pytest.raises(Objection):
        guard.check(message("DELETE"), Basic(user="ada"))


def test_consent_to_a_new_host_is_for_that_one_host():
    guard = Guard(home=HOME, consent=ALL)
    guard.check(message(url="http://other.test/a"), NONE)
    guard.check(message(url="https://other.test/b"), NONE)
    guard.check(message(), NONE)
    with pytest.raises(Objection, match=r"third\.test was not asked before"):
        guard.check(message(url="https://third.test/"), NONE)
    guard.check(message(url="https://third.test/"), NONE, known_host=True)
