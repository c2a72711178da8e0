"""The decision table: which way each result moves which family, on replies as servers give them."""

import pytest

from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.trial.weighing import weighed
from inspector.model.finding import Cause, Evidence
from tests.fixtures.experimenting import jwt

INVALID, MISSING = Cause.INVALID_CREDENTIALS, Cause.MISSING_CREDENTIALS
PERMISSION, CONFIG = Cause.INSUFFICIENT_PERMISSIONS, Cause.CONFIGURATION
NETWORK, ENDPOINT = Cause.NETWORK_BLOCKED, Cause.WRONG_ENDPOINT
REVOKED, SESSION, CSRF = Cause.REVOKED_TOKEN, Cause.EXPIRED_SESSION, Cause.CSRF_FAILURE
SCHEME, PROVIDER = Cause.SCHEME_MISMATCH, Cause.PROVIDER_UNREACHABLE

TOKEN = f"> GET https://api.test/orders\n> Authorization: Bearer {jwt()}\n"
COOKIE = "> GET https://api.test/orders\n> Cookie: sessionid=abc123\n"
BARE = "< 401 No\n< WWW-Authenticate: Bearer realm=r"
INVALID_TOKEN = '< 401 No\n< WWW-Authenticate: Bearer error="invalid_token"'
EXPIRED = '< 401 No\n< WWW-Authenticate: Bearer error="invalid_token", error_description="expired"'
SCOPE = '< 403 No\n< WWW-Authenticate: Bearer error="insufficient_scope", scope="admin"'
FORBIDDEN = '< 403 Forbidden\n<< {"error": "forbidden"}'
REFERER = "< 403 Forbidden\n< Content-Type: text/plain\n<< Forbidden Referer header"
OF_A_PROXY = f"{BARE}\n< Server: tinyproxy/1.11.1"
PAGE = (
    "< 200 OK\n< Content-Type: text/html\n"
    "<< <form action=/login><input name=user><input type=password name=pw></form>"
)
OK = '< 200 OK\n< Content-Type: application/json\n<< {"orders": []}'

ROWS = [
    # experiment, my refusal, the variant's reply, families that gain, families that lose
    ("without-credentials", INVALID_TOKEN, BARE, {INVALID}, {MISSING, NETWORK}),
    ("without-credentials", BARE, BARE, {MISSING}, {PERMISSION}),
    ("without-credentials", BARE, OK, {INVALID}, {MISSING, NETWORK, ENDPOINT, PERMISSION}),
    ("without-credentials", FORBIDDEN, BARE, {PERMISSION}, {MISSING, INVALID, NETWORK}),
    ("without-credentials", FORBIDDEN, FORBIDDEN, {NETWORK}, {PERMISSION}),
    ("garbage-credentials", INVALID_TOKEN, INVALID_TOKEN, {INVALID}, {PERMISSION, CSRF}),
    ("garbage-credentials", REFERER, REFERER, set(), {PERMISSION, INVALID}),
    ("garbage-credentials", SCOPE, INVALID_TOKEN, {PERMISSION}, {MISSING, NETWORK}),
    ("garbage-credentials", BARE, OK, set(), {MISSING, NETWORK}),
    ("garbage-credentials", FORBIDDEN, BARE, {PERMISSION, REVOKED}, {MISSING, NETWORK}),
    ("garbage-credentials", PAGE, PAGE, {SCHEME, MISSING}, {PERMISSION, CSRF}),
    ("other-scheme", BARE, OK, {SCHEME}, {INVALID, MISSING, PERMISSION}),
    ("other-scheme", BARE, BARE, {INVALID}, {SCHEME}),
    ("fresh-token", BARE, BARE, {PERMISSION, CONFIG, ENDPOINT, NETWORK}, {REVOKED}),
    ("fresh-token", BARE, OK, {REVOKED}, {PERMISSION, CONFIG, ENDPOINT, NETWORK, SCHEME}),
    ("signature-altered", EXPIRED, INVALID_TOKEN, {REVOKED, PERMISSION}, {MISSING, SCHEME}),
    ("signature-altered", INVALID_TOKEN, INVALID_TOKEN, set(), {PERMISSION}),
    ("expired-by-design", INVALID_TOKEN, EXPIRED, set(), {MISSING}),
    ("without-cookies", BARE, OK, {SESSION, CSRF}, {MISSING, NETWORK}),
    ("without-cookies", BARE, BARE, set(), {CSRF, PERMISSION}),
    ("with-csrf-token", FORBIDDEN, OK, {CSRF}, {PERMISSION, SESSION, MISSING, INVALID}),
    ("with-csrf-token", FORBIDDEN, FORBIDDEN, set(), {CSRF}),
    ("other-place-of-the-key", BARE, OK, set(), {INVALID, REVOKED, PERMISSION, NETWORK}),
    ("trailing-slash", BARE, OK, set(), {INVALID, PERMISSION}),
    ("final-address", BARE, OK, {ENDPOINT}, {INVALID}),
    ("final-address", BARE, BARE, {INVALID}, set()),
    ("http-https", BARE, OK, set(), {INVALID, PERMISSION, MISSING}),
    ("direct-without-proxy", FORBIDDEN, OK, {NETWORK}, {INVALID, MISSING, PERMISSION}),
    ("direct-without-proxy", FORBIDDEN, BARE, {NETWORK}, set()),
    ("direct-without-proxy", OF_A_PROXY, OK, {NETWORK}, {INVALID, PERMISSION}),
    ("direct-without-proxy", BARE, OK, set(), {INVALID, MISSING, PERMISSION}),
    ("direct-without-proxy", BARE, OK, set(), {INVALID, MISSING, PERMISSION}),
    ("other-saved-credential", BARE, OK, {INVALID, PERMISSION, REVOKED}, {ENDPOINT, NETWORK}),
    ("other-saved-credential", BARE, BARE, {ENDPOINT, NETWORK, CONFIG}, {REVOKED, INVALID}),
]


def moved(case, outcome, name, mine, after):
    """Each family's weight after a result, where each was as likely as not before."""
    proof = Evidence(statement="x", experiment="y")
    even = [Suspicion(cause=one, slug="s", weight=0.5, evidence=(proof,)) for one in Cause]
    sent = COOKIE if name in {"without-cookies", "with-csrf-token"} else TOKEN
    found = weighed(case(sent + mine), even, [outcome(name, after, sent=sent)])
    return {one.cause: one.weight for one in found if one.slug == "s"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_which_way_it_moves(case, outcome, row):
    name, mine, after, gain, lose = row
    weights = moved(case, outcome, name, mine, after)
    assert {cause for cause in gain if weights[cause] <= 0.5} == set()
    assert {cause for cause in lose if weights[cause] >= 0.5} == set()
    assert max(weights.values()) < 0.985


def test_a_server_error_says_nothing_for_sure(case, outcome):
    for name in ("trailing-slash", "final-address", "other-scheme"):
        weights = moved(case, outcome, name, BARE, "< 500 Oh")
        assert set(weights.values()) == {0.5}
