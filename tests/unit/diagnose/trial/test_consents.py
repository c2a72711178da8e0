"""What needs a word from the user first."""

import pytest

from inspector.compose.scope import Scope
from inspector.diagnose.trial.consents import is_home, needs
from inspector.diagnose.trial.part import experiment
from inspector.model.kinds.basic import Basic
from inspector.model.request import Request

POST = "> POST https://api.test/orders\n> Authorization: Bearer abc\n< 401 No"
BASIC = Request(url="https://api.test/orders/list", credential=Basic(user="ada"))


def test_reading_needs_none(ground):
    assert needs(experiment("garbage-credentials"), ground()) == ()


def test_a_post_needs_one(ground):
    assert needs(experiment("without-credentials"), ground(POST)) == ("unsafe-method",)


GRAPHQL = POST.replace("<", "> Content-Type: application/json\n>> {body}\n<", 1)


def test_a_query_of_graphql_is_repeated_unasked(ground):
    query = ground(GRAPHQL.replace("{body}", '{"query": "{ me { name } }"}'))
    assert needs(experiment("without-credentials"), query) == ()
    assert experiment("read-in-place-of-write").applies(query) != ""
    real = ground(GRAPHQL.replace("{body}", '{"query": "{ me }"}'), scope=Scope(production=True))
    assert needs(experiment("without-credentials"), real) == ("production",)


def test_a_mutation_or_another_call_by_post_needs_one(ground):
    for body in ('{"query": "mutation { pay }"}', '{"jsonrpc": "2.0", "method": "list"}'):
        other = ground(GRAPHQL.replace("{body}", body))
        assert needs(experiment("without-credentials"), other) == ("unsafe-method",)


def test_what_asks_a_provider_by_post_needs_one_beside_a_query(ground):
    query = ground(GRAPHQL.replace("{body}", '{"query": "{ me { name } }"}'))
    assert "unsafe-method" in needs(experiment("introspection"), query)


def test_a_password_is_not_repeated_unasked(ground):
    assert needs(experiment("trailing-slash"), ground(request=BASIC)) == ("login-attempt",)
    assert needs(experiment("garbage-credentials"), ground(request=BASIC)) == ()
    assert needs(experiment("without-credentials"), ground(request=BASIC)) == ()


def test_production_asks_before_anything_but_get(ground):
    real = Scope(production=True)
    assert needs(experiment("garbage-credentials"), ground(scope=real)) == ()
    assert "production" in needs(experiment("garbage-credentials"), ground(POST, scope=real))
    assert needs(experiment("preflight"), ground(scope=real)) == ("production",)


@pytest.mark.parametrize(
    ("home", "url", "expected"),
    [
        ("http://a.test/x", "http://a.test/y", True),
        ("http://a.test/x", "https://a.test/x", True),
        ("http://a.test:8080/", "https://a.test:8080/", True),
        ("https://a.test/x", "http://a.test/x", False),
        ("http://a.test/", "http://a.test:81/", False),
        ("https://a.test/", "https://b.test/", False),
        ("https://a.test/", "", False),
    ],
)
def test_home_is_the_server_that_was_asked(home, url, expected):
    assert is_home(home, url) is expected
