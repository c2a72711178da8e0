"""The address that was meant, and what it was derived from."""

import base64
import json

import pytest

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.suspicion import Suspicion, fact
from inspector.diagnose.fixes.derived_addresses import derived_address
from inspector.model.finding import Cause


def jwt(**claims):
    parts = ({"alg": "none"}, claims)
    coded = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode() for part in parts]
    return f"{coded[0]}.{coded[1]}.c2ln".replace("=", "")


TENANT, OTHER = "0f8fad5b-d9cb-469f-a165-70867728950e", "7c9e6679-7425-40de-944b-e07fc1f90ae7"


def fix_of(attempt, text, evidence=(), **values):
    trace = Trace(attempt(text))
    cause = Cause.WRONG_ENDPOINT
    suspicion = Suspicion(cause=cause, slug="x", weight=0.5, values=values, evidence=evidence)
    return derived_address(trace.case(len(trace) - 1), suspicion)


def refused(url, *lines, token="abcdefgh12345678"):
    return "\n".join((f"> GET {url}", f"> Authorization: Bearer {token}", "< 403 No", *lines))


@pytest.mark.parametrize(
    ("url", "lines", "derived"),
    [
        (
            "https://api.a.test/v1/orders?page=2",
            ('<< {"message": "API version v1 is gone, use v3"}',),
            "https://api.a.test/v3/orders",
        ),
        (
            "https://api.a.test/v1/orders",
            ("< api-supported-versions: 1.0, 2.0",),
            "https://api.a.test/v2.0/orders",
        ),
        (
            "https://api.a.test/v1/orders",
            ('< Link: </v2/orders>; rel="successor-version"',),
            "https://api.a.test/v2/orders",
        ),
        (
            "https://api.a.test/order/7",
            ('<< {"message": "Unknown path. Did you mean /orders/7?"}',),
            "https://api.a.test/orders/7",
        ),
        (
            "https://api.a.test/orders/7",
            ('<< {"message": "Your account is hosted at https://eu1.a.test"}',),
            "https://eu1.a.test/orders/7",
        ),
        (
            "https://api.a.test/orders/7",
            ('<< {"message": "Please use api.eu.a.test for this key"}',),
            "https://api.eu.a.test/orders/7",
        ),
        (
            "https://api.a.test/api/orders",
            ('<< {"message": "This API has moved, call https://other.test/api/orders"}',),
            "https://other.test/api/orders",
        ),
    ],
)
def test_what_the_reply_names(attempt, url, lines, derived):
    fix = fix_of(attempt, refused(url, *lines))
    assert fix.changes[0].after == derived
    assert fix.because
    same_host = derived.startswith("https://api.a.test/")
    assert fix.risk == ("none" if same_host else "new-host")


@pytest.mark.parametrize(
    "words",
    [
        "See https://docs.a.test/errors/403",
        "Please use https://docs.a.test to learn more",
        "Use https://login.a.test to get a token",
        "Try again in 5 minutes",
        "Call us at https://help.other.test/contact",
        "Use application/json instead of text/html",
    ],
)
def test_what_is_no_other_address(attempt, words):
    url = "https://api.a.test/v/orders"
    assert fix_of(attempt, refused(url, f'<< {{"message": "{words}"}}')) is None


@pytest.mark.parametrize(("owner", "is_ours"), [("acme", True), ("rival", False)])
def test_a_base_address_of_another_owner_gets_no_credential(attempt, owner, is_ours):
    words = f"Your account is hosted at https://eu.{owner}.co.uk"
    fix = fix_of(attempt, refused("https://api.acme.co.uk/orders", f'<< {{"message": "{words}"}}'))
    assert (fix is not None) is is_ours


def test_the_tenant_of_the_token(attempt):
    url = f"https://a.test/{OTHER}/users"
    fix = fix_of(attempt, refused(url, token=jwt(tid=TENANT)))
    assert fix.changes[0].after == f"https://a.test/{TENANT}/users"
    assert fix.because == f"The token says tid: {TENANT}."
    url = "https://a.test/realms/staff/users"
    fix = fix_of(attempt, refused(url, token=jwt(iss="https://id.test/realms/shop")))
    assert fix.changes[0].after == "https://a.test/realms/shop/users"


def test_what_works_beside_it(attempt):
    accepted = "> GET https://a.test/v2/users\n> Authorization: Bearer abcdefgh12345678\n< 200 OK"
    fix = fix_of(attempt, f"{accepted}\n---\n{refused('https://a.test/v1/orders')}")
    assert fix.changes[0].after == "https://a.test/v2/orders"
    assert fix.because == "/v2/users was accepted at the same host."


def test_what_the_finding_knows(attempt):
    why = (fact("/orders/7 was accepted.", None),)
    fix = fix_of(attempt, refused("https://a.test/order/7?x=1"), why, other="/orders/7")
    assert (fix.changes[0].after, fix.because) == ("https://a.test/orders/7", why[0].statement)


def test_never_from_https_to_http(attempt):
    words = '<< {"message": "moved to http://api.a.test/orders, use it"}'
    assert fix_of(attempt, refused("https://api.a.test/order", words)) is None
