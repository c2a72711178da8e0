"""What stands below a body, and the name that it is saved under."""

import pytest

from inspector.model.message import Header
from inspector.presentation.bodies.body_ways import ways_of, written
from inspector.presentation.exchange.body_words import facts, file_name, harmless_name

JSON = (Header("Content-Type", "application/json; charset=utf-8"),)
URL = "https://api.example.com/v1/orders?limit=2"


def _disposition(value):
    return (*JSON, Header("Content-Disposition", value))


def test_kind_lines_and_size_on_the_wire():
    packed = (*JSON, Header("Content-Encoding", "gzip"))
    assert facts(b"x" * 2048, packed, 3, 100) == (
        "application/json, UTF-8",
        "3 lines",
        "2.0 KB, 100 B on the wire (gzip)",
    )
    assert facts(b"abc", (), 0) == ("no content type", "3 B")


@pytest.mark.parametrize(
    ("headers", "url", "name"),
    [
        (JSON, URL, "orders.json"),
        ((), "https://a.test/", "body.json"),
        (_disposition('attachment; filename="report 1.csv"'), URL, "report 1.csv"),
        (_disposition("attachment; filename*=UTF-8''gr%C3%BC%C3%9Fe.txt"), URL, "grüße.txt"),
        (_disposition('attachment; filename="../../.bashrc"'), URL, "bashrc.json"),
        (_disposition('attachment; filename="C:\\\\x\\\\run.exe"'), URL, "run.exe"),
        (_disposition('attachment; filename="con.txt"'), URL, "file-con.txt"),
        (_disposition('attachment; filename="..."'), URL, "orders.json"),
        (JSON, "https://a.test/%2e%2e%2fetc", "etc.json"),
    ],
)
def test_the_name_is_safe(headers, url, name):
    assert file_name(b'{"a":1}', headers, url) == name


@pytest.mark.parametrize(
    ("name", "body", "opened"),
    [
        ("report.csv", b"a,b", "report.csv"),
        ("page.html", b"<html>", "page.txt"),
        ("run.exe", b"MZ\0\0", "run.bin"),
        ("x.desktop", b"[Desktop Entry]", "x.txt"),
        ("body", b"text", "body.txt"),
    ],
)
def test_nothing_that_runs_is_handed_over(name, body, opened):
    assert harmless_name(name, body, ()) == opened


@pytest.mark.parametrize(
    ("body", "kind", "ways"),
    [
        (b'{"a":1}', "", ("tree", "text", "hex")),
        (b"[2026-01-01] started", "text/plain", ("text", "hex")),
        (b"[1, 2]", "text/plain", ("tree", "text", "hex")),
        (b"<a><b/></a>", "application/xml", ("indented", "text", "hex")),
        (b"<svg xmlns='x'/>", "image/svg+xml", ("picture", "text", "hex")),
        (b"\x89PNG\r\n\x1a\n", "", ("picture", "hex")),
        (b"RIFF\0\0\0\0WEBPVP8 ", "application/octet-stream", ("picture", "hex")),
        (b"\0\1\2", "", ("hex",)),
    ],
)
def test_each_kind_has_its_ways(body, kind, ways):
    assert ways_of(body, (Header("Content-Type", kind),)) == ways


def test_xml_is_indented_and_its_text_stays():
    body = (
        b'<?xml version="1.0"?><a x=">"><b>text <i>in</i> it</b><c/><d><e>1</e></d><!-- c --></a>'
    )
    lines = written(body, "indented").decode().splitlines()
    assert lines[:2] == ['<?xml version="1.0"?>', '<a x=">">']
    assert "    <e>1</e>" in lines
    assert lines[-1] == "</a>"
    for word in (b"text ", b"<i>in</i>", b"it", b"<!-- c -->"):
        assert word in written(body, "indented")


def test_a_pdf_says_what_shows_it():
    assert facts(b"%PDF-1.7\n", (Header("Content-Type", "application/pdf"),), 0)[-1] == (
        "Open with… shows this PDF"
    )
