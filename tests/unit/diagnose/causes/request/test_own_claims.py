"""What a signed token shows of itself: its writing, its times, its rights, who made it."""

import base64
import json

import pytest

from inspector.diagnose import diagnose

TENANT, OTHER = "2b1f9c3e-5d7a-4e60-8b12-9c0d1e2f3a4b", "7e6d5c4b-3a29-4817-a6f5-0e9d8c7b6a59"


def coded(part):
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


def token(kid="k1", **claims):
    whole = {"iss": "https://id.mills.example/", "sub": "ada", "azp": "mill-ui", **claims}
    return f"{coded({'alg': 'HS256', 'kid': kid})}.{coded(whole)}.{'c2ln' * 10}c2k"


def call(value, method="GET", status="401 Unauthorized", path="/sacks", words=""):
    line = f"> {method} https://mills.example{path}\n> Authorization: Bearer {value}\n< {status}"
    return f"{line}\n<< {words}" if words else line


FORBIDDEN = "403 Forbidden"
STANDARD = (
    base64.b64encode(b'{"alg":"HS256","typ":"JWT"}').decode()
    + "." + base64.b64encode(b'{"sub":"ada"}').decode().rstrip("=") + ".q83vEjRWeJA+/w=="
)  # fmt: skip
FOUND = [
    ("credential-malformed", call(token().upper())),
    ("credential-malformed", call(token().lower())),
    ("credential-malformed", call(STANDARD)),
    ("credential-malformed", call(f"{token()}.c2lnbmF0dXJl")),
    ("time-in-another-unit", call(token(iat=1_773_216_900_000, exp=1_773_217_900_000))),
    ("scope-missing", call(token(scope="openid sacks:read"), "DELETE", FORBIDDEN)),
    ("scope-missing", call(token(scope="read"), "POST", FORBIDDEN)),
    ("scope-missing", call(token(permissions=[]), status=FORBIDDEN)),
    ("issued-for-another-project", call(token(tid=TENANT), path=f"/tenants/{OTHER}/sacks")),
    ("issuer-not-trusted", call(token(), status="200 OK", path="/barns") + "\n---\n" + call(token(iss="http://localhost:8080/mills"))),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "text"), FOUND)
def test_found_first_and_not_certain(attempt, slug, text):
    found = diagnose(attempt(text)).findings[0]
    assert found.slug == slug
    assert found.certainty in {"very-likely", "possible"}
    assert found.evidence[0].place is not None


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ({"permissions": []}, "The token names no right at all"),
        ({"scope": "openid profile"}, "The token names no scope but those of a login"),
    ],
)
def test_which_rights_it_lacks(attempt, claims, said):
    found = diagnose(attempt(call(token(**claims), status=FORBIDDEN))).findings[0]
    assert (found.slug, found.evidence[0].statement) == ("scope-missing", said)


QUIET = [
    ("credential-malformed", call(token())),
    ("time-in-another-unit", call(token(iat=1_773_216_900))),
    ("scope-missing", call(token(scope="sacks:read sacks:write"), "DELETE", FORBIDDEN)),
    ("scope-missing", call(token(scope="api"), "DELETE", FORBIDDEN)),
    ("scope-missing", call(token(scope="Mail.ReadWrite"), "DELETE", FORBIDDEN)),
    ("scope-missing", call(token(scope="sacks:read"), status=FORBIDDEN)),
    ("issued-for-another-project", call(token(tid=TENANT), path=f"/tenants/{TENANT}/sacks")),
    ("issuer-not-trusted", call(token(), status="200 OK") + "\n---\n" + call(token(iat=1))),
    ("issuer-not-trusted", call(token(), status="200 OK", path="/barns") + "\n---\n" + call(token("k9", iss="http://localhost:8080/mills", azp="barn", aud="b"))),
    ("scope-missing", call(token(scope="openid profile", realm_access={"roles": ["sacks"]}), status=FORBIDDEN)),
    ("scope-missing", call(token(scope="openid", resource_access={"mill": {"roles": ["write"]}}), "DELETE", FORBIDDEN)),
    (
        "time-in-another-unit",
        call(token(iat=1_773_216_900_000), status="200 OK") + "\n---\n" + call(token(iat=1_773_216_999_000)),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "text"), QUIET)
def test_left_alone(attempt, slug, text):
    assert diagnose(attempt(text)).findings[0].slug != slug
