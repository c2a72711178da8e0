"""Reads SAML replies and assertions: whom, for whom, how long; signatures are not checked here.

SAML 2.0 core §2 and §3.2, bindings §3.4 (Redirect: deflated) and §3.5 (POST: Base64). Entities,
network access and document types are off, and the size after inflating is limited.
"""

import base64
import binascii
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote

import msgspec

from inspector.protocol.dates import iso_date
from inspector.protocol.patterns import lazy_re
from inspector.wording import tr
from inspector.wording.dates import utc_stamp

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST = 2_000_000
_FIELD = lazy_re(r"(?:^|[?&\s])SAML(?:Response|Request)=([^&\s]+)")
_DTD = lazy_re(rb"<!(?:DOCTYPE|ENTITY)")
_SKEW = timedelta(seconds=60)
_SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success"
_SAML = "urn:oasis:names:tc:SAML:"
SamlFaultKind = Literal["status", "early", "late", "audience", "recipient", "destination"]


class SamlDocument(msgspec.Struct, frozen=True, kw_only=True):
    """The conditions of a reply or assertion; absent ones are empty. Times are UTC."""

    kind: str
    issuer: str = ""
    subject: str = ""
    status: str = ""
    status_message: str = ""
    destination: str = ""
    recipients: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    in_response_to: str = ""
    not_before: datetime | None = None
    not_on_or_after: datetime | None = None
    session_ends: datetime | None = None
    attribute_names: tuple[str, ...] = ()
    is_encrypted: bool = False
    is_signed: bool = False
    has_comments: bool = False
    document_id: str = ""
    assertion_id: str = ""
    name_format: str = ""
    session: str = ""
    login_kind: str = ""
    issued: datetime | None = None
    xml: bytes = b""

    def __repr__(self) -> str:
        return f"SamlDocument(kind={self.kind!r}, issuer={self.issuer!r})"


class SamlFault(msgspec.Struct, frozen=True, kw_only=True):
    """A condition that does not hold."""

    kind: SamlFaultKind
    message: str


def decode(text: str) -> bytes | None:
    """Return the XML in a SAMLResponse, SAMLRequest or assertion, however it is packed."""
    stripped = text.strip()
    if len(stripped) > _MOST:
        return None
    if stripped.startswith("<"):
        return stripped.encode("utf-8", "surrogatepass")
    if found := _FIELD.search(stripped):
        stripped = found[1]
    if "%" in stripped:
        stripped = unquote(stripped)
    bare = "".join(stripped.split()).translate({45: "+", 95: "/"}).rstrip("=")
    try:
        data = base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else _inflated(data)


def _inflated(data: bytes) -> bytes | None:
    try:
        result = zlib.decompressobj(-15).decompress(data, _MOST)
    except zlib.error:
        return None
    return result if result.lstrip().startswith(b"<") else None


def read(text: str) -> SamlDocument | None:
    """Read a packed or plain SAML document; None for anything else. Never raises."""
    xml = decode(text)
    root = parsed(text)
    return _document(root, xml) if root is not None and xml is not None else None


def parsed(text: str) -> "_Element | None":
    """Return the root of a packed or plain SAML document, without comments; None for others."""
    xml = decode(text)
    root = _parse(xml) if xml and not has_document_type(xml) else None
    if root is None or not _namespace(root).startswith(_SAML):
        return None
    return root


def has_document_type(xml: bytes) -> bool:
    """Whether it declares a document type or entities, which no SAML document needs."""
    return bool(_DTD.search(xml))


def _parse(xml: bytes) -> "_Element | None":
    from lxml import etree  # noqa: PLC0415 - a heavy import that few inputs need

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_pis=True,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(xml, parser)
    except (etree.LxmlError, ValueError):
        return None
    declared: Any = root.getroottree().docinfo
    return None if declared.doctype else root


