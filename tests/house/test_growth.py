"""Readers take time that grows with the text and not with its square, whatever a server writes.

Measured as a ratio of processor times; the patterns alone are measured in `test_pattern_growth`.
"""

import pytest

from inspector.annotate import annotate
from inspector.diagnose import diagnose
from inspector.intake import Unreadable, read
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply, latin1
from inspector.presentation.bodies.body_rows import BodyText, prepare
from inspector.presentation.bodies.body_ways import written
from inspector.presentation.bodies.json_blocks import blocks_of
from inspector.presentation.bodies.json_rows import JsonRows, told
from inspector.protocol.redaction import masked_text
from inspector.send.evidence import header_lines, read_reply
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
