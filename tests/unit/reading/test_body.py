"""Bodies are read as what they are, whatever they claim to be."""

from encodings.aliases import aliases

import pytest

from inspector.model.message import Header
from inspector.reading.body import Content, content_of, is_binary


def test_json_with_a_mark_a_guard_and_lines():
    assert Content(b'\xef\xbb\xbf{"a":1}', "").object == {"a": 1}
    assert Content(b')]}\',\n{"a":1}', "application/json").object == {"a": 1}
    assert Content(b'{"a":1}\n{"b":2}', "").object == {"a": 1}
    assert Content(b'[{"a":1}]', "").object == {"a": 1}
    assert Content(b"{broken", "application/json").json is None


def test_forms():
    assert Content(b"error=x&b=", "application/x-www-form-urlencoded").form == {
        "error": "x",
        "b": "",
    }
    assert Content(b"hello world", "text/plain").form == {}


def test_pages():
    page = Content(
        b"<html><head><title>Log &amp; in</title><style>x{}</style></head><body><h1>Hi</h1>"
        b'<meta name="csrf-token" content="t"><input type=password></body></html>',
        "text/html",
    )
    assert page.is_html
    assert page.page.title == "Log & in"
    assert not Content(b"Log in", "text/plain").page.title


def test_xml_leaves():
    xml = Content(b"<?xml version='1.0'?><E><a:Code>No</a:Code><M>Why</M></E>", "text/xml")
    assert xml.is_xml
    assert dict(xml.xml_leaves()) == {"Code": "No", "M": "Why"}


def test_xml_attributes_that_tell_of_an_error():
    xml = Content(
        b"<?xml version='1.0'?><r status=\"failed\" id='7'><e code='105' message='It&apos;s locked'/></r>",
        "text/xml",
    )
    assert list(xml.xml_attributes()) == [
        ("status", "failed"),
        ("code", "105"),
        ("message", "It's locked"),
    ]
    assert list(Content(b"<r><code>1</code></r>", "text/xml").xml_attributes()) == []


def test_scalars_come_outermost_first_and_end():
    deep = b'{"a":{"b":{"c":1}},"d":2,"e":[3,4]}'
    assert list(Content(deep, "").scalars()) == [("d", 2), ("e", 3), ("e", 4), ("c", 1)]


def test_validation_problems():
    body = b'{"detail":[{"loc":["header","authorization"],"msg":"Field required"}]}'
    assert list(Content(body, "").validation_problems()) == ["header authorization Field required"]


@pytest.mark.parametrize(
    ("declared", "body", "kind"),
    [
        ("", b"", "empty"),
        ("text/html", b' {"a":1}', "json"),
        ("application/json", b'"no"', "json"),
        ("text/plain", b'"no"', "text"),
        ("text/html", b'{"page": "<html><title>Log in</title>"}', "json"),
        ("application/json", b"<!DOCTYPE html><html>", "html"),
        ("", b"<!-- x --><html>", "html"),
        ("", b"<div>x</div>", "html"),
        ("", b"<input type=hidden name=_token>", "html"),
        ("application/xhtml+xml", b"<?xml version='1.0'?><!DOCTYPE html><html/>", "html"),
        ("text/html", b"Sorry <b>no</b>", "html"),
        ("", b"<?xml version='1.0'?><a/>", "xml"),
        ("application/xml", b"<p>x</p>", "xml"),
        ("", b"<s:Envelope xmlns:s='x'>", "xml"),
        ("image/svg+xml", b"<svg xmlns='x'/>", "xml"),
        ("", b"a=b&c=d", "form"),
        ("application/json", b"a=b", "text"),
        ("text/plain", b"Unauthorized", "text"),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\n1\r\n--x--", "multipart"),
        ("multipart/form-data; boundary=x", b"none", "text"),
        ("", b"\x89PNG\r\n\x1a\n\x00", "image"),
        ("application/grpc", b"\x00\x00\x00\x00\x02", "protobuf"),
        ("application/x-protobuf", b'{"error":1}', "json"),
        ("", b"\x00\x01\x02", "binary"),
        ("", "\ufeff{}".encode(), "json"),
        ("", "{}".encode("utf-16"), "json"),
    ],
)
def test_kind(declared, body, kind):
    assert Content(body, declared).kind == kind


@pytest.mark.parametrize(
    ("declared", "body", "charset"),
    [
        ("text/html; charset=ISO-8859-15", b"x", "iso-8859-15"),
        ("text/html; charset=nonsense", b"\xff", "iso-8859-1"),
        ("text/html; charset=base64", "ü".encode(), "utf-8"),
        *(
            (f"text/html; charset={name}", "ü".encode(), "utf-8")
            for name in ("idna", "undefined", "punycode", "unicode_escape", "raw-unicode-escape")
        ),
        ("", "ü".encode(), "utf-8"),
        ("", b"\xef\xbb\xbfx", "utf-8-sig"),
    ],
)
def test_charset(declared, body, charset):
    content = content_of((Header("Content-Type", declared),), body)
    assert content.charset == charset
    assert isinstance(content.text, str)


@pytest.mark.parametrize("name", sorted({*aliases, *aliases.values(), "idna", "undefined"}))
def test_no_charset_that_a_server_names_is_a_mistake_of_ours(name):
    for body in (bytes(range(256)), b"a" * 70, b"\xff\xfe", b"+AD~{\x1b$", b""):
        assert isinstance(Content(body, f"text/plain; charset={name}").text, str)


def test_a_page_is_read_in_its_own_character_set():
    page = "<html><title>Zugriff für Sie gesperrt</title>"
    assert Content(page.encode("latin-1"), "text/html").page.title == "Zugriff für Sie gesperrt"
    assert Content(page.encode("utf-16"), "").page.title == "Zugriff für Sie gesperrt"


@pytest.mark.parametrize(
    ("data", "binary"),
    [
        (b"plain text\n", False),
        ("größe".encode(), False),
        ("größe".encode("utf-16"), True),
        (b"\x1b[31mred\x1b[0m", False),
        (b"\x00\x01", True),
        (b"\x89PNG\r\n\x1a\n\x01\x02", True),
        (b"", False),
    ],
)
def test_what_is_binary(data, binary):
    assert is_binary(data) is binary


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'cb({"a":1});', {"a": 1}),
        (b'/**/my.call([{"a":1}])', [{"a": 1}]),
        (b'event: error\ndata: {"a":1}\n\ndata: {"b":2}\n', {"a": 1}),
        (b"for(;;);[1]", [1]),
        (b'while(true);{"a":1}', {"a": 1}),
        (b"throw 1; [1]", [1]),
        (b'{} && {"a":1}', {"a": 1}),
        (b'see {"a":1}', None),
        (b'&&&START&&&{"a":1}', None),
        (b"data: hello", None),
    ],
)
def test_json_within_a_script_or_an_event(body, value):
    assert Content(body, "text/plain").json == value


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'&&&START&&&{"a":1}', {"a": 1}),
        (b"])}while(1);</x>\n[1]", [1]),
        (b'the reply was {"a":1}', None),
        (b"&&&START&&&", None),
    ],
)
def test_what_is_declared_as_json_may_have_any_guard(body, value):
    assert Content(body, "application/json;charset=UTF-8").json == value
