"""What is written is read back the same, and a masked secret is nowhere left."""

import base64
from datetime import UTC, datetime
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.protocol import redaction
from inspector.protocol.challenges.parsing import parse
from inspector.protocol.challenges.scanner import quote as quoted
from inspector.protocol.cookie import cookie_rules, cookies
from inspector.protocol.schemes import basic, digest_check
from inspector.protocol.schemes.digest import DigestInput, answer

NOW = datetime(2026, 1, 2, tzinfo=UTC)
ALGORITHMS = (
    "MD5", "MD5-sess", "SHA-256", "SHA-256-sess", "SHA-512-256", "SHA-512-256-sess", "SHA-512",
    "SHA-512-sess",
)  # fmt: skip
WORDS = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"))
SECRETS = st.text("abcXYZ0189-_.~+/=!$&'()*,;:@% äé\"\\<>", min_size=12, max_size=60).filter(
    lambda text: text == text.strip() and len(set(text)) > 4
)


@given(
    WORDS,
    WORDS.filter(bool),
    st.sampled_from(ALGORITHMS),
    st.sampled_from(["", 'qop="auth"', 'qop="auth-int"', 'qop="auth,auth-int"']),
    st.text(max_size=10),
)
def test_every_digest_answer_fits_its_challenge(realm, nonce, algorithm, qop, password):
    text = f"Digest realm={quoted(realm)}, nonce={quoted(nonce)}, opaque={quoted(realm)}, "
    (challenge,) = parse(f"{text}algorithm={algorithm}, {qop}".rstrip(", "))
    wanted = DigestInput(
        method="POST",
        uri='/a?b="c",d',
        user='Jä "x"',
        password=password,
        body=b"x",
        cnonce='c"n',
        nc=7,
    )
    sent = digest_check.read(answer(challenge, wanted).header)
    assert digest_check.verify(sent, challenge, wanted) == ()


@given(st.text().filter(lambda text: ":" not in text), st.text())
def test_basic(user, password):
    found = basic.read(basic.header(user, password))
    if not (user + password).isascii() or (user + password).isprintable():
        assert found.has_colon
    assert (found.user, found.password) == (user, password)


@given(
    st.from_regex(r"[a-zA-Z\[\]0-9]{1,8}", fullmatch=True),
    st.from_regex(r"[!-:<-~]{0,20}", fullmatch=True),
)
def test_a_stored_cookie_goes_back_to_where_it_came_from(name, value):
    url = "https://a.example.com/x/y"
    stored = cookie_rules.store(cookies.parse(f"{name}={value}", NOW), url)
    assert cookie_rules.withheld(stored, url, NOW) is None
    (pair,) = cookies.pairs(f"{name}={value}")
    assert (pair.name, pair.value) == (stored.cookie.name, stored.cookie.value)


def _forms(secret):
    data = secret.encode()
    return (
        secret,
        data.hex(),
        quote(secret, safe=""),
        base64.b64encode(b"u:" + data).decode(),
        base64.urlsafe_b64encode(data).decode(),
    )


def _pieces(text):
    """Return all runs of 8 characters of the part that a mask never shows."""
    shown, middle = text[:10], text[10:-4]
    return {run for i in range(len(middle) - 7) if (run := middle[i : i + 8]) not in shown}


@given(SECRETS)
def test_a_known_secret_is_found_in_every_form(secret):
    for form in _forms(secret):
        masked = redaction.masked_text(f"<p>{form}</p>", [secret])
        assert not [piece for piece in _pieces(secret) if piece in masked]


@given(SECRETS)
def test_a_marked_secret_leaves_the_whole_exchange(secret):
    value = "x" + secret.encode().decode("latin-1")
    header = Header("X-Anything", value, "credential", ((1, len(value)),))
    echo = "|".join(_forms(secret)).encode()
    exchange = Exchange(
        request=Message(method="GET", url="https://a/", headers=(header,)),
        reply=Reply(status=200, headers=(Header("X-Echo", value),), body=echo),
        raw_sent=b"GET / HTTP/1.1\r\nX-Anything: " + value.encode("latin-1") + b"\r\n\r\n",
        raw_received=b"HTTP/1.1 200 OK\r\n\r\n" + echo,
    )
    masked = redaction.masked_exchange(exchange)
    left = [masked.request.headers[0].value, masked.reply.headers[0].value]
    left += [
        data.decode("latin-1") for data in (masked.reply.body, masked.raw_sent, masked.raw_received)
    ]
    pieces = _pieces(secret.encode().decode("latin-1"))
    assert not [piece for piece in pieces if any(piece in text for text in left)]
