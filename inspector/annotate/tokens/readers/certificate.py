"""Takes a client's X.509 certificate apart: whose, by whom, how long, for what (RFC 5280)."""

from collections.abc import Iterator
from datetime import datetime

from inspector.annotate.tokens import advice
from inspector.annotate.tokens.given import Given
from inspector.model.annotation import Level
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.protocol.keys import client_certificate
from inspector.protocol.keys.client_certificate import ClientCertificate, PastedCertificates
from inspector.protocol.patterns import lazy_re
from inspector.protocol.redaction import DOTS
from inspector.wording import tr, tr_n
from inspector.wording.dates import utc_stamp
from inspector.wording.durations import length

_LONGEST = 500
_BAD = lazy_re(r"[^A-Za-z0-9+/=\s]")
_BEGIN = lazy_re(r"-----BEGIN [A-Z0-9 ]+-----")


def fit(text: Given) -> float:
    """Return how surely the text is a certificate, whole or damaged."""
    if "-----BEGIN " in text.whole or "-----BEGIN%20" in text.whole:
        return 0.97
    found = client_certificate.read(text.rest)
    return 0.93 if found is not None and found.certificates else 0.0


def read(text: Given, now: datetime) -> Token:
    """Show each certificate; a private key beside them is never shown."""
    found = client_certificate.read(text.whole) or client_certificate.read(text.rest)
    if found is None or not (found.certificates or found.has_key):
        return _damaged(text)
    first = found.certificates[0] if found.certificates else None
    return Token(
        kind="certificate",
        title=_title(found),
        result=_result(found, first),
        todo=_todo(found, first, now),
        masked=f"SHA-256 {first.fingerprint}" if first else DOTS,
        parts=tuple(_parts(found, now)),
        not_before=first.not_before if first else None,
        expires=first.not_after if first else None,
        remarks=tuple(_remarks(found, now)),
    )


def _title(found: PastedCertificates) -> str:
    if not found.certificates:
        return tr("Private key")
    return tr_n("Certificate", "Chain of {count} certificates", len(found.certificates))


def _result(found: PastedCertificates, first: ClientCertificate | None) -> str:
    """Return the worst that is said of it; empty where its times say enough."""
    if first is None:
        return tr("A private key lies here")
    if found.has_key:
        return tr("A private key lies beside the certificate")
    return "" if first.is_for_clients else tr("Certificate is not meant for clients")


def _todo(found: PastedCertificates, first: ClientCertificate | None, now: datetime) -> str:
    if first is None or found.has_key:
        return tr("Keep the key to yourself; who has seen it can act in its owner's name.")
    if not first.not_before <= now < first.not_after:
        return tr("Get a new certificate for the same key, or for a new one.")
    if not first.is_for_clients:
        return tr("Ask its authority for one with the extended key usage clientAuth.")
    if first.is_self_signed:
        return tr("The server must know exactly this certificate.")
    return tr("The server must trust its issuer: {issuer}.", issuer=first.issuer[:_LONGEST])


def _parts(found: PastedCertificates, now: datetime) -> Iterator[TokenPart]:
    for number, one in enumerate(found.certificates, start=1):
        which = f" {number}" if len(found.certificates) > 1 else ""
        rows = tuple(row for row in _rows(one, now) if row.value)
        yield TokenPart(
            name="certificate", title=tr("Certificate{number}", number=which), rows=rows
        )


def _rows(one: ClientCertificate, now: datetime) -> Iterator[TokenRow]:
    yield TokenRow(name="subject", value=one.subject[:_LONGEST], meaning=tr("Its holder"))
    yield TokenRow(name="issuer", value=one.issuer[:_LONGEST], meaning=tr("Issuer"))
    yield TokenRow(name="serial", value=one.serial)
    early = one.not_before > now
    yield _time("not before", one.not_before, tr("Not valid yet") if early else tr("In the past"),
                "bad" if early else "good")  # fmt: skip
    left = length(one.not_after - now)
    late = one.not_after <= now
    note = tr("Expired {time} ago", time=left) if late else tr("{time} left", time=left)
    yield _time("not after", one.not_after, note, "bad" if late else "good")
    yield TokenRow(name="names", value=", ".join(one.names)[:_LONGEST])
    yield TokenRow(
        name="uses",
        value=", ".join(one.uses),
        note="" if one.is_for_clients else tr("Not meant for clients"),
        level="info" if one.is_for_clients else "bad",
    )
    yield TokenRow(name="key", value=one.key)
    yield TokenRow(name="signed with", value=one.algorithm)
    yield TokenRow(name="SHA-256", value=one.fingerprint)
    meaning = tr("In cnf of tokens bound to it")
    yield TokenRow(name="x5t#S256", value=one.thumbprint, meaning=meaning)


def _time(name: str, when: datetime, note: str, level: Level) -> TokenRow:
    return TokenRow(name=name, value=utc_stamp(when), note=note, level=level)


def _remarks(found: PastedCertificates, now: datetime) -> Iterator[TokenRemark]:
    if found.has_key:
        text = tr("A private key lies here: whoever has it can act as its owner.")
        yield TokenRemark(text=text, level="bad")
    if found.is_cut:
        yield TokenRemark(text=tr("The line -----END …----- is missing."), level="odd")
    if found.unread:
        text = tr_n(
            "{count} block can't be read as a certificate.",
            "{count} blocks can't be read as certificates.",
            found.unread,
        )
        yield TokenRemark(text=text, level="bad")
    if found.certificates:
        alone = len(found.certificates) == 1
        yield from _about(found.certificates[0], now, alone=alone)


def _about(one: ClientCertificate, now: datetime, *, alone: bool) -> Iterator[TokenRemark]:
    if not one.not_before <= now < one.not_after:
        yield TokenRemark(text=tr("It is not valid now."), level="bad")
    if not one.is_for_clients:
        text = tr("Its extended key usage lacks clientAuth: servers refuse it from a client.")
        yield TokenRemark(text=text, level="bad")
    if one.is_authority and alone and not one.is_self_signed:
        text = tr("It is an authority's certificate, which signs others.")
        yield TokenRemark(text=text, level="odd")
    if one.is_self_signed:
        text = tr("It signs itself: a server must know exactly this one.")
        yield TokenRemark(text=text, level="odd")


def _damaged(text: Given) -> Token:
    remark = TokenRemark(text=tr("It can't be read as a certificate."), level="bad")
    begin = _BEGIN.search(text.whole)
    start = begin.end() if begin else text.start
    end = text.whole.find("-----END", start)
    body = text.whole[start : end if end >= 0 else len(text.whole)]
    if bad := _BAD.search(body):
        at = start + bad.start()
        sentence = tr("Character {number} can't stand in a certificate.", number=at + 1)
        remark = TokenRemark(text=sentence, level="bad", start=at, end=at + 1)
    return Token(
        kind="certificate",
        title=tr("Damaged certificate"),
        result=tr("Damaged certificate: {reason}", reason=advice.as_title(remark.text)),
        todo=advice.copy_again(),
        masked=DOTS,
        remarks=(remark,),
    )
