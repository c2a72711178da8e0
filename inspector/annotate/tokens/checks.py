"""All checks of a token's members at once: times, issuer, audience, scope, binding, algorithm."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from inspector.annotate.tokens import header_checks, target_checks, time_checks, use_checks
from inspector.annotate.tokens.check import Check, Judge
from inspector.annotate.tokens.expected import Expected
from inspector.annotate.tokens.id_token import id_token_checks
from inspector.annotate.tokens.signatures import Signature
from inspector.model.annotation import Level
from inspector.model.token import Token, TokenPart, TokenRow
from inspector.protocol.tokens.jose import Jws
from inspector.wording import tr

_ORDER: tuple[Level, ...] = ("info", "good", "odd", "bad")
_CLAIMS: dict[str, Judge] = time_checks.JUDGES | target_checks.JUDGES | use_checks.JUDGES


def checks(
    token: Jws, expected: Expected, now: datetime, signature: Signature | None = None
) -> tuple[Check, ...]:
    """Return what can be said of each member, in the order of the token.

    signature: what a check of the signature found, None while there was none.
    """
    claims = token.claims or {}
    found = _all(token, expected, now, signature)
    return tuple(
        check
        for check in found
        if check.name in {"header": token.header, "payload": claims}.get(check.part, _SIGNATURE)
    )


_SIGNATURE = {"signature": None}


def _all(
    token: Jws, expected: Expected, now: datetime, signature: Signature | None
) -> Iterator[Check]:
    at = expected.judged(now)
    for name, value in token.header.items():
        judge = header_checks.JUDGES.get(name)
        yield from judge(value, expected, at) if judge is not None else ()
    yield from header_checks.key_checks(token.header, signature, is_signed=not token.is_unsigned)
    claims = token.claims or {}
    yield from header_checks.profile(token.header, claims)
    yield from id_token_checks(token, expected)
    yield from use_checks.id_token_as_access(token.header, claims, expected)
    for name, value in claims.items():
        judge = _CLAIMS.get(name)
        yield from judge(value, expected, at) if judge is not None else ()
        yield from use_checks.personal(name, value)
    yield from time_checks.lifetime(claims)


def checked(token: Token, found: tuple[Check, ...]) -> Token:
    """Return the token with the checks as the notes of its rows."""
    by_place: dict[tuple[str, str], Check] = {}
    for check in found:
        known = by_place.setdefault((check.part, check.name), check)
        if _ORDER.index(check.level) > _ORDER.index(known.level):
            by_place[check.part, check.name] = check
    parts = tuple(_with_notes(part, by_place) for part in token.parts)
    return msgspec.structs.replace(token, parts=parts)


def closing(found: tuple[Check, ...]) -> str:
    """Return the one sentence about what to change."""
    failed = [check for check in found if check.level == "bad"]
    if not failed:
        if any((check.name, check.level) == ("kid", "good") for check in found):
            return tr(
                "No check fails. Refused all the same, it was revoked, or the API keeps old keys."
            )
        if any((check.part, check.level) == ("signature", "info") for check in found):
            return tr(
                "No check fails, but the signature was not checked: that needs the issuer's key. "
                "If it holds, the token may have been revoked."
            )
        return tr("No check fails. If it is refused all the same, it may have been revoked.")
    first = failed[0]
    if len(failed) == 1:
        return tr("Only {name} fails. {todo}", name=first.name, todo=first.todo)
    names = ", ".join(dict.fromkeys(check.name for check in failed))
    return tr("{names} fail. {todo}", names=names, todo=first.todo)


def _with_notes(part: TokenPart, found: dict[tuple[str, str], Check]) -> TokenPart:
    rows = tuple(_with_note(row, found.get((part.name, row.name))) for row in part.rows)
    return msgspec.structs.replace(part, rows=rows)


def _with_note(row: TokenRow, check: Check | None) -> TokenRow:
    if check is None:
        return row
    return msgspec.structs.replace(row, note=check.text, level=check.level)
