"""Takes a UUID apart: its version, and its time where it holds one (RFC 9562)."""

import uuid
from datetime import UTC, datetime, timedelta

from inspector.annotate.tokens.given import Given
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.protocol.dates import utc
from inspector.protocol.masking import masks
from inspector.protocol.patterns import lazy_re
from inspector.wording import tr
from inspector.wording.dates import utc_stamp
from inspector.wording.durations import length

_UUID = lazy_re(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_GREGORIAN = datetime(1582, 10, 15, tzinfo=UTC)
_BY_TIME, _RANDOM, _UNIX_TIME = 1, 4, 7


def fit(text: Given) -> float:
    """Return how surely the text is a UUID."""
    return 0.8 if _UUID.fullmatch(text.rest) else 0.0


def read(text: Given, now: datetime) -> Token:
    """Say what the UUID holds."""
    if not _UUID.fullmatch(text.rest):
        return Token(kind="uuid", title="UUID", masked=masks.mask(text.rest))
    value = uuid.UUID(text.rest)
    made = _time(value)
    rows = [TokenRow(name="version", value=str(value.version or "?"), meaning=_meaning(value))]
    if made:
        rows.append(TokenRow(name="time", value=utc_stamp(made)))
    part = TokenPart(
        name="uuid",
        title="UUID",
        rows=tuple(rows),
        start=text.start,
        end=text.start + len(text.rest),
    )
    sentence = tr("A UUID is often an id, and sometimes a key; only its issuer can say.")
    return Token(
        kind="uuid",
        title="UUID",
        result=_result(value, made, now),
        todo=tr("Compare it with the one that the issuer shows, letter by letter."),
        masked=masks.mask(text.rest),
        parts=(part,),
        issued=made,
        remarks=(TokenRemark(text=sentence),),
    )


def _result(value: uuid.UUID, made: datetime | None, now: datetime) -> str:
    if made is not None and made <= now:
        return tr("UUID made {time} ago", time=length(now - made))
    how = _meaning(value)
    return tr("UUID, {how}", how=how) if how else "UUID"


def _meaning(value: uuid.UUID) -> str:
    names = {
        _BY_TIME: tr("made of a time and a network address"),
        3: tr("made of a name (MD5)"),
        _RANDOM: tr("random"),
        5: tr("made of a name (SHA-1)"),
        _UNIX_TIME: tr("a time and random bits"),
    }
    return names.get(value.version or 0, "")


def _time(value: uuid.UUID) -> datetime | None:
    try:
        if value.version == _BY_TIME:
            return _GREGORIAN + timedelta(microseconds=value.time // 10)
        if value.version == _UNIX_TIME:
            return utc((value.int >> 80) / 1000)
    except (ValueError, OverflowError, OSError):
        return None
    return None
