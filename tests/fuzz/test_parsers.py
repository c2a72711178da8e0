"""Any bytes into every reader of the protocol stage: a record or None, never an exception."""

import base64
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.protocol import (
    dates,
    json_text,
    redaction,
    urls,
)
from inspector.protocol.cookie import cookie_rules, cookies
from inspector.protocol.cors import checks
from inspector.protocol.keys import key_shapes
from inspector.protocol.masking import secret_spans
from inspector.protocol.oauth import (
    authorization,
    device_reply,
    error_reply,
    kept_token,
    registration,
    resource_metadata,
    server_metadata,
    token_reply,
)
from inspector.protocol.schemes import authentication_info, basic, digest_check, ntlm
from inspector.protocol.tokens import dpop, jose, saml
from inspector.reading.body import content_of
from inspector.reading.page import page_of
from tests.fixtures.processor_time import within

NOW = datetime(2026, 1, 2, tzinfo=UTC)
LATIN = st.binary(max_size=200).map(lambda data: data.decode("latin-1"))
UGLY = st.lists(
    st.sampled_from(
        [
            "token",
            "=",
            '"',
            ":",
            "&",
            "?",
            ";",
            "Bearer ",
            "eyJ",
            ".",
            "%3D",
            "<",
            ">",
            "\\",
            "\r\n",
        ]
    )
    | st.text(max_size=4),
    max_size=25,
).map("".join)
TEXTS = LATIN | UGLY | st.text(max_size=100)
B64 = st.binary(max_size=200).map(lambda data: base64.b64encode(data).decode())
READERS = {
    "authentication-info": authentication_info.read,
    "basic": lambda text: basic.read("Basic " + text),
    "cookie": cookies.pairs,
    "set-cookie": lambda text: cookie_rules.store(cookies.parse(text, NOW), "http://a.example/x"),
    "origin": urls.origin_of,
    "date": dates.any_date,
    "retry-after": lambda text: dates.retry_after(text, NOW),
    "digest": digest_check.read,
    "dpop": dpop.read,
    "jose": jose.read,
    "json": json_text.parse,
    "key-shape": lambda text: [key_shapes.recognise(text), *key_shapes.find(text)],
    "ntlm": ntlm.read,
    "token-reply": token_reply.token_reply,
    "token-refusal": error_reply.read,
    "device-reply": device_reply.read,
    "registration": registration.read,
    "server-metadata": server_metadata.read,
    "callback": authorization.read_callback,
    "kept-token": kept_token.read,
    "metadata": resource_metadata.read,
    "saml": saml.read,
    "masked-text": redaction.masked_text,
    "masked-url": redaction.masked_url,
    "is-masked": redaction.is_masked,
    "is-placeholder": redaction.is_placeholder,
}


@pytest.mark.parametrize("name", READERS)
def test_any_text(name):
    @given(TEXTS | B64)
    def check(text):
        READERS[name](text)

    check()


@given(LATIN | UGLY, st.sampled_from(["Authorization", "Cookie", "Set-Cookie", "X-Token", "Other"]))
def test_spans_of_headers_lie_inside(text, name):
    value = text.encode("utf-8", "surrogatepass").decode("latin-1")
    position = 0
    for start, end in redaction.header_spans(Header(name, value)):
        assert position <= start < end <= len(value)
        position = end


@given(TEXTS)
def test_spans_of_text_are_in_order(text):
    position = 0
    for start, end in secret_spans.text_spans(text, is_form=True):
        assert position <= start < end <= len(text)
        position = end


@given(
    st.binary(max_size=300), st.sampled_from(["", "text/html", "application/json", "x; charset=é"])
)
def test_any_body(body, kind):
    headers = (Header("Content-Type", kind),)
    assert content_of(headers, body).kind
    assert page_of("<html>" + body.decode("latin-1")).size > len(body)
    redaction.body_spans(headers, body)


@given(st.binary(max_size=200), LATIN, LATIN)
def test_any_exchange_can_be_masked(raw, value, url):
    exchange = Exchange(
        request=Message(
            method="GET", url=url, target=url, headers=(Header("Cookie", value),), body=raw
        ),
        reply=Reply(status=401, reason=value, headers=(Header("Location", url),), body=raw),
        raw_sent=raw,
        raw_received=b"HTTP/1.1 401 x\r\n" + raw,
    )
    masked = redaction.masked_exchange(exchange)
    assert len(masked.raw_sent) == len(raw)
    checks.judge_reply(exchange.reply, "https://a.example")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner),
        max_leaves=10,
    )
)
def test_any_json_as_payload(value):
    part = base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
    token = jose.read(f"eyJhbGciOiJub25lIn0.{part}.")
    assert token.claims == (value if isinstance(value, dict) else None) or value == {}
    assert dpop.faults(dpop.read(token.compact), dpop.DpopContext(method="GET", url="x", now=NOW))


LONG = {
    "letters": "a" * 1_000_000,
    "pairs": "a=b; " * 200_000,
    "blanks": " " * 1_000_000,
    "words": "Bearer " * 140_000,
    "token": "Bearer eyJhbGciOiJIUzI1NiJ9." + "a" * 1_000_000 + ".b",
    "names": "token=a&" * 125_000,
    "commas": "," * 1_000_000,
    "colons": "a:" * 500_000,
    "quote": 'Digest a="' + "x" * 1_000_000,
    "starts": "eyJ" * 330_000,
    "tags": '<input name="token" ' * 50_000,
}


@pytest.mark.parametrize("name", LONG)
def test_a_megabyte_ends_soon(name):
    for read in READERS.values():
        within(10, read, LONG[name])
    for header in ("Authorization", "Cookie", "Set-Cookie", "Location"):
        within(10, redaction.header_spans, Header(header, LONG[name]))


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=9), inside),
    max_leaves=6,
)
MEMBERS = [
    *("access_token", "token_type", "expires_in", "refresh_token", "scope", "id_token"),
    *("device_code", "user_code", "verification_uri", "interval", "error", "error_description"),
    *("client_id", "client_secret", "registration_client_uri", "registration_access_token"),
    *("issuer", "token_endpoint", "scopes_supported", "mtls_endpoint_aliases"),
]


@given(st.dictionaries(st.sampled_from(MEMBERS), ODD))
def test_members_of_any_type_in_the_replies_of_a_login_provider(members):
    body = json.dumps(members)
    for read in (error_reply.read, device_reply.read, registration.read, server_metadata.read):
        read(body)
    found = token_reply.token_reply(body)
    if found is not None:
        made = kept_token.kept(found, 1.0, 2.0)
        assert kept_token.read(kept_token.written(made)) == made
