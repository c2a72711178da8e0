"""The server names a fault of its own settings: no request is right then."""

import pytest

from inspector.diagnose import diagnose

SLUG = "server-not-set-up"
TOKEN = "> Authorization: Bearer tk-33103310aa\n"


def _slugs(attempt, said, status="500 Internal Server Error", sent=TOKEN):
    call = f"> GET https://shelf.acme.example/parts\n{sent}< {status}\n"
    found = diagnose(attempt(f"{call}< Content-Type: text/plain\n<< {said}")).findings
    return [one.slug for one in found]


@pytest.mark.parametrize(
    "said",
    [
        "Server configuration error, tell the operator",
        "Error: No authenticationScheme was specified, and there was no DefaultChallengeScheme found.",
        "No application encryption key has been specified.",
        "SHELF_SIGNING_SECRET is not set",
        "JWT secret must be configured",
        "The session is unavailable because no secret key was set.",
        "Authentication middleware is misconfigured",
    ],
)
@pytest.mark.parametrize("status", ["500 Internal Server Error", "401 Unauthorized"])
def test_a_fault_of_the_settings(attempt, said, status):
    assert _slugs(attempt, said, status)[0] == SLUG


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("No client secret was provided", "401 Unauthorized"),
        ("Your application is misconfigured: redirect_uri mismatch", "400 Bad Request"),
        ("Invalid webhook signature", "401 Unauthorized"),
        ("No signing key found for kid k7", "401 Unauthorized"),
        ("The field configuration is invalid", "500 Internal Server Error"),
        ("No token was provided", "401 Unauthorized"),
        (
            "No 'Authorization: Basic' header found. Either the client didn't send one, or the server is misconfigured",
            "401 Unauthorized",
        ),
    ],
)
def test_no_fault_of_the_settings(attempt, said, status):
    assert SLUG not in _slugs(attempt, said, status)


def test_settings_of_other_things_are_no_refusal_of_a_stranger(attempt):
    assert _slugs(attempt, "Missing environment variable SMTP_HOST", sent="") == []
    assert _slugs(attempt, "Missing environment variable JWT_SECRET", sent="") == [SLUG]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("a security handler for 'partner' does not exist", True),
        ("Authentication strategy 'partner' is not registered", True),
        ("Unknown authentication strategy partner", True),
        ("a handler for 'partner' does not exist", False),
        ("No authentication backend was given", False),
    ],
)
def test_what_should_check_the_caller_is_not_there(attempt, said, told):
    assert (_slugs(attempt, said)[:1] == [SLUG]) is told
