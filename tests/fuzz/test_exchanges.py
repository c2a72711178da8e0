"""Any exchanges at all: annotated, diagnosed, told and exported without an exception, in a second.

Time is the processor's, not the wall's: a busy machine must not fail the test.
"""

import base64
import json
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector import intake
from inspector.annotate.registry import annotate
from inspector.diagnose import diagnose
from inspector.diagnose.verdict import judge as verdict_module
from inspector.export.export import export
from inspector.export.registry import all_formats
from inspector.model.attempt import Attempt
from inspector.model.exchange import LONGEST, Exchange, Failure, Timing
from inspector.model.message import Header, Message, Reply, latin1
from inspector.story.telling import story_of
from inspector.workbench.answer import Answer
from tests.fixtures.processor_time import within

FORMATS = [one.NAME for one in all_formats()]
CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.har"))
MOST = 1.0  # seconds of the processor


def url64(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def repeated(piece, size):
    return (piece * (size // len(piece) + 1))[:size]


PIECES = st.sampled_from(
    ["eyJ", "eyJhbGciOiJub25lIn0.", "Bearer ", "Basic ", "Digest ", 'realm="', 'a="b", ', "=", ":", ";",
     ",", '"', "\\", "%", "%41", "%25", "<", ">", "<input name='csrf' value='", "<title>", "<!--", "&#x41;",
     "<![CDATA[", "{", "[", '{"error":"', '{"message":', "token expired ", "invalid_token", "http://", "//",
     "@", "sk_live_", "ghp_", "glsa_", "xoxb-", "AKIA", "PVE:", "-----BEGIN ", "MDA", "AgE", "v4.local.", "{{",
     "}}", "${", "***", "[REDACTED]", "\r\n", "\n", "\0", "\xff", "é", " ", "0", "0123456789abcdef", "../",
     "Mon, 01 Jan 2024 00:00:00 GMT", "9" * 400, "-1", "NaN", "1e999", "\u2028", "\ud800"]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=12).map("".join),
    st.binary(max_size=80).map(lambda data: data.decode("latin-1")),
    st.builds(repeated, PIECES, st.sampled_from([30, 1_000])),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(["error", "message", "detail", "code", "status", "exp", "iss", "aud", "scope", "errors"])
        | st.text(max_size=4),
        inner,
        max_size=5,
    ),
    max_leaves=12,
)  # fmt: skip
TOKENS = st.builds(
    lambda header, claims, rest: f"{header}.{claims}.{rest}",
    *[JSON.map(lambda value: url64(json.dumps(value).encode("utf-8", "replace")))] * 2,
    st.text("abc_-.", max_size=60),
)
NAMES = st.sampled_from(
    ["Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "WWW-Authenticate", "Proxy-Authenticate",
     "Location", "Date", "Retry-After", "Content-Type", "Content-Encoding", "Content-Length", "Host", "Origin",
     "Referer", "DPoP", "DPoP-Nonce", "X-Api-Key", "X-CSRF-Token", "Via", "Server", "Link", "Signature",
     "Signature-Input", "Access-Control-Allow-Origin", "X-Amz-Date", "grpc-status", "X-Request-Id", "CF-Ray"]
) | st.text("abcXYZ-_ :\x00é", max_size=12)  # fmt: skip
VALUES = st.one_of(
    TEXTS,
    TOKENS.map("Bearer {}".format),
    TEXTS.map(lambda text: "Basic " + base64.b64encode(text.encode("utf-8", "replace")).decode()),
    st.sampled_from(["application/json", "text/html; charset=é", "text/xml", "application/grpc", "gzip, br"]),
).map(latin1)  # fmt: skip
HEADERS = st.one_of(
    st.lists(st.builds(Header, NAMES, VALUES), max_size=7).map(tuple),
    st.builds(lambda name, value, count: (Header(name, value[:200]),) * count, NAMES, VALUES, st.sampled_from([3, 50])),
)  # fmt: skip
BODIES = st.one_of(
    st.binary(max_size=200),
    JSON.map(lambda value: json.dumps(value).encode("utf-8", "replace")),
    TEXTS.map(lambda text: text.encode("utf-8", "replace")),
    TEXTS.map(lambda text: b"<html>" + text.encode("utf-8", "replace")),
    TEXTS.map(lambda text: b"SAMLResponse=" + base64.b64encode(text.encode("utf-8", "replace"))),
    st.builds(lambda piece, count: piece * count, st.sampled_from([b"[", b'{"a":', b"<a>", b"a=b&"]), st.sampled_from([10, 500])),
)  # fmt: skip
URLS = st.one_of(
    TEXTS,
    TEXTS.map("https://a.test/{}".format),
    TEXTS.map("https://{}/x".format),
    TEXTS.map("https://api.github.com/x?token={}".format),
    st.sampled_from(["http://[::1", "https://a.test:99999/", "//", "https://user:pw@a.test/oauth/token?a=%zz", ""]),
)  # fmt: skip
TIMES = st.none() | st.datetimes(timezones=st.just(UTC)) | st.datetimes()
STATUSES = st.sampled_from(
    [0, 100, 200, 203, 204, 301, 302, 304, 400, 401, 403, 404, 407, 419, 429, 440, 498, 500, 503, 511, 999]
) | st.integers(-1, 2_000)  # fmt: skip


def exchange(data, index):
    request = Message(
        method=data.draw(st.sampled_from(["GET", "POST", "OPTIONS", "CONNECT", ""]) | TEXTS),
        url=data.draw(URLS),
        target=data.draw(TEXTS).encode("utf-8", "replace").decode("latin-1"),
        headers=data.draw(HEADERS),
        body=data.draw(BODIES),
    )
    replied = data.draw(st.booleans())
    return Exchange(
        request=request,
        reply=Reply(
            status=data.draw(STATUSES),
            reason=latin1(data.draw(TEXTS)),
            headers=data.draw(HEADERS),
            body=data.draw(BODIES),
            trailers=data.draw(HEADERS),
        )
        if replied
        else None,
        failure=None
        if replied and data.draw(st.booleans())
        else Failure(
            stage=data.draw(st.sampled_from(["dns", "tcp", "tls", "reply"])),
            kind=data.draw(st.sampled_from(["refused", "timeout", "reset", "stopped", "not-found"])),
            message=data.draw(TEXTS),
        ),
        started=data.draw(TIMES),
        timing=Timing(total=data.draw(st.none() | st.floats(min_value=0, max_value=LONGEST))),
        answers=data.draw(st.none() | st.integers(0, index - 1)) if index else None,
        redacted=tuple(data.draw(st.lists(st.sampled_from(["request.headers.authorization", "request.headers.cookie", "x"])))),
    )  # fmt: skip


@st.composite
def attempts(draw):
    data = SimpleNamespace(draw=draw)
    count = draw(st.integers(0, 4))
    return Attempt(
        exchanges=tuple(exchange(data, index) for index in range(count)),
        source=draw(st.sampled_from(["har", "sent", "curl", "saved-attempt"])),
        may_be_sanitised=draw(st.booleans()),
    )


@pytest.fixture(autouse=True)
def rules_that_stumble_fail(monkeypatch):
    """Outside of the tests a rule that stumbles is left out; here it must not stumble."""
    monkeypatch.setattr(verdict_module, "_STUMBLES", ())


def whole_way(attempt):
    notes = within(MOST, annotate, attempt)
    found = within(MOST, diagnose, attempt)
    within(MOST, story_of, attempt)
    assert len(found.entries) == len(attempt.exchanges)
    answer = Answer(attempt=attempt, annotations=notes, verdict=found)
    for name in FORMATS:
        if attempt.exchanges:
            within(MOST, export, answer, name).text.encode("utf-8")


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(attempts())
def test_any_exchanges(attempt):
    whole_way(attempt)


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.stem)
def test_files_that_once_hurt(file):
    whole_way(intake.read(file.read_bytes(), file.name).attempt)


