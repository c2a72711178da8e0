"""Takes a SAML response or assertion apart, from XML or Base64 (SAML 2.0 Core §2, §3)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from inspector.annotate.tokens import advice, saml_words
from inspector.annotate.tokens.given import Given
from inspector.model.annotation import Level
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.protocol.patterns import lazy_re
from inspector.protocol.redaction import DOTS
from inspector.protocol.tokens import saml, saml_coverage, saml_signature
from inspector.protocol.tokens.saml import SamlDocument
from inspector.protocol.tokens.saml_coverage import Coverage, SignedPart
from inspector.wording import tr
from inspector.wording.dates import utc_dated
from inspector.wording.durations import length

_XML = lazy_re(rb"\s*(?:<\?xml[^>]*\?>\s*)?<(?:\w+:)?(?:Response|Assertion|AuthnRequest|"
                  rb"LogoutRe\w+|EncryptedAssertion)\b")  # fmt: skip
_LONGEST = 500
_SOON = timedelta(seconds=60)


def fit(text: Given) -> float:
    """Return how surely the text is SAML, whole or damaged."""
    return 0.95 if _XML.match(_xml(text)) else 0.0


def read(text: Given, now: datetime) -> Token:
    """Show issuer, subject, audience and times; say where the XML is damaged."""
    found = saml.read(text.whole) or saml.read(text.rest)
    if found is None:
        remark = TokenRemark(text=_damage(_xml(text)), level="bad")
        return Token(
            kind="saml",
            title=tr("Damaged SAML"),
            result=saml_words.damaged(remark.text),
            todo=advice.copy_again(),
            masked=DOTS,
            remarks=(remark,),
        )
    signed = saml_coverage.coverage(text.whole)
    if not signed.signatures and not signed.assertions:
        signed = saml_coverage.coverage(text.rest)
    part = TokenPart(name="assertion", title=tr("Assertion"), rows=tuple(_rows(found, now)))
    return Token(
        kind="saml",
        title=saml_words.title(found),
        result=saml_words.result(found, signed, now),
        todo=saml_words.todo(found, signed, now),
        masked=DOTS,
        parts=(part, *_signature_parts(signed)),
        issued=found.issued,
        not_before=found.not_before,
        expires=found.not_on_or_after,
        remarks=tuple(_remarks(found, signed, now)),
    )


def _xml(text: Given) -> bytes:
    return saml.decode(text.whole) or saml.decode(text.rest) or b""


def _rows(found: SamlDocument, now: datetime) -> Iterator[TokenRow]:
    texts = (
        ("Issuer", found.issuer, tr("Issuer")),
        ("ID", found.document_id, tr("Its own number")),
        ("Assertion ID", found.assertion_id, tr("Number of the assertion")),
        ("NameID", found.subject, tr("User it speaks for")),
        ("NameID Format", found.name_format, tr("How the subject is named")),
        ("Status", found.status.rpartition(":")[2], found.status_message),
        ("Audience", ", ".join(found.audiences), tr("Service it is meant for")),
        ("Recipient", ", ".join(found.recipients), tr("Address it must be sent to")),
        ("Destination", found.destination, tr("Address it was sent to")),
        ("InResponseTo", found.in_response_to, tr("Request it answers")),
        ("SessionIndex", found.session, tr("Login session")),
        ("AuthnContext", found.login_kind, tr("How the user logged in")),
        ("Attributes", ", ".join(found.attribute_names), tr("What it says of the user")),
    )
    for name, value, meaning in texts:
        if value:
            yield TokenRow(name=name, value=value[:_LONGEST], meaning=meaning[:_LONGEST])
    times = (
        ("IssueInstant", found.issued),
        ("NotBefore", found.not_before),
        ("NotOnOrAfter", found.not_on_or_after),
        ("SessionNotOnOrAfter", found.session_ends),
    )
    for name, when in times:
        if when:
            note, level = _verdict(name, when, now)
            value, meaning = f"{when:%Y-%m-%dT%H:%M:%SZ}", utc_dated(when, now)
            yield TokenRow(name=name, value=value, meaning=meaning, note=note, level=level)


def _verdict(name: str, when: datetime, now: datetime) -> tuple[str, Level]:
    if name == "IssueInstant":
        if when - now > _SOON:
            return tr("{time} in the future", time=length(when - now)), "odd"
        return tr("In the past"), "good"
    if name == "NotBefore":
        if when > now:
            return tr("Not valid for another {time}", time=length(when - now)), "bad"
        return tr("In the past"), "good"
    if when <= now:
        return tr("Expired {time} ago", time=length(now - when)), "bad"
    return tr("{time} left", time=length(when - now)), "good"


def _signature_parts(signed: Coverage) -> Iterator[TokenPart]:
    for number, one in enumerate(signed.signatures, start=1):
        which = f" {number}" if len(signed.signatures) > 1 else ""
        what = f"{one.covered} {one.covered_id}".strip() or tr("not clear")
        level: Level = "bad" if one.problems else "info"
        rows = [
            TokenRow(name="covers", value=what[:_LONGEST], level=level),
            TokenRow(
                name="algorithm",
                value=one.algorithm[:_LONGEST],
                note=tr("SHA-1 is refused by careful services") if one.is_weak else "",
                level="odd" if one.is_weak else "info",
            ),
        ]
        if subject := _subject(one):
            meaning = tr("not trusted for standing here")
            rows.append(TokenRow(name="certificate", value=subject[:_LONGEST], meaning=meaning))
        title = tr("Signature{number}", number=which)
        yield TokenPart(name="signature", title=title, rows=tuple(rows))


def _subject(one: SignedPart) -> str:
    found = saml_signature.loaded(one.certificate) if one.certificate else None
    try:
        return found.subject.rfc4514_string() if found is not None else ""
    except ValueError:
        return ""


def _remarks(found: SamlDocument, signed: Coverage, now: datetime) -> Iterator[TokenRemark]:
    for fault in saml.faults(found, now):
        yield TokenRemark(text=fault.message, level="bad")
    for problem in (*signed.problems, *(why for one in signed.signatures for why in one.problems)):
        yield TokenRemark(text=problem, level="bad")
    if found.has_comments:
        text = tr("Comments stand in it: a reader that stops at one sees another name.")
        yield TokenRemark(text=text, level="odd")
    if not found.is_signed:
        yield TokenRemark(text=tr("It has no signature."), level="odd")
    else:
        yield TokenRemark(text=advice.not_checked())
    if found.is_encrypted:
        yield TokenRemark(text=tr("The assertion is encrypted: only the service can read it."))


def _damage(xml: bytes) -> str:
    """Say where the XML breaks."""
    if saml.has_document_type(xml):
        return tr("It declares a document type or entities; nothing of that was read.")
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
