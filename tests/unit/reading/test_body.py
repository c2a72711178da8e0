"""Bodies are read as what they are, whatever they claim to be."""

from inspector.reading.body import Content


def test_json_with_a_mark_a_guard_and_lines():
    assert Content(b'\xef\xbb\xbf{"a":1}', "").object == {"a": 1}
    assert Content(b')]}\',\n{"a":1}', "application/json").object == {}
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
