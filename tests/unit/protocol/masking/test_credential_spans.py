import pytest

from inspector.protocol.masking.credential_spans import credential_spans


def _secrets(name, value):
    return [value[a:b] for a, b in credential_spans(name, value)]


@pytest.mark.parametrize(
    ("value", "secrets"),
    [
        ("Bearer abc", ["abc"]),
        ("Bearer Bearer abc", ["abc"]),
        ('Bearer "abc"', ["abc"]),
        ("Bearer abc\r\n", ["abc"]),
        ("bearer  abc def", ["abc def"]),
        ("Basic dXNlcjpw", ["dXNlcjpw"]),
        ("Token abc", ["abc"]),
        ("Custom abc", ["abc"]),
        ("abc12345", ["abc12345"]),
        ("hunter2 was my password", ["hunter2 was my password"]),
        ("", []),
        ("Bearer ", []),
    ],
)
def test_scheme_words_stay(value, secrets):
    assert _secrets("Authorization", value) == secrets


def test_of_digest_only_response_and_cnonce_go():
    value = (
        'Digest username="u", realm="r", nonce="n", uri="/", response="0f", qop=auth, cnonce="c"'
    )
    assert _secrets("Proxy-Authorization", value) == ["0f", "c"]


def test_of_aws_the_scope_stays():
    value = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/eu/s3/aws4_request, Signature=fe5f"
    assert _secrets("Authorization", value) == ["AKIDEXAMPLE", "fe5f"]


def test_of_cookies_the_names_stay():
    assert _secrets("Cookie", 'a=b; sid="c d"; deleted=; flag; x=1') == ["b", "c d", "flag"]


def test_of_set_cookie_the_attributes_stay():
    assert _secrets("Set-Cookie", "sid=abc=; Path=/; HttpOnly") == ["abc="]
    assert _secrets("Set-Cookie", "sid=deleted; Max-Age=0") == []


def test_key_headers_are_secret_as_a_whole():
    assert _secrets("X-Api-Key", " abc ") == ["abc"]
    assert _secrets("X-Api-Key", "Bearer abc") == ["abc"]


def test_other_headers_are_left_to_others():
    assert credential_spans("Accept", "abc") is None


@pytest.mark.parametrize(
    ("value", "secrets"),
    [
        ("base64url.bearer.authorization.k8s.io.c2VjcmV0LXRva2Vu, v4.channel.k8s.io",
         ["c2VjcmV0LXRva2Vu"]),
        ("graphql-ws, Bearer.c2VjcmV0LXRva2Vu", ["c2VjcmV0LXRva2Vu"]),
        ("access_token, kelp-44x", ["kelp-44x"]),
        ("chat, SdTBUNrd5hDvsT8qOsIy", ["SdTBUNrd5hDvsT8qOsIy"]),
        ("graphql-transport-ws, v4.channel.k8s.io", []),
        ("wamp.2.json, soap", []),
    ],
)  # fmt: skip
def test_a_token_among_the_protocols_of_a_socket(value, secrets):
    found = credential_spans("Sec-WebSocket-Protocol", value) or ()
    assert [value[a:b] for a, b in found] == secrets
