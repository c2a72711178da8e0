"""Every check of a token's members."""

import base64
import json
from datetime import UTC, datetime

from inspector.annotate.tokens import decode
from inspector.annotate.tokens.checks import checked, checks, closing
from inspector.annotate.tokens.expected import Expected
from inspector.annotate.tokens.signatures import Signature
from inspector.protocol.tokens import jose

NOW = datetime(2026, 1, 1, tzinfo=UTC)
AT = 1767225600


def token_of(claims, **header):
    parts = [
        base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=")
        for one in ({"alg": "RS256", **header}, claims)
    ]
    return ".".join([*parts, "c2lnbmF0dXJl"])


def found(claims, expected=None, **header):
    return checks(jose.read(token_of(claims, **header)), expected or Expected(), NOW)


def test_a_long_life_is_seen_beside_a_good_time():
    text = token_of({"iat": AT - 10, "exp": AT + 999_999})
    shown = checked(decode(text, NOW), checks(jose.read(text), Expected(), NOW))
    row = next(row for part in shown.parts for row in part.rows if row.name == "iat")
    assert (row.level, "longer than a day" in row.note) == ("odd", True)


def test_the_closing_line():
    unchecked = closing(found({"exp": AT + 9}))
    assert unchecked.startswith("No check fails, but the signature was not checked")
    assert closing(found({"exp": AT - 99})).startswith("Only exp fails. Renewing")
    both = found({"exp": AT - 99, "aud": "x"}, Expected(audience="a"))
    assert closing(both).startswith("exp, aud fail.")


def test_a_payload_without_claims():
    found = checks(jose.read("eyJhbGciOiJIUzI1NiJ9.AAAA.AAAA"), Expected(), NOW)
    assert {(one.part, one.level) for one in found} == {("header", "info"), ("signature", "info")}


def test_only_members_that_the_token_has_are_judged():
    names = {one.name for one in found({"azp": "me"}, Expected(client="me", scope="r"))}
    assert names == {"alg", "signature", "azp"}


def test_a_signature_that_was_checked_counts():
    wrong = Signature(state="invalid", title="", text="", fit="wrong", in_set=True)
    read = jose.read(token_of({"exp": AT + 9}, kid="a"))
    assert closing(checks(read, Expected(), NOW, wrong)).startswith("Only signature fails.")