def _document(root: "_Element", xml: bytes) -> SamlDocument:
    conditions = next(_all(root, "Conditions"), None)
    confirmations = list(_all(root, "SubjectConfirmationData"))
    codes = [one.get("Value", "") for one in _all(root, "StatusCode")]
    ends = [_time(one, "NotOnOrAfter") for one in confirmations]
    ends.append(_time(conditions, "NotOnOrAfter"))
    return SamlDocument(
        kind=local_name(root),
        issuer=_text(root, "Issuer"),
        subject=_text(root, "NameID"),
        status=codes[-1] if codes else "",
        status_message=_text(root, "StatusMessage"),
        destination=root.get("Destination", ""),
        recipients=tuple(one.get("Recipient", "") for one in confirmations if one.get("Recipient")),
        audiences=tuple((one.text or "").strip() for one in _all(root, "Audience")),
        in_response_to=root.get("InResponseTo", ""),
        not_before=_time(conditions, "NotBefore"),
        not_on_or_after=min((end for end in ends if end), default=None),
        session_ends=_time(next(_all(root, "AuthnStatement"), None), "SessionNotOnOrAfter"),
        attribute_names=tuple(one.get("Name", "") for one in _all(root, "Attribute")),
        is_encrypted=next(_all(root, "EncryptedAssertion"), None) is not None,
        is_signed=next(_all(root, "Signature"), None) is not None,
        has_comments=b"<!--" in xml,
        document_id=root.get("ID", ""),
        assertion_id=_attribute(root, "Assertion", "ID"),
        name_format=_attribute(root, "NameID", "Format").rpartition(":")[2],
        session=_attribute(root, "AuthnStatement", "SessionIndex"),
        login_kind=_text(root, "AuthnContextClassRef").rpartition(":")[2],
        issued=_time(root, "IssueInstant"),
        xml=xml,
    )


def _all(root: "_Element", name: str) -> "Iterator[_Element]":
    return root.iter("{*}" + name)


def _attribute(root: "_Element", element: str, name: str) -> str:
    found = next(_all(root, element), None)
    return found.get(name, "") if found is not None else ""


def local_name(element: "_Element") -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _namespace(element: "_Element") -> str:
    return str(element.tag).partition("}")[0].removeprefix("{")


def _text(root: "_Element", name: str) -> str:
    found = next(_all(root, name), None)
    return (found.text or "").strip() if found is not None else ""


def _time(element: "_Element | None", name: str) -> datetime | None:
    return iso_date(element.get(name, "")) if element is not None else None


def faults(
    document: SamlDocument, now: datetime, *, url: str = "", audience: str = ""
) -> tuple[SamlFault, ...]:
    """Return the conditions that don't hold. url: where it was sent; audience: who received it."""
    kinds = [*_time_faults(document, now), *_place_faults(document, url, audience)]
    if document.status and document.status != _SUCCESS:
        kinds.insert(0, "status")
    return tuple(SamlFault(kind=kind, message=_SENTENCES[kind](document)) for kind in kinds)


def _time_faults(document: SamlDocument, now: datetime) -> Iterator[SamlFaultKind]:
    if document.not_before and document.not_before - now > _SKEW:
        yield "early"
    if document.not_on_or_after and now - document.not_on_or_after >= _SKEW:
        yield "late"


def _place_faults(document: SamlDocument, url: str, audience: str) -> Iterator[SamlFaultKind]:
    if audience and document.audiences and audience not in document.audiences:
        yield "audience"
    if url and document.recipients and url not in document.recipients:
        yield "recipient"
    if url and document.destination and url != document.destination:
        yield "destination"


def _said(when: datetime | None) -> str:
    return utc_stamp(when) if when is not None else ""


_SENTENCES: dict[SamlFaultKind, Callable[[SamlDocument], str]] = {
    "status": lambda one: tr(
        "The identity provider answered {status}.", status=one.status.rpartition(":")[2]
    ),
    "early": lambda one: tr(
        "The assertion is not valid before {time}.", time=_said(one.not_before)
    ),
    "late": lambda one: tr(
        "The assertion was valid until {time}.", time=_said(one.not_on_or_after)
    ),
    "audience": lambda one: tr(
        "The assertion is for {audience}.", audience=", ".join(one.audiences)
    ),
    "recipient": lambda one: tr(
        "The assertion is for the address {address}.", address=", ".join(one.recipients)
    ),
    "destination": lambda one: tr(
        "The reply was meant for the address {address}.", address=one.destination
    ),
}
