import base64
import zlib
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from inspector.protocol.tokens import saml

NOW = datetime(2026, 1, 2, 12, tzinfo=UTC)
SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success"
XML = """<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
 xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" Destination="https://sp.example/acs"
 InResponseTo="_1"><saml:Issuer>https://idp.example</saml:Issuer>
<samlp:Status><samlp:StatusCode Value="{status}"/></samlp:Status>
<saml:Assertion><saml:Subject><saml:NameID>jane</saml:NameID>
<saml:SubjectConfirmation><saml:SubjectConfirmationData Recipient="https://sp.example/acs"
 NotOnOrAfter="2026-01-02T12:05:00Z"/></saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="2026-01-02T11:59:00Z" NotOnOrAfter="2026-01-02T13:00:00Z">
<saml:AudienceRestriction><saml:Audience>sp</saml:Audience></saml:AudienceRestriction>
</saml:Conditions></saml:Assertion></samlp:Response>"""


def _xml(status=SUCCESS):
    return XML.format(status=status)


def _packed(text):
    return base64.b64encode(text.encode()).decode()


def _deflated(text):
    engine = zlib.compressobj(wbits=-15)
    return base64.b64encode(engine.compress(text.encode()) + engine.flush()).decode()


@pytest.mark.parametrize(
    "text",
    [
        _xml(),
        _packed(_xml()),
        quote(_packed(_xml())),
        _deflated(_xml()),
        f"\n{_packed(_xml())}\n",
        _packed(_xml()).rstrip("="),
    ],
    ids=["plain", "post", "encoded", "redirect", "blanks", "padding"],
)
def test_however_it_is_packed(text):
    found = saml.read(text)
    assert (found.kind, found.issuer, found.subject) == ("Response", "https://idp.example", "jane")
    assert found.audiences == ("sp",)
    assert found.not_on_or_after == datetime(2026, 1, 2, 12, 5, tzinfo=UTC)
    assert not found.is_signed


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        ({}, []),
        ({"now": NOW - timedelta(hours=1)}, ["early"]),
        ({"now": NOW + timedelta(hours=1)}, ["late"]),
        ({"audience": "other"}, ["audience"]),
        ({"url": "https://other.example/acs"}, ["recipient", "destination"]),
    ],
)
def test_conditions(change, kinds):
    asked = {"now": NOW, "url": "https://sp.example/acs", "audience": "sp", **change}
    found = saml.faults(saml.read(_xml()), asked.pop("now"), **asked)
    assert [fault.kind for fault in found] == kinds
    assert all(fault.message.endswith(".") for fault in found)


def test_status():
    document = saml.read(_xml("urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"))
    (fault,) = saml.faults(document, NOW)
    assert fault.kind == "status"
    assert "AuthnFailed" in fault.message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "<a/>",
        _packed("<a"),
        _packed("not xml at all"),
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        "%" * 50,
        "x" * 3_000_000,
    ],
)
def test_anything_else_is_none(text):
    assert saml.read(text) is None


def test_entities_are_not_expanded():
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + _xml().replace(
        "jane", "&b;"
    )
    found = saml.read(bomb)
    assert found is None or "aaaa" not in found.subject


def test_inflating_stops_at_the_limit():
    assert saml.decode(_deflated("<" + "a" * 50_000_000)) is not None
    assert len(saml.decode(_deflated("<" + "a" * 50_000_000))) <= 2_000_000
