"""Texts of XML are read by their names, and set without touching anything else."""

import pytest

from inspector.compose.body_fields import as_stored, deep_fields_of, with_field
from inspector.model.request import RawBody, Request

CALL = (
    "<?xml version='1.0'?>\n<methodCall><methodName>tide.list</methodName><params>"
    "<param><value><int>7</int></value></param>"
    "<param><value><string>bob</string></value></param>"
    "<param><value>old&amp;1</value></param>"
    "<param><value><struct><member><name>n</name><value><string>x</string></value></member></struct>"
    "</value></param></params></methodCall>"
)
SOAP = (
    '<s:Envelope><s:Body><t:Open at="1"><t:UserName>bob</t:UserName>'
    "<t:Password>old&amp;1</t:Password><t:Box><t:Note/></t:Box></t:Open></s:Body></s:Envelope>"
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (CALL, {"username": "bob", "password": "old&1"}),
        (SOAP, {"UserName": "bob", "Password": "old&1"}),
        ("<methodCall><methodName>tide.list</methodName></methodCall>", {}),
    ],
)
def test_texts_by_name(text, names):
    assert deep_fields_of(Request(body=RawBody(text=text))) == names


@pytest.mark.parametrize(("text", "name"), [(CALL, "password"), (SOAP, "Password")])
def test_one_text_is_set_as_xml_writes_it(text, name):
    request = Request(body=RawBody(text=text, content_type="text/xml"))
    after = with_field(request, name, as_stored(request, "a<b&c"))
    assert after.body.text == text.replace("old&amp;1", "a&lt;b&amp;c")
    assert deep_fields_of(after)[name] == "a<b&c"
    assert with_field(request, "nothing", "x") == request


def test_other_texts_are_no_xml():
    for body in (RawBody(text="a=1"), RawBody(text=CALL, content_type="text/plain")):
        assert "password" not in deep_fields_of(Request(body=body))
