"""What an experiment starts from."""

import pytest

from inspector.compose.scope import Scope
from inspector.diagnose.trial.baseline import places
from inspector.diagnose.trial.consents import needs
from inspector.diagnose.trial.part import experiment
from inspector.model.experiment import Aids, KnownPlace
from inspector.model.kinds.basic import Basic
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


@pytest.mark.parametrize(
    "sent",
    [
        "> GET https://api.test/login?user=ada&password=pw",
        "> GET https://api.test/a\n> X-Auth-Email: ada@a.test\n> X-Auth-Key: 0123456789",
        "> GET https://api.test/a?username=ada&api_key=0123456789",
    ],
)
def test_an_account_beside_its_key_is_a_login(ground, sent):
    found = ground(sent + "\n< 401 No", request=Request(url="https://api.test/a"))
    assert found.is_login
    assert experiment("garbage-credentials").applies(found)
    assert "login-attempt" in needs(experiment("trailing-slash"), found)


def test_the_program_is_no_account(ground):
    sent = "> GET https://api.test/a\n> User-Agent: x\n> X-Api-Key: 0123456789\n< 401 No"
    assert not ground(sent, request=Request(url="https://api.test/a")).is_login


def test_a_key_is_no_login(ground):
    assert ground().has_key
    assert not ground("> GET https://api.test/\n< 401 No", request=Request(url="x")).has_key


@pytest.mark.parametrize(
    ("url", "key", "there"),
    [
        ("https://api.github.com/repos/a/b", "ghp_" + "a1B2" * 9, "https://api.github.com/user"),
        (
            "https://git.firm.example/api/v4/x",
            "glpat-" + "a1B2c" * 4,
            "https://git.firm.example/api/v4/user",
        ),
        ("https://api.firm.example/x", "ghp_" + "a1B2" * 9, ""),
        ("https://api.github.com/user", "ghp_" + "a1B2" * 9, ""),
    ],
)
def test_a_providers_own_place_is_known(ground, url, key, there):
    found = ground(f"> GET {url}\n> Authorization: Bearer {key}\n< 403 Forbidden\n<< {{}}")
    assert [one.url for one in places(found)] == ([there] if there else [])


def test_places_of_the_trace_come_first_and_those_of_other_servers_never(ground):
    found = ground(
        "> GET https://api.test/me\n> Authorization: Bearer abc.def\n< 200 OK\n<< {}\n---\n"
        "> GET https://api.test/orders\n> Authorization: Bearer abc.def\n< 403 Forbidden\n<< {}",
        scope=Scope(
            aids=Aids(
                places=(
                    KnownPlace(url="https://other.test/me", source="given"),
                    KnownPlace(url="https://api.test/orders/", source="given"),
                    KnownPlace(url="https://api.test/about", source="collection"),
                )
            )
        ),
    )
    assert [(one.url, one.same) for one in places(found)] == [
        ("https://api.test/me", True),
        ("https://api.test/about", False),
    ]
