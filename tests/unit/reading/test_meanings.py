"""Words have meanings, whatever the product; every pattern serves."""

from typing import get_args

import msgspec
import pytest

from inspector.model.annotation import Place
from inspector.reading import meanings
from inspector.reading.meanings import MeaningName
from inspector.reading.plain_words import plain
from inspector.reading.statements import Statement


def means(text, kind="message"):
    return meanings.meanings_of([Statement(text, plain(text), kind, "x", Place())])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Token has expired", "token-expired"),
        ("TokenExpiredError: jwt expired", "token-expired"),
        ("Session terminated, re-login, please.", "session-expired"),
        ("token_revoked", "revoked"),
        ("No matching session found.", "session-expired"),
        ("Account disabled", "locked"),
        ("Active users only", "locked"),
        ("Signature required", "missing"),
        ("Authorization header not found.", "missing"),
        ("The model is not available for this API key", "permission"),
        ("Authentication Error, Key is blocked.", "locked"),
        ("Authentication failed: missing token", "missing"),
        ("API key not allowed to access model", "permission"),
        ("Only proxy admins can generate keys", "permission"),
        ("Too many failed login attempts", "too-many-attempts"),
        ("CSRF verification failed. Request aborted.", "csrf"),
        ("Expired state", "csrf"),
        ("Invalid or expired state", "csrf"),
        ("invalid redirect url", "client-configuration"),
        ("Your IP address is not permitted to access this resource", "ip-refused"),
        ("The audience 'x' is invalid", "audience"),
        ("Jwt issuer is not configured", "issuer"),
        ("SignatureDoesNotMatch", "signature"),
        ("Lost connection to LDAP server.", "unreachable"),
        ("Authentication credentials were not provided.", "missing"),
        ("You do not have permission to perform this action.", "permission"),
        ("insufficient_scope", "scope"),
        ("Name or password is incorrect.", "bad-login"),
        ("Incorrect API key provided", "key-refused"),
        ("API keys are not supported by this API", "scheme-refused"),
        ("No required SSL certificate was sent", "client-certificate"),
        ("Must specify two-factor authentication OTP code.", "mfa"),
        ("Your password has expired", "password-expired"),
        ("Access through untrusted domain", "wrong-host"),
        ("Realm does not exist", "wrong-tenant"),
        ("The requested URL was rejected. Your support ID is 12", "waf"),
        ("Not enough segments", "malformed"),
        ("The token will be active at 2026-11-25T10:23:41.000Z", "clock"),
        ("Untrusted authorization token", "token-refused"),
        ("Expected 200 OK from the JSON Web Key Set HTTP response", "unreachable"),
        ("Failed to fetch authorization server metadata", "unreachable"),
        ("<urlopen error [Errno 111] Connection refused>", "connection-failed"),
        ("Error loading the user anna", "account-gone"),
        ("jwt must be provided", "missing"),
        ("jwt signature is required", "signature"),
        ("failed to verify signature: x", "signature"),
        ("signing method HS256 is invalid", "algorithm"),
        ("Too many Authorization headers.", "malformed"),
        ("Unable to introspect the access token", "unreachable"),
        ("Unable to verify authorization request state.", "csrf"),
        ("DPoP-bound token requires the DPoP authentication scheme, not Bearer.", "dpop"),
        ("The IdP is unavailable", "unreachable"),
        ("Unable to fetch the OpenID configuration", "unreachable"),
        ("The JWKS endpoint did not contain any signing keys", "unknown-key"),
        ("Unknown credentials", "bad-login"),
        ("no password given", "missing"),
        ("The user belonging to this token does no longer exist.", "account-gone"),
        ("Account is not fully set up", "locked"),
        ("User account has expired", "locked"),
        ("User credentials have expired", "password-expired"),
        ("token theft detected", "revoked"),
        ("Password was changed after this token was issued", "revoked"),
        ("The signature key was not found", "unknown-key"),
        ("id token issued by a different provider", "issuer"),
        ("You did not provide the correct credentials.", "bad-login"),
        ("The HMAC does not match", "signature"),
    ],
)
def test_meaning(text, name):
    assert name in means(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Authentication Error, Invalid proxy server token passed.", "wrong-environment"),
        ("Authentication failed: no permission", "bad-login"),
        ("API key not allowed to access model", "scheme-refused"),
        ("Request signature is required", "signature"),
        ('executing query="sum(": singleExpr: unexpected token ""; want "("', "malformed"),
    ],
)
def test_what_is_not_meant(text, name):
    assert name not in means(text)


