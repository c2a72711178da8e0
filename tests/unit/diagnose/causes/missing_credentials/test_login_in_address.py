"""`user:password@` in an address is the client's own: some make a header of it, some do not."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

INSIDE = "http://indexer:frost-Mill-77@search.acme.test:8983/core/query?q=x"
WANTS = '< 401 Unauthorized\n< WWW-Authenticate: Basic realm="search"'
LOGIN = "> Authorization: Basic aW5kZXhlcjpmcm9zdC1NaWxsLTc3"
OTHER = "> GET http://search.acme.test:8983/health\n> X-Api-Key: 5f1c0d2a9b7e4c31\n< 200 OK"
AT = "< Date: Wed, 15 Nov 2023 {}:00 GMT"


def _slugs(*parts):
    return [one.slug for one in diagnose(attempt_of("\n---\n".join(parts))).findings]


def _asked(url=INSIDE, sent="", got=WANTS, at="10:00"):
    lines = [f"> GET {url}", sent, got, AT.format(at)]
    return "\n".join(line for line in lines if line)


@pytest.mark.parametrize("login", ["indexer:frost-Mill-77", "k3y-8d0f71c2ab94:"])
def test_a_login_that_never_left_the_address(login):
    url = INSIDE.replace("indexer:frost-Mill-77", login)
    assert _slugs(OTHER, _asked(url=url))[0] == "login-left-in-address"


def test_another_program_made_a_header_of_it_later():
    write = _asked(url=INSIDE.replace("query?q=x", "update"))
    taken = _asked(sent=LOGIN, got="< 200 OK", at="10:06")
    found = diagnose(attempt_of(f"{write}\n---\n{_asked()}\n---\n{taken}")).findings
    assert (found[0].slug, found[0].cause) == ("login-left-in-address", "missing-credentials")
    assert "frost" not in str(found)


@pytest.mark.parametrize("got", ["< 200 OK", WANTS])
def test_a_client_that_answers_the_challenge_with_it_reads_it(got):
    assert "login-left-in-address" not in _slugs(_asked(), _asked(sent=LOGIN, got=got))


def test_a_challenge_that_was_answered_at_once_needs_no_explanation():
    verdict = diagnose(attempt_of(f"{_asked()}\n---\n{_asked(sent=LOGIN, got='< 200 OK')}"))
    assert not verdict.findings


@pytest.mark.parametrize(
    "url", ["http://search.acme.test:8983/core/query?q=x@y:z", "ssh://git@search.acme.test/core"]
)
def test_an_address_without_a_login(url):
    assert "login-left-in-address" not in _slugs(OTHER, _asked(url=url))
