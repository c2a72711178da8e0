"""How the checks of a token went, for the fields of what is expected and for the status bar."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from inspector.annotate.tokens.check import Check
from inspector.annotate.tokens.expected import Expected
from inspector.model.annotation import Level
from inspector.model.token import Token
from inspector.presentation.status.remark import Remark
from inspector.presentation.tokens.token_rows import Counted
from inspector.protocol.tokens.claim_names import SCOPE
from inspector.wording import tr, tr_n
from inspector.wording.durations import in_seconds, length

_FIELDS = {
    "audience": ("aud",),
    "issuer": ("iss",),
    "scope": SCOPE,
    "client": ("azp", "client_id"),
}
_ORDER: tuple[Level, ...] = ("info", "good", "odd", "bad")


class Late(NamedTuple):
    """The line beside the leeway."""

    text: str
    level: Level


def field_levels(found: Iterable[Check], expected: Expected) -> dict[str, Level]:
    """Return how each expectation went; one that the token says nothing about is left out."""
    checks = tuple(found)
    levels: dict[str, Level] = {}
    for field, names in _FIELDS.items():
        own = [check.level for check in checks if check.part == "payload" and check.name in names]
        if own and getattr(expected, field):
            levels[field] = max(own, key=_ORDER.index)
    return levels


def lateness(token: Token, expected: Expected, now: datetime) -> Late:
    """Return what the leeway allows, and how far the token is from its end or its begin."""
    at, allowed = expected.judged(now), in_seconds(f"{expected.leeway:,}")
    if token.not_before is not None and token.not_before > at:
        early = token.not_before - at
        text = tr("{leeway} allowed, the token is {time} early", leeway=allowed, time=length(early))
        return Late(text, "bad" if round(early.total_seconds()) > expected.leeway else "info")
    if token.expires is None:
        return Late(tr("{leeway} allowed", leeway=allowed), "info")
    late = round((at - token.expires).total_seconds())
    time = length(timedelta(seconds=late))
    if late >= 0:
        text = tr("{leeway} allowed, the token is {time} late", leeway=allowed, time=time)
        return Late(text, "bad" if late >= expected.leeway else "info")
    return Late(tr("{leeway} allowed, {time} left", leeway=allowed, time=time), "info")


def remark_of(counted: Counted, *, proven: bool, trouble: bool = False) -> Remark | None:
    """Return what the status bar says of a token's checks; None without checks.

    proven: whether its signature was checked and holds. trouble: something is wrong with
    the token as a whole, which no check of a claim tells.
    """
    if trouble and not counted.failed:
        return Remark("circle-x", "err", tr("Token is wrong or damaged"), "show-tokens")
    if not counted.total:
        return None
    if counted.failed:
        text = tr_n(
            "{count} of {total} checks fails",
            "{count} of {total} checks fail",
            counted.failed,
            total=counted.total,
        )
        return Remark("circle-x", "err", text, "show-tokens")
    if counted.odd:
        text = tr("No check fails, {odd}", odd=counted.said.rpartition(", ")[2])
        return Remark("triangle-alert", "warn", text, "show-tokens")
    if not proven:
        text = tr_n(
            "{count} check passes, signature not checked",
            "All {count} checks pass, signature not checked",
            counted.total,
        )
        return Remark("triangle-alert", "warn", text, "show-tokens")
    text = tr_n("{count} check passes", "All {count} checks pass", counted.total)
    return Remark("circle-check", "ok", text, "show-tokens")