@pytest.mark.parametrize(
    "text",
    ["Resource not updated", "Order created", "Item out of stock", "Internal server error",
     "must be positive", "is too short (minimum is 8 characters)", "Bad Request"],
)  # fmt: skip
def test_ordinary_words_have_none(text):
    assert means(text) == {}


def test_one_of_several_readings_is_trusted_less():
    alone = means("Your IP address is not allowed")["ip-refused"]
    beside = means("Invalid API-key, IP, or permissions for action.")["ip-refused"]
    assert beside.trust < alone.trust
    assert {"key-refused", "permission"} <= means(
        "Invalid API-key, IP, or permissions for action."
    ).keys()


def test_a_page_is_trusted_less_than_a_message():
    text = "Session expired"
    assert means(text, "page")["session-expired"].trust < means(text)["session-expired"].trust


def test_names_are_unique():
    assert len(set(get_args(MeaningName))) == len(get_args(MeaningName)) > 40


def test_an_anchored_word_is_found_whatever_was_said_before_it():
    texts = ("some other words zq1", "forbidden", "words after it zq2")
    said = [Statement(text, plain(text), "code", "x", Place()) for text in texts]
    meanings._read_before().clear()
    assert "denied" in meanings.meanings_of(said)


@pytest.mark.parametrize(
    ("code", "message", "first"),
    [
        ("auth_error", "No API key passed in.", "missing"),
        ("authentication_error", "Access forbidden: no such right", "permission"),
        ("permission_error", "Country, region, or territory not supported", "ip-refused"),
        ("auth_error", "Something is off", "bad-login"),
    ],
)
def test_a_sentence_tells_more_than_the_kind_of_error(code, message, first):
    told = [(message, "message"), (code, "code")]
    found = meanings.meanings_of([Statement(*each) for each in map(_of, told)])
    assert max(found, key=lambda name: found[name].trust) == first


def _of(told):
    text, kind = told
    return text, plain(text), kind, "type", Place()


@pytest.mark.parametrize(
    "text",
    [
        "Missing exp claim",
        'Token is missing the "nbf" claim',
        "Missing JTI",
        "iat claim is required",
    ],
)
def test_a_claim_that_a_token_lacks_is_about_the_token(text):
    found = means(text)
    assert "token-refused" in found
    assert not {"missing", "permission", "replayed"} & found.keys()


def test_another_claim_may_be_a_right_and_a_token_may_be_missing():
    assert "permission" in means("The claim is required: orders")
    assert "missing" in means("Missing token")
    assert "token-refused" not in means("Missing subject")


@pytest.mark.parametrize("what", ["dialect", "command", "plugin"])
def test_a_list_of_what_may_be_called_is_none_of_addresses(what):
    assert "ip-refused" not in means(f"The {what} is not on the whitelist")
    assert "ip-refused" in means("You are not on the whitelist")


@pytest.mark.parametrize(
    ("text", "of_another"),
    [("请求过于频繁，请稍后再试", True), ("Too many requests, please slow down", False)],
)
def test_what_a_pattern_of_another_script_reads_means_one_thing(text, of_another):
    found = means(text)["rate-limited"]
    assert found.is_of_another_script is of_another
    learned = msgspec.structs.replace(found, by_example=True)
    assert not learned.is_of_another_script
