"""How far a credential gets, from refusals that differ."""

import pytest

from inspector.diagnose.trial.ladder import ladder
from tests.fixtures.experimenting import jwt

SENT = f"> GET https://api.test/orders\n> Authorization: Bearer {jwt()}\n"
BASIC = "> GET https://api.test/orders\n> Authorization: Basic YTpi\n"


def said(code, text):
    return f'< 401 No\n< WWW-Authenticate: Bearer error="{code}", error_description="{text}"'


BARE = "< 401 No\n< WWW-Authenticate: Bearer realm=r"
EXPIRED = said("invalid_token", "The access token expired")
BROKEN = said("invalid_token", "The signature is invalid")
AUDIENCE = said("invalid_token", "The audience is invalid")
SCOPE = '< 403 No\n< WWW-Authenticate: Bearer error="insufficient_scope", scope="admin"'


def drawn(case, mine, outcomes, sent=SENT):
    return {
        rung.name: (rung.state, rung.experiment) for rung in ladder(case(sent + mine), outcomes)
    }


def test_none_where_every_refusal_looks_the_same(case, outcome):
    alike = [outcome(name, BARE) for name in ("without-credentials", "garbage-credentials")]
    assert ladder(case(SENT + BARE), alike) == ()


def test_stopped_at_the_time(case, outcome):
    found = drawn(
        case,
        EXPIRED,
        [
            outcome("without-credentials", BARE, "differs"),
            outcome("signature-altered", BROKEN, "differs"),
        ],
    )
    assert list(found) == ["Scheme", "Format", "Signature", "Expiry", "Audience", "Scope"]
    assert found["Scheme"] == ("passed", "without-credentials")
    assert found["Signature"] == ("passed", "signature-altered")
    assert found["Expiry"][0] == "stopped-here"
    assert found["Audience"] == found["Scope"] == ("not-reached", "")


def test_a_server_that_looks_at_the_time_first(case, outcome):
    found = drawn(
        case,
        BROKEN,
        [
            outcome("without-credentials", BARE, "differs"),
            outcome("signature-altered", BROKEN, "same"),
            outcome("expired-by-design", EXPIRED, "differs"),
        ],
    )
    names = list(found)
    assert names.index("Expiry") < names.index("Signature")
    assert found["Expiry"] == ("passed", "expired-by-design")
    assert found["Signature"][0] == "stopped-here"


@pytest.mark.parametrize(("mine", "name"), [(AUDIENCE, "Audience"), (SCOPE, "Scope")])
def test_stopped_late(case, outcome, mine, name):
    outcomes = [
        outcome("without-credentials", BARE, "differs"),
        outcome("garbage-credentials", BROKEN, "differs"),
        outcome("expired-by-design", EXPIRED, "differs"),
    ]
    found = drawn(case, mine, outcomes)
    assert found[name][0] == "stopped-here"
    assert found["Signature"][0] == found["Expiry"][0] == "passed"


def test_a_login_has_other_rungs(case, outcome):
    outcomes = [
        outcome("without-credentials", "< 401 No\n<< log in", "differs", BASIC),
        outcome("garbage-credentials", "< 401 No\n<< wrong", "same", BASIC),
    ]
    found = drawn(case, "< 401 No\n<< wrong", outcomes, BASIC)
    assert found == {
        "Scheme": ("passed", "without-credentials"),
        "Login": ("stopped-here", "garbage-credentials"),
        "Scope": ("not-reached", ""),
    }


def test_what_was_not_shown_stays_unknown(case, outcome):
    found = drawn(case, BARE, [outcome("without-credentials", "< 401 No", "differs")])
    assert found["Signature"] == ("unknown", "")


def test_a_session_has_its_own(case, outcome):
    cookie = "> GET https://api.test/orders\n> Cookie: sessionid=abc123\n"
    nobody = "< 401 No\n<< log in"
    outcomes = [
        outcome("without-credentials", nobody, "differs", cookie),
        outcome("garbage-credentials", nobody, "differs", cookie),
    ]
    found = drawn(case, '< 403 No\n<< {"error": "permission denied"}', outcomes, cookie)
    assert found["Session"] == ("passed", "garbage-credentials")
    assert found["Scope"][0] == "stopped-here"
