"""Takes a SAML response or assertion apart, from XML or Base64 (SAML 2.0 Core §2, §3)."""

import base64
import binascii
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

from inspector.annotate.times import length
from inspector.annotate.tokens.given import Given
from inspector.model.annotation import Level
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.wording import tr

_XML = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?<(?:\w+:)?(?:Response|Assertion|AuthnRequest|"
    rb"LogoutRe\w+|EncryptedAssertion)\b"
)
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]+={0,2}\s*")
_MAX, _BOMB = 1_000_000, 5_000_000
_DOTS = "•" * 12
_SAML = "{urn:oasis:names:tc:SAML:2.0:assertion}"
_PROTOCOL = "{urn:oasis:names:tc:SAML:2.0:protocol}"
_SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}Signature"


def fit(text: Given) -> float:
    """Return how surely the text is SAML."""
    if len(text.rest) > _MAX:
        return 0.0
    if _XML.match(text.rest.encode("utf-8", "replace")) or _XML.match(
        text.whole.encode("utf-8", "replace")
    ):
        return 0.95
    return 0.9 if _unpacked(text.rest) else 0.0


def read(text: Given, now: datetime) -> Token:
    """Show issuer, subject, audience and times; say where the XML is damaged."""
    xml = _unpacked(text.rest) or text.whole.strip().encode("utf-8", "replace")
    root, remark = _parsed(xml)
    if root is None:
        return Token(kind="saml", title=tr("Damaged SAML"), masked=_DOTS, remarks=(remark,))
    rows = tuple(_rows(root, now))
    conditions = root.find(f".//{_SAML}Conditions")
    part = TokenPart(name="assertion", title=tr("Assertion"), rows=rows)
    return Token(
        kind="saml",
        title=tr("SAML {kind}", kind=root.tag.rpartition("}")[2]),
        masked=_DOTS,
        parts=(part,),
        issued=_time(root.get("IssueInstant")),
        not_before=_time(conditions.get("NotBefore")) if conditions is not None else None,
        expires=_time(conditions.get("NotOnOrAfter")) if conditions is not None else None,
        remarks=tuple(_remarks(root)),
    )


def _unpacked(text: str) -> bytes:
    """Return the XML behind Base64, URL encoding and deflate, b"" where there is none."""
    text = unquote(text) if "%" in text else text
    if not _BASE64.fullmatch(text):
        return b""
    try:
        data = base64.b64decode(text)
    except (binascii.Error, ValueError):
        return b""
    if _XML.match(data):
        return data
    try:
        inflated = zlib.decompressobj(wbits=-15).decompress(data, _BOMB)
    except zlib.error:
        return b""
    return inflated if _XML.match(inflated) else b""


def _parsed(xml: bytes) -> tuple[Any, TokenRemark]:
    """Parse without entities, network or big trees."""
    from lxml import etree  # noqa: PLC0415 - slow to import, and seldom needed

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(xml, parser), TokenRemark(text="")
    except etree.XMLSyntaxError as error:
        line, column = error.position
        sentence = tr("The XML breaks at line {line}, column {column}.", line=line, column=column)
        return None, TokenRemark(text=sentence, level="bad")


def _rows(root: Any, now: datetime) -> Iterator[TokenRow]:
    texts = (
        ("Issuer", f".//{_SAML}Issuer", tr("who issued it")),
        ("NameID", f".//{_SAML}NameID", tr("whom it speaks for")),
        ("Audience", f".//{_SAML}Audience", tr("which service it is meant for")),
    )
    for name, path, meaning in texts:
        found = root.find(path)
        if found is not None and found.text:
            yield TokenRow(name=name, value=found.text.strip()[:500], meaning=meaning)
    attributes = (
        ("Status", f".//{_PROTOCOL}StatusCode", "Value"),
        ("Recipient", f".//{_SAML}SubjectConfirmationData", "Recipient"),
        ("InResponseTo", f".//{_SAML}SubjectConfirmationData", "InResponseTo"),
        ("AuthnInstant", f".//{_SAML}AuthnStatement", "AuthnInstant"),
    )
    for name, path, attribute in attributes:
        found = root.find(path)
        if found is not None and found.get(attribute):
            yield TokenRow(name=name, value=found.get(attribute)[:500])
    conditions = root.find(f".//{_SAML}Conditions")
    for name in ("NotBefore", "NotOnOrAfter"):
        value = conditions.get(name) if conditions is not None else None
        if value:
            yield _judged(name, value, now)
    for each in root.iterfind(f".//{_SAML}Attribute"):
        values = [one.text or "" for one in each.iterfind(f"{_SAML}AttributeValue")]
        yield TokenRow(name=str(each.get("Name"))[:200], value=", ".join(values)[:500])


def _judged(name: str, value: str, now: datetime) -> TokenRow:
    when = _time(value)
    note, level = _verdict(name, when, now)
    meaning = f"{when:%Y-%m-%d %H:%M:%S} UTC" if when else ""
    return TokenRow(name=name, value=value[:60], meaning=meaning, note=note, level=level)


def _verdict(name: str, when: datetime | None, now: datetime) -> tuple[str, Level]:
    if when is None:
        return tr("no valid time"), "bad"
    if name == "NotBefore":
        if when > now:
            return tr("Not valid for another {time}", time=length(when - now)), "bad"
        return tr("In the past"), "good"
    if when <= now:
        return tr("Expired {time} ago", time=length(now - when)), "bad"
    return tr("Valid for another {time}", time=length(when - now)), "good"


def _remarks(root: Any) -> Iterator[TokenRemark]:
    if root.find(f".//{_SIGNATURE}") is None:
        yield TokenRemark(text=tr("It has no signature."), level="odd")
    else:
        yield TokenRemark(text=tr("The signature was not checked: that needs the issuer's key."))
    if root.find(f".//{_SAML}EncryptedAssertion") is not None:
        yield TokenRemark(text=tr("The assertion is encrypted: only the service can read it."))


def _time(value: str | None) -> datetime | None:
    try:
        when = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)
