"""Readers take time that grows with the text and not with its square, whatever a server writes.

Measured as a ratio of processor times; the patterns alone are measured in `test_pattern_growth`.
"""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from inspector.annotate import annotate
from inspector.diagnose import diagnose
from inspector.intake import Unreadable, read
from inspector.library.toml import fresh
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange, Timing
from inspector.model.message import Header, Message, Reply, latin1
from inspector.model.request import Request, RequestHeader
from inspector.presentation.bodies.body_rows import BodyText, prepare
from inspector.presentation.bodies.body_ways import written
from inspector.presentation.bodies.json_blocks import blocks_of
from inspector.presentation.bodies.json_rows import JsonRows, told
from inspector.protocol.redaction import masked_text
from inspector.send.evidence import header_lines, read_reply
from tests.fixtures.calls import calls_of, share_of_a_square
from tests.fixtures.processor_time import ROUNDS, grows_faster

SIZES = 8_000, 32_000, 64_000  # characters: four times as many, and twice as many in doubt
MOST = 9  # sixteen by a square
NOTICED = 0.02  # seconds for the large text
UNITS = (
    *"a\n[{\"<&/é0'$`(;#",
    *("a ", "a\n", " \t\r\n", '\\"', "<a ", "<a>", "<!--", "-->", "&amp;", "a=", "a=b&", "a: b\n"),
    *("Bearer ", "token=", "Basic YTpi ", "eyJhbGciOiJIUzI1NiJ9.", 'Digest a="b", ', "a, "),
    *('"a":1,', '{"error":', "HTTP/1.1 100 x\r\n\r\n", "Set-Cookie: a=b\r\n", "a=b; ", "%41"),
    *("\\u0041", "http://a/", "a@", "-----BEGIN X-----", "x-key ", "password ", "\r\n folded"),
    *(
        "<input type=password ",
        "<form ",
        ". ",
        "deadbeef",
        "curl -H 'a: b' ",
        "-H ",
        "> ",
        "< ",
        "* ",
    ),
    *("[secret_", "a>b ", "$(a", "2>"),
)


def _attempt(head="", body="", sent="Bearer x"):
    kind = "text/html" if body.startswith("<") else "application/json"
    headers = (Header("Content-Type", kind), Header("WWW-Authenticate", head), Header("X-A", head))
    message = Message(
        method="GET",
        url="https://a.test/x",
        target="/x",
        headers=(Header("Authorization", sent), Header("Cookie", sent)),
    )
    reply = Reply(status=401, headers=headers, body=body.encode())
    return Attempt(exchanges=(Exchange(request=message, reply=reply),))


def _took_in(text):
    try:
        read(text.encode())
    except Unreadable:
        return


def _tree(text):
    rows = JsonRows(blocks_of(text.encode()))
    rows.copied(0, len(rows) - 1)
    told(rows, len(rows) - 1)
    rows.folds.fold(0)
    rows.folds.unfold(0, deeply=True)


READERS = {
    "annotate a header": lambda text: annotate(_attempt(head=latin1(text))),
    "annotate a credential": lambda text: annotate(_attempt(sent=latin1(text))),
    "annotate a body": lambda text: annotate(_attempt(body=text)),
    "diagnose a header": lambda text: diagnose(_attempt(head=latin1(text))),
    "diagnose a credential": lambda text: diagnose(_attempt(sent=latin1(text))),
    "diagnose a body": lambda text: diagnose(_attempt(body=text)),
    "diagnose a page": lambda text: diagnose(_attempt(body=f"<html>{text}")),
    "take in a text": _took_in,
    "take in a command": lambda text: _took_in(f"curl http://a {text}"),
    "take in a reply": lambda text: _took_in(f"HTTP/1.1 401 x\r\n{text}"),
    "take in a transcript": lambda text: _took_in(
        f"> GET / HTTP/1.1\n> \n< HTTP/1.1 401 x\n< {text}"
    ),
    "read interim replies": lambda text: read_reply(f"HTTP/1.1 103 x\r\n{text}".encode()),
    "read folded lines": lambda text: header_lines(text.splitlines()),
    "mask": lambda text: masked_text(text, ("abcdefghijk",)),
    "rows of a body": lambda text: prepare(BodyText(body=text.encode())),
    "indent": _tree,
    "indent elements": lambda text: written(text.encode(), "indented"),
}


