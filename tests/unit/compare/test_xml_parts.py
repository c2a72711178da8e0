"""XML by path; hostile XML is left alone."""

import pytest

from inspector.compare.bodies import xml_parts

MOST = 2000


def _read(text, most=MOST):
    found = xml_parts(text.encode(), most)
    return None if found is None else list(found)


def test_texts_and_attributes_have_their_path():
    soap = (
        '<s:Envelope xmlns:s="urn:x"><s:Body><s:Fault code="1"><faultcode>wsse:Failed</faultcode>'
        "<faultcode>again</faultcode></s:Fault></s:Body></s:Envelope>"
    )
    assert _read(soap) == [
        ("Envelope.Body.Fault@code", "1"),
        ("Envelope.Body.Fault.faultcode", "wsse:Failed"),
        ("Envelope.Body.Fault.faultcode[1]", "again"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<a>",
        "no xml",
        '<!DOCTYPE a [<!ENTITY x "yyyy">]><a>&x;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        "<a>" * 5000 + "</a>" * 5000,
        '<?xml version="1.0" encoding="nonsense"?><a/>',
    ],
    ids=["cut", "text", "entity", "external", "deep", "charset"],
)
def test_what_can_not_be_read_safely_is_left_alone(text):
    assert _read(text) is None


def test_it_stops_when_it_has_enough():
    assert len(_read("<a>" + "<b>x</b>" * 5000 + "</a>", 10)) == 10
