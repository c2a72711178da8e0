"""Takes a macaroon of version 1 or 2 apart: where it is from, its number, its caveats."""

import re
from datetime import datetime

from inspector.annotate.shown import shown
from inspector.annotate.tokens import advice
from inspector.annotate.tokens.given import Given
from inspector.model.annotation import Level
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.protocol.dates import iso_date
from inspector.protocol.patterns import lazy_re
from inspector.protocol.redaction import DOTS
from inspector.protocol.tokens.macaroon import packets
from inspector.wording import tr, tr_n
from inspector.wording.durations import length

_BASE64 = lazy_re(r"[A-Za-z0-9_\-+/]+={0,2}")
_ENDS = lazy_re(
    r"\s*(?:time|expir\w*|exp|before|valid.?until)\s*[<=:]{1,2}\s*(\S{8,40})\s*", re.IGNORECASE
)


def fit(text: Given) -> float:
    """Return how surely the text is a macaroon."""
    if not text.rest.startswith(("MDA", "AgE")) or not _BASE64.fullmatch(text.rest):
        return 0.0
    return 0.9 if next(packets(text.rest), None) is not None else 0.0


def read(text: Given, now: datetime) -> Token:
    """Show the packets; the signature is masked."""
    found = tuple(packets(text.rest))
    rows = tuple(_row(name, value, now) for name, value in found)
    part = TokenPart(
        name="packets",
        title=tr("Packets"),
        rows=rows,
        start=text.start,
        end=text.start + len(text.rest),
    )
    sentence = tr("Each caveat narrows what it allows; all of them must hold.")
    remarks = [TokenRemark(text=sentence)]
    whole = any(row.name == "signature" for row in rows)
    if not whole:
        cut = tr("Its signature is missing: it was cut off or damaged.")
        end = text.start + len(text.rest)
        remarks.append(TokenRemark(text=cut, level="bad", start=max(end - 1, 0), end=end))
    return Token(
        kind="macaroon",
        title=tr("Macaroon"),
        result=_result(found, whole=whole),
        todo=_todo(whole=whole),
        masked=DOTS,
        parts=(part,) if rows else (),
        expires=min(filter(None, (_end(value) for _, value in found)), default=None),
        remarks=tuple(remarks),
    )


def _result(found: tuple[tuple[str, str], ...], *, whole: bool) -> str:
    if not whole:
        return tr("Damaged macaroon: it was cut off")
    count = sum(1 for name, _ in found if name == "cid")
    place = shown(next((value for name, value in found if name == "location"), ""))
    return tr_n(
        "Macaroon of {place} with {count} condition",
        "Macaroon of {place} with {count} conditions",
        count,
        place=place,
    )


def _todo(*, whole: bool) -> str:
    if not whole:
        return advice.copy_again()
    return tr("Compare each condition with the request: one that does not hold is enough.")


def _end(value: str) -> datetime | None:
    """Return the time that a condition sets as the end; there is no standard for it."""
    found = _ENDS.fullmatch(value)
    return iso_date(found[1]) if found else None


def _row(name: str, value: str, now: datetime) -> TokenRow:
    meanings = {
        "location": tr("Where it is from"),
        "identifier": tr("Its number"),
        "cid": tr("A condition"),
        "vid": tr("Key for a condition that another server checks"),
        "cl": tr("The server that checks the condition"),
        "signature": tr("Hidden"),
    }
    meaning = meanings.get(name, "")
    if name in ("signature", "vid"):
        return TokenRow(name=name, value=DOTS, meaning=meaning)
    end = _end(value)
    if end is None:
        return TokenRow(name=name, value=value, meaning=meaning)
    span, late = length(end - now), end <= now
    note = tr("Expired {time} ago", time=span) if late else tr("{time} left", time=span)
    level: Level = "bad" if late else "good"
    return TokenRow(name=name, value=value, meaning=meaning, note=note, level=level)