def _growth(run, unit):
    small, large, larger = (unit * (size // len(unit)) for size in SIZES)
    return grows_faster(MOST, run, (small, large, lambda: larger), NOTICED)


@pytest.mark.parametrize("reader", READERS)
def test_four_times_the_text_takes_no_sixteen_times_the_time(reader):
    run = READERS[reader]
    run("once, to load what it loads")
    slow = {unit: ratio for unit in UNITS if (ratio := _growth(run, unit))}
    assert slow == {}


def test_what_grows_by_the_square_is_found():
    def square(text):
        return sum(text.count(each) for each in text[::8])

    # a moment in which the machine was slow may hide it once
    assert any(_growth(square, "ab") > MOST for _ in range(ROUNDS))


# ---------------- Recordings with many exchanges
# Counted in calls: no machine is too slow for that.
ALIKE = 500, 1000, 2000  # of so many alike not each is judged
OF_THEIR_OWN = 70, 140, 280  # beyond the windows in which rules look around
A_LITTLE = 0.03
SOME = 0.3  # of the growth; a search through all others for each one makes more than a half


def _sent(at=0, url="https://a.test/x", credential="", body=b""):
    headers = (Header("Authorization", credential),) if credential else ()
    started = datetime(2026, 3, 4, 12, tzinfo=UTC) + timedelta(seconds=at)
    message = Message(method="POST" if body else "GET", url=url, headers=headers, body=body)
    return Exchange(request=message, started=started)


def _refused(sent, status=401, body=b"no", *headers):
    reply = Reply(status=status, headers=headers, body=body)
    return msgspec.structs.replace(sent, reply=reply)


RENEWAL = b"grant_type=refresh_token&refresh_token=abcdefgh12345678"
RECORDINGS = {
    "the same again": lambda at: _refused(_sent(at)),
    "hosts of their own": lambda at: _refused(
        _sent(at, f"https://a{at}.test/x", f"Bearer abcdefgh{at}")
    ),
    "no answers": lambda at: _refused(_sent(at, f"https://a.test/{at % 3}"), 504),
    "second factors": lambda at: _refused(_sent(at), 401, b'{"error": "mfa_required"}'),
    "renewals": lambda at: _refused(_sent(at, body=RENEWAL), 400, b'{"error": "invalid_grant"}'),
    "redirects": lambda at: _refused(_sent(at), 302, b"", Header("Location", "/login")),
    "own tokens, and a new session each": lambda at: _refused(
        _sent(at, f"https://a.test/{at}", f"Bearer abcdefgh-{at:06}"),
        401,
        b"no",
        Header("Set-Cookie", f"sid=a-new-session-{at:06}; Path=/"),
    ),
    "own writes, and a new token against forgery each": lambda at: _refused(
        _sent(at, f"https://a.test/{at}", f"Bearer abcdefgh-{at:06}", b"a=b"),
        403,
        b"no",
        Header("Set-Cookie", f"XSRF-TOKEN=against-forgery-{at:06}; Path=/"),
    ),
    "own requests that waited": lambda at: msgspec.structs.replace(
        _refused(_sent(at, f"https://a.test/{at}", f"Bearer abcdefgh-{at:06}")),
        timing=Timing(wait=30_010, total=30_020),
    ),
}


@pytest.mark.parametrize("kind", [kind for kind in RECORDINGS if not kind.startswith("own ")])
def test_a_recording_with_more_exchanges_takes_more_time_and_no_square_of_it(kind):
    counts = OF_THEIR_OWN if "hosts" in kind else ALIKE
    made = [RECORDINGS[kind](at) for at in range(counts[-1])]

    def judged(count):
        diagnose(Attempt(exchanges=tuple(made[:count])))

    judged(counts[0])  # loads what it loads
    assert share_of_a_square(judged, counts) < SOME


@pytest.mark.parametrize("kind", [kind for kind in RECORDINGS if kind.startswith("own ")])
def test_a_refusal_takes_the_same_however_many_others_there_are(kind):
    """A quick look at all others each is seen only from thousands on, where it takes minutes."""
    made = [RECORDINGS[kind](at) for at in range(OF_THEIR_OWN[-1])]

    def judged(count):
        diagnose(Attempt(exchanges=tuple(made[:count])))

    judged(OF_THEIR_OWN[0])
    assert share_of_a_square(judged, OF_THEIR_OWN) < A_LITTLE


def test_a_search_through_all_others_is_found():
    def searched(count):
        return [any(len(str(one)) > 9 for one in range(count)) for _ in range(count)]

    assert share_of_a_square(searched, (50, 100, 200)) > SOME


def test_a_request_with_many_rows_is_written_in_time():
    def written(count):
        rows = tuple(RequestHeader(f"a{at}", "b") for at in range(count))
        return fresh(Request(url="https://a.test/", headers=rows))

    written(1)
    large, small = (calls_of(lambda count=count: written(count)) for count in (2_000, 500))
    assert large < 5 * small
