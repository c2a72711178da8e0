"""What a token was asked for, and the environment that it names, beside where it was sent."""

import base64
import json

import pytest

from inspector.diagnose.diagnosing import diagnose
from tests.fixtures.short_texts import attempt_of

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


# ---------------- The provider left out of the token what it was asked for
CALLBACK = "&redirect_uri=https%3A%2F%2Fyard.example%2Fback&state=k3"
CODE = "grant_type=authorization_code&client_id=yard&code=c0de-71-aa-20"


def _began(wish, client="yard"):
    return (
        "> GET https://id.harbour.example/authorize?response_type=code"
        f"&client_id={client}{CALLBACK}{wish}\n"
        f"< 302 Found\n{DATE}\n< Location: https://yard.example/back?code=c0de-71-aa-20&state=k3"
    )


def _given(token, body=CODE, name="access_token", path="/oauth/token", more=""):
    return (
        f"> POST https://id.harbour.example{path}\n"
        "> Content-Type: application/x-www-form-urlencoded\n"
        f">> {body}\n< 200 OK\n{DATE}\n< Content-Type: application/json\n"
        f'<< {{"{name}": "{token}", "expires_in": 9000{more}}}'
    )


DEVICE = _given(
    "d3v1ce-0f-31", "client_id=yard&audience=lift-api", "device_code", "/oauth/device/code"
)
BY_DEVICE = "grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code=d3v1ce-0f-31"
FIRST = _given(
    "0paque-first-token",
    f"{GRANT}&resource=https%3A%2F%2Fcranes.harbour.example%2Fv2",
    more=', "refresh_token": "r3fr3sh-31-0f-aa"',
)
RENEWED = "grant_type=refresh_token&refresh_token=r3fr3sh-31-0f-aa"


def _tells_it(found):
    told = [one.evidence for one in found if one.slug == "audience-mismatch"]
    return any("was asked for" in fact.statement for facts in told for fact in facts)


@pytest.mark.parametrize(
    ("before", "body"),
    [
        ([_began("&audience=lift-api")], CODE),
        ([_began("&resource=https%3A%2F%2Fcranes.harbour.example%2Fv2")], CODE),
        ([DEVICE], BY_DEVICE),
        ([FIRST], RENEWED),
        ([], f"{GRANT}&audience=lift-api"),
    ],
)
@pytest.mark.parametrize("words", ["", '\n<< {"message": "invalid token"}'])
def test_the_audience_asked_for_is_not_in_the_token(attempt, before, body, words):
    token = _token(aud="account")
    first = _found(
        attempt, *before, _given(token, body), _call(token, reply=NO + words, path="/lifts")
    )[0]
    assert (first.slug, first.cause.value) == ("audience-mismatch", "configuration")
    assert first.certainty == "very-likely"
    assert "account" in first.title
    assert len({one.place.entry for one in first.evidence if one.place}) > 1


@pytest.mark.parametrize(
    ("wish", "aud"),
    [
        ("audience=lift-api", "lift-api"),
        ("audience=lift-api", ["account", "lift-api"]),
        ("resource=https%3A%2F%2Fcranes.harbour.example%2Fv2", "https://cranes.harbour.example"),
        ("audience=api%3A%2F%2Flift", "lift"),
        # A provider may know the API by a number of its own.
        ("resource=https%3A%2F%2Fcranes.harbour.example", "3d8f0c11-7a52-4f0e-9a63-0f6a3b9c2d10"),
        ("scope=lifts", "account"),  # no audience was asked for
    ],
)
def test_the_token_may_well_be_for_it(attempt, wish, aud):
    token = _token(aud=aud)
    found = _found(attempt, _given(token, f"{GRANT}&{wish}"), _call(token))
    assert not _tells_it(found)


ASKED = f"{GRANT}&audience=lift-api"
TAKEN = f"< 200 OK\n{DATE}"


@pytest.mark.parametrize(
    "parts",
    [
        lambda token: [
            _given(token, ASKED),
            _call(token, reply=f'{NO}\n<< {{"error": "token expired"}}'),
        ],
        lambda token: [_given(token, ASKED), _call(token, reply=TAKEN, path="/q"), _call(token)],
        lambda token: [_given(token, ASKED, "id_token"), _call(token)],
        # Another token for the same audience is taken here.
        lambda token: [
            _call(_token(aud="account", sub="ada"), reply=TAKEN, path="/q"),
            _given(token, ASKED),
            _call(token),
        ],
        # The provider itself was not asked for.
        lambda token: [_given(token, ASKED), _call(token, "id.harbour.example")],
        lambda token: [_began("&audience=lift-api", "other-client"), _given(token), _call(token)],
    ],
)
def test_where_what_was_left_out_is_no_reason(attempt, parts):
    found = _found(attempt, *parts(_token(aud="account")))
    assert not _tells_it(found)


def test_of_several_wishes_one_is_enough(attempt):
    token = _token(aud="berths")
    several = _began("&resource=urn%3Ax%3Aberths&resource=urn%3Ax%3Acranes")
    found = _found(attempt, several, _given(token), _call(token))
    assert not _tells_it(found)


# ---------------- A token for another audience was accepted
PAGE = "<< <html><body><h1>Error</h1><h2>You do not have permission to the requested URL.</h2>"
INVALID = f'< 401 Unauthorized\n< WWW-Authenticate: Bearer error="invalid_token"\n{PAGE}'
SCOPE = f'< 401 Unauthorized\n< WWW-Authenticate: Bearer error="insufficient_scope"\n{PAGE}'


def _slugs(refused, wanted="https://orders-x1.run.test", path="/mcp"):
    parts = []
    for aud, got in (("https://orders.acme.test", refused), (wanted, "< 200 OK\n<< {}")):
        token = _token(iss="https://id.test", sub=aud[-6:], aud=aud)
        parts.append(
            f"> POST https://orders.acme.test{path}\n> Authorization: Bearer {token}\n{got}"
        )
    return [one.slug for one in diagnose(attempt_of("\n---\n".join(parts))).findings]


def test_an_invalid_token_beside_a_page_that_speaks_of_a_right():
    assert _slugs(INVALID)[0] == "audience-mismatch"


@pytest.mark.parametrize(
    "other", [{"refused": SCOPE}, {"refused": INVALID, "wanted": "https://orders.acme.test"}]
)
def test_a_right_that_lacks_and_the_same_audience(other):
    assert "audience-mismatch" not in _slugs(**other)
