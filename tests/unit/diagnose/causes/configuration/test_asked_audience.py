"""What a token was asked for, and the environment that it names, beside where it was sent."""

import base64
import json

import pytest

from inspector.diagnose.diagnosing import diagnose

DATE = "< Date: Tue, 14 Nov 2023 22:13:20 GMT"
NO = f"< 401 Unauthorized\n{DATE}"
GRANT = "grant_type=client_credentials&client_id=depot"


def _token(**claims):
    named = {"iss": "https://id.harbour.example", "exp": 1_700_009_999, **claims}
    coded = (
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
        for part in ({"alg": "HS256"}, named)
    )
    return ".".join([*coded, "A" * 43])


def _call(token, host="cranes.harbour.example", reply=NO, path="/v2/lifts"):
    return f"> GET https://{host}{path}\n> Authorization: Bearer {token}\n{reply}"


def _asked(token, wish):
    return (
        "> POST https://id.harbour.example/oauth/token\n"
        "> Content-Type: application/x-www-form-urlencoded\n"
        f">> {GRANT}{wish}\n< 200 OK\n{DATE}\n< Content-Type: application/json\n"
        f'<< {{"access_token": "{token}", "expires_in": 9000}}'
    )


def _found(attempt, *parts):
    return diagnose(attempt("\n---\n".join(parts))).findings


@pytest.mark.parametrize("name", ["audience", "resource"])
def test_it_was_asked_for_with_another_address(attempt, name):
    token = _token()
    wish = f"&{name}=https%3A%2F%2Fberths.harbour.example"
    first = _found(attempt, _asked(token, wish), _call(token))[0]
    assert (first.slug, first.certainty) == ("audience-mismatch", "possible")
    assert "berths" in first.title


@pytest.mark.parametrize(
    ("wish", "more"),
    [
        ("", ()),
        ("&audience=https%3A%2F%2Fcranes.harbour.example", ()),
        ("&audience=harbour", ()),  # a name, no address: it may be the right one
        # The same token is taken here, so its audience is no reason.
        (
            "&audience=https%3A%2F%2Fberths.harbour.example",
            (_call(_token(), reply=f"< 200 OK\n{DATE}", path="/v2/quays"),),
        ),
    ],
)
def test_where_the_wish_is_no_reason(attempt, wish, more):
    token = _token()
    found = _found(attempt, _asked(token, wish), *more, _call(token))
    assert "audience-mismatch" not in [one.slug for one in found]


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "https://cranes.staging.harbour.example"},
        {"aud": "cranes-sandbox"},
        {"env": "staging"},
        {"iss": "https://id-qa.harbour.example"},
    ],
)
def test_another_environment_is_named(attempt, claims):
    first = _found(attempt, _call(_token(**claims)))[0]
    assert (first.slug, first.certainty) == ("environment-mismatch", "possible")


@pytest.mark.parametrize(
    ("claims", "host", "reply"),
    [
        ({"aud": "cranes"}, "cranes.harbour.example", NO),
        ({"env": "production"}, "cranes.harbour.example", NO),
        ({"env": "staging"}, "cranes.staging.harbour.example", NO),
        ({"iss": "https://id.harbour.example/realms/demo"}, "cranes.harbour.example", NO),
        ({"env": "staging"}, "cranes.harbour.example", f'{NO}\n<< {{"error": "token expired"}}'),
    ],
)
def test_none_is_named_or_another_reason_is(attempt, claims, host, reply):
    assert _found(attempt, _call(_token(**claims), host, reply))[0].slug != "environment-mismatch"
