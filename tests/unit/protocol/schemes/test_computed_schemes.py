"""Schemes that no typed value can be sent as, and the words that curl needs for them."""

import pytest

from inspector.protocol.schemes.computed_schemes import computed, is_computed, known_schemes


@pytest.mark.parametrize(
    ("word", "name", "options"),
    [
        ("NTLM", "NTLM", ("--ntlm", "-u", "USER:PASSWORD")),
        ("negotiate", "Negotiate", ("--negotiate", "-u", ":")),
        (
            "AWS4-HMAC-SHA256",
            "AWS Signature V4",
            ("--aws-sigv4", "aws:amz:REGION:SERVICE", "-u", "ACCESS_KEY_ID:SECRET_ACCESS_KEY"),
        ),
        (
            "OSC4-HMAC-SHA256",
            "OSC4-HMAC-SHA256",
            ("--aws-sigv4", "osc:osc:REGION:SERVICE", "-u", "ACCESS_KEY_ID:SECRET_ACCESS_KEY"),
        ),
    ],
)
def test_curl_computes_it(word, name, options):
    found = computed(word)
    assert (found.name, found.options, found.by_curl) == (name, options, True)


@pytest.mark.parametrize(
    "word",
    [
        "Hawk",
        "DPoP",
        "HOBA",
        "Signature",
        "SCRAM-SHA-256",
        "EG1-HMAC-SHA256",
        "hmac-sha512",
        "GNAP",
    ],
)
def test_what_is_computed_elsewhere_goes_into_the_header(word):
    found = computed(word)
    assert not found.by_curl
    assert found.options[0] == "-H"
    assert found.options[1].startswith(f"Authorization: {word} ")


@pytest.mark.parametrize(
    "word", ["", "Basic", "Digest", "Bearer", "Token", "ApiKey", "SSWS", "OAuth"]
)
def test_others_can_be_typed(word):
    assert computed(word) is None
    assert not is_computed(word)


def test_all_that_are_known_by_name_are_listed_in_their_order():
    names = [each.name for each in known_schemes()]
    assert {"NTLM", "Negotiate", "DPoP", "AWS Signature V4", "Hawk"} <= set(names)
    assert names == sorted(names, key=str.lower)
    assert "Basic" not in names