def at(year):
    return datetime(year, 1, 1, tzinfo=UTC)


LARGE = 20_000
PLACES = {
    "authorization": lambda text: {"sent": [Header("Authorization", text)]},
    "bearer": lambda text: {"sent": [Header("Authorization", "Bearer " + text)]},
    "cookie": lambda text: {"sent": [Header("Cookie", text)]},
    "key": lambda text: {"sent": [Header("X-Api-Key", text)]},
    "challenge": lambda text: {"got": [Header("WWW-Authenticate", text)]},
    "set-cookie": lambda text: {"got": [Header("Set-Cookie", text)]},
    "location": lambda text: {"got": [Header("Location", text)], "status": 302},
    "unknown header": lambda text: {"got": [Header("X-Whatever-Error", text)]},
    "query": lambda text: {"url": "https://a.test/x?token=" + text},
    "host": lambda text: {"url": "https://" + text},
    "json": lambda text: {"got": [Header("Content-Type", "application/json")], "body": text},
    "page": lambda text: {"got": [Header("Content-Type", "text/html")], "body": text},
}
LONG = {
    "letters": "a",
    "eyJ": "eyJ",
    "eyJ.": "eyJ.",
    "pairs": 'a="b", ',
    "quotes": '"',
    "braces": '{"a":',
    "tags": "<a ",
    "inputs": '<input type=hidden name="csrf" ',
    "urls": "http://a:b@c ",
    "words": "the token has expired. ",
    "ghp": "ghp_",
    "tickets": "0" * 40 + "a!",
    "dates": "Mon, 01 Jan 2024 00:00:00 GMT, ",
}


@pytest.mark.parametrize("piece", LONG)
@pytest.mark.parametrize("place", PLACES)
def test_long_runs_take_no_longer_than_they_must(place, piece):
    parts = PLACES[place](repeated(LONG[piece], LARGE))
    one = Exchange(
        request=Message(
            method="POST",
            url=parts.get("url", "https://a.test/x"),
            headers=tuple(parts.get("sent", ())),
        ),
        reply=Reply(
            status=parts.get("status", 401),
            headers=tuple(parts.get("got", ())),
            body=parts.get("body", "").encode(),
        ),
        started=at(2026),
    )
    whole_way(Attempt(exchanges=(one,), source="har"))
