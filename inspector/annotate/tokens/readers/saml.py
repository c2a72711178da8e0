"""Takes a SAML response or assertion apart, from XML or Base64 (SAML 2.0 Core §2, §3)."""

import re
from collections.abc import Iterator
from datetime import datetime

from inspector.annotate.times import length
from inspector.annotate.tokens.given import Given
from inspector.model.annotation import Level
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.protocol import saml
from inspector.protocol.saml import SamlDocument
from inspector.wording import tr

_XML = re.compile(rb"\s*(?:<\?xml[^>]*\?>\s*)?<(?:\w+:)?(?:Response|Assertion|AuthnRequest|"
                  rb"LogoutRe\w+|EncryptedAssertion)\b")  # fmt: skip
_DOTS = "•" * 12
_LONGEST = 500


def fit(text: Given) -> float:
    """Return how surely the text is SAML, whole or damaged."""
    return 0.95 if _XML.match(_xml(text)) else 0.0


def read(text: Given, now: datetime) -> Token:
    """Show issuer, subject, audience and times; say where the XML is damaged."""
    found = saml.read(text.whole) or saml.read(text.rest)
    if found is None:
        remark = TokenRemark(text=_damage(_xml(text)), level="bad")
        return Token(kind="saml", title=tr("Damaged SAML"), masked=_DOTS, remarks=(remark,))
    part = TokenPart(name="assertion", title=tr("Assertion"), rows=tuple(_rows(found, now)))
    return Token(
        kind="saml",
        title=tr("SAML {kind}", kind=found.kind),
        masked=_DOTS,
        parts=(part,),
        not_before=found.not_before,
        expires=found.not_on_or_after,
        remarks=tuple(_remarks(found, now)),
    )


def _xml(text: Given) -> bytes:
    return saml.decode(text.whole) or saml.decode(text.rest) or b""


def _rows(found: SamlDocument, now: datetime) -> Iterator[TokenRow]:
    texts = (
        ("Issuer", found.issuer, tr("who issued it")),
        ("NameID", found.subject, tr("whom it speaks for")),
        ("Status", found.status, found.status_message),
        ("Audience", ", ".join(found.audiences), tr("which service it is meant for")),
        ("Recipient", ", ".join(found.recipients), tr("the address it must be sent to")),
        ("Destination", found.destination, tr("the address it was sent to")),
        ("InResponseTo", found.in_response_to, tr("the request it answers")),
        ("Attributes", ", ".join(found.attribute_names), tr("what it says of the user")),
    )
    for name, value, meaning in texts:
        if value:
            yield TokenRow(name=name, value=value[:_LONGEST], meaning=meaning[:_LONGEST])
    times = (
        ("NotBefore", found.not_before),
        ("NotOnOrAfter", found.not_on_or_after),
        ("SessionNotOnOrAfter", found.session_ends),
    )
    for name, when in times:
        if when:
            note, level = _verdict(name, when, now)
            value = f"{when:%Y-%m-%d %H:%M:%S} UTC"
            yield TokenRow(name=name, value=value, note=note, level=level)


def _verdict(name: str, when: datetime, now: datetime) -> tuple[str, Level]:
    if name == "NotBefore":
        if when > now:
            return tr("Not valid for another {time}", time=length(when - now)), "bad"
        return tr("In the past"), "good"
    if when <= now:
        return tr("Expired {time} ago", time=length(now - when)), "bad"
    return tr("Valid for another {time}", time=length(when - now)), "good"


def _remarks(found: SamlDocument, now: datetime) -> Iterator[TokenRemark]:
    for fault in saml.faults(found, now):
        yield TokenRemark(text=fault.message, level="bad")
    if not found.is_signed:
        yield TokenRemark(text=tr("It has no signature."), level="odd")
    else:
        yield TokenRemark(text=tr("The signature was not checked: that needs the issuer's key."))
    if found.is_encrypted:
        yield TokenRemark(text=tr("The assertion is encrypted: only the service can read it."))


def _damage(xml: bytes) -> str:
    """Say where the XML breaks."""
    from lxml import etree  # noqa: PLC0415 - slow to import, and seldom needed

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        return tr("The XML breaks at line {line}, column {column}.", line=line, column=column)
    except (etree.LxmlError, ValueError):
        return tr("The XML can't be read.")
    return tr("The XML is whole, but no SAML 2.0.")
