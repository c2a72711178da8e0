"""Basic credentials that are not user:password in Base64, or not the password meant."""

import re
from collections.abc import Iterator

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.malformed import DOUBLED, fault, in_headers
from inspector.diagnose.facts.suspicion import Found, Suspicion
from inspector.diagnose.facts.weights import CLEAR, FAIR, HALF, LIKELY, SHOWN, STRONG
from inspector.reading.credential import Credential
from inspector.wording import tr

_BLANK, _DELETE = 0x20, 0x7F


def basic_form(case: Case) -> Found:
    """What follows the word Basic is not user:password in Base64."""
    for sent in in_headers(case):
        if sent.scheme == "basic" and sent.value.strip() and not case.is_removed(sent):
            yield from _basic_faults(sent)


def _basic_faults(sent: Credential) -> Iterator[Suspicion]:
    decoded = sent.basic
    if DOUBLED.match(sent.value):
        return
    if decoded is None or (b":" not in decoded and not _printable(decoded)):
        yield fault(
            "basic-not-base64",
            STRONG,
            tr("What follows Basic is not Base64 of user:password."),
            sent,
        )
    elif b":" not in decoded:
        yield fault(
            "basic-without-colon",
            STRONG,
            tr("The decoded value has no colon between user and password."),
            sent,
        )
    elif decoded.endswith((b"\n", b"\r")):
        yield fault(
            "basic-trailing-newline",
            SHOWN,
            tr("The decoded user:password ends with a line break."),
            sent,
        )
    elif b"\n" in decoded or b"\r" in decoded or b"\x00" in decoded:
        yield fault(
            "line-break-in-credential",
            STRONG,
            tr("The decoded user:password contains a line break."),
            sent,
        )
    else:
        yield from _basic_oddities(sent, decoded)


def _basic_oddities(sent: Credential, decoded: bytes) -> Iterator[Suspicion]:
    user, _, password = decoded.partition(b":")
    if password != password.strip() or user != user.strip():
        yield fault(
            "blank-around-credential",
            CLEAR,
            tr("A blank stands at an end of the decoded user or password."),
            sent,
        )
    elif password[:1] in {b'"', b"'"} and password[:1] == password[-1:]:
        yield fault(
            "quotes-in-credential",
            CLEAR,
            tr("The decoded password stands in quotation marks."),
            sent,
        )
    elif re.search(rb"%[0-9A-Fa-f]{2}", password) or re.search(rb"%(40|2B|3A)", user):
        yield fault(
            "percent-encoded", FAIR, tr("The decoded user or password is percent-encoded."), sent
        )
    elif not decoded.isascii():
        yield fault(
            "basic-charset",
            LIKELY if _is_latin(decoded) else HALF,
            tr(
                "The decoded value holds characters beyond ASCII ({charset}).",
                charset="ISO-8859-1" if _is_latin(decoded) else "UTF-8",
            ),
            sent,
        )


def _is_latin(decoded: bytes) -> bool:
    try:
        decoded.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def _printable(decoded: bytes) -> bool:
    return all(_BLANK <= byte < _DELETE for byte in decoded)


RULES = (basic_form,)
