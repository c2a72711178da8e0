"""XML is indented, and not a word of it is altered."""

import pytest

from inspector.presentation.bodies.xml_text import indented


def _text(body):
    return b"".join(indented(body))


def test_an_element_stands_on_a_line_and_one_with_text_alone_on_one():
    assert _text(b"<a><b>one</b><c/><d><e>two</e></d></a>").decode().split("\n") == [
        "<a>",
        "  <b>one</b>",
        "  <c/>",
        "  <d>",
        "    <e>two</e>",
        "  </d>",
        "</a>",
    ]


def test_text_among_elements_stands_where_it_stood():
    found = _text(b"<a> one <b>two</b> three </a>").split(b"\n")
    assert found == [b"<a> one ", b"  <b>two</b>three</a>"]


def test_declaration_comment_and_doctype_open_nothing():
    found = _text(b'<?xml version="1.0"?><!DOCTYPE a><!-- > --><a><b/></a>').split(b"\n")
    assert found == [
        b'<?xml version="1.0"?>',
        b"<!DOCTYPE a>",
        b"<!-- > -->",
        b"<a>",
        b"  <b/>",
        b"</a>",
    ]


@pytest.mark.parametrize(
    "body",
    [
        b'<a b="x>y" c=\'>"\'>t</a>',
        b"<a><![CDATA[ <b> ]]></a>",
        b"<a> one <b>two</b> three </a>",
        b"<a",
        b"<a><!-- no end",
        b'<a b="no end>',
        b"</a></a><b>",
        b"plain <",
        b"",
    ],
)
def test_no_letter_is_lost_however_broken_it_is(body):
    assert b"".join(_text(body).split()) == b"".join(body.split())


def test_what_lies_deep_is_not_pushed_out_of_sight():
    longest = max(map(len, _text(b"<a>" * 5_000).split(b"\n")))
    assert longest < 300
