"""All checks of a token's members at once: times, issuer, audience, scope, binding, algorithm."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import msgspec

from inspector.annotate.times import length, moment
from inspector.annotate.tokens.check import Check, claim, header
from inspector.annotate.tokens.expected import Expected
from inspector.annotate.tokens.id_token import id_token_checks
from inspector.model.annotation import Level
from inspector.model.token import Token, TokenPart, TokenRow
from inspector.protocol.jose import Jws
from inspector.protocol.word_set import word_set
from inspector.wording import tr, tr_n

_DAY = 86_400
_PERSONAL = word_set(
    "email phone_number address birthdate name given_name family_name preferred_username upn "
    "unique_name picture gender ipaddr"
)
_ORDER: tuple[Level, ...] = ("info", "good", "odd", "bad")
Members = dict[str, Any]


def checks(token: Jws, expected: Expected, now: datetime) -> tuple[Check, ...]:
    """Return what can be said of each member, in the order of the token."""
    at = expected.judged(now)
    found: list[Check] = []
    for name, value in token.header.items():
        judge = _HEADER.get(name)
        if judge is not None:
            found += judge(value, expected, at)
    claims = token.claims or {}
    found += id_token_checks(token, expected)
    for name, value in claims.items():
        judge = _CLAIMS.get(name)
        if judge is not None:
            found += judge(value, expected, at)
        elif name in _PERSONAL:
            found.append(claim(name, tr("Personal data"), "odd"))
    found += _lifetime(claims)
    return tuple(check for check in found if check.name in claims or check.part == "header")


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


# ------------------------------------------------------------------ times
def _exp(value: Any, expected: Expected, at: datetime) -> Iterator[Check]:
    when = moment(value)
    if when is None:
        yield claim("exp", tr("Not a number of seconds since 1970"), "bad", _ask_issuer())
    elif when <= at - expected.slack:
        late = tr("Expired {time}", time=length(at - when))
        yield claim("exp", late, "bad", tr("Renewing is enough; no other claim needs to change."))
    elif when <= at:
        text = tr("Expired {time}, within the leeway", time=length(at - when))
        yield claim("exp", text, "odd")
    else:
        yield claim("exp", tr("Valid for another {time}", time=length(when - at)), "good")


def _nbf(value: Any, expected: Expected, at: datetime) -> Iterator[Check]:
    when = moment(value)
    if when is None:
        yield claim("nbf", tr("Not a number of seconds since 1970"), "bad", _ask_issuer())
    elif when > at + expected.slack:
        text = tr("Not valid for another {time}", time=length(when - at))
        todo = tr("Wait, or set the clock that is wrong.")
        yield claim("nbf", text, "bad", todo)
    else:
        yield claim("nbf", tr("In the past"), "good")


def _iat(value: Any, expected: Expected, at: datetime) -> Iterator[Check]:
    when = moment(value)
    if when is None:
        yield claim("iat", tr("Not a number of seconds since 1970"), "odd")
    elif when > at + expected.slack:
        text = tr("{time} in the future", time=length(when - at))
        yield claim("iat", text, "bad", tr("Set the issuer's clock, or the server's."))
    else:
        yield claim("iat", tr("In the past"), "good")


def _lifetime(claims: Members) -> Iterator[Check]:
    begin = moment(claims.get("iat", claims.get("nbf")))
    end = moment(claims.get("exp"))
    if end is None and claims:
        return
    if begin is not None and end is not None and (end - begin).total_seconds() > _DAY:
        text = tr("Valid for {time}: longer than a day", time=length(end - begin))
        yield claim("iat", text, "odd")


# ------------------------------------------------------------------ whom it is for
def _aud(value: Any, expected: Expected, _at: datetime) -> Iterator[Check]:
    if not expected.audience:
        return
    named = [str(each) for each in value] if isinstance(value, list) else [str(value)]
    if expected.audience in named:
        yield claim("aud", tr("Matches this API"), "good")
    elif any(each.rstrip("/") == expected.audience.rstrip("/") for each in named):
        todo = tr("Ask for the audience {aud}, letter by letter.", aud=expected.audience)
        yield claim("aud", tr("Differs by a slash at the end"), "bad", todo)
    else:
        todo = tr("Ask for a token with the audience {aud}.", aud=expected.audience)
        yield claim("aud", tr("Not for {aud}", aud=expected.audience), "bad", todo)


def _iss(value: Any, expected: Expected, _at: datetime) -> Iterator[Check]:
    if not expected.issuer:
        return
    name = str(value)
    if name == expected.issuer:
        yield claim("iss", tr("Matches"), "good")
    elif name.rstrip("/") == expected.issuer.rstrip("/"):
        todo = tr("The API must expect {iss}, letter by letter.", iss=name)
        yield claim("iss", tr("Differs by a slash at the end"), "bad", todo)
    else:
        todo = tr("Get the token from {iss}.", iss=expected.issuer)
        yield claim("iss", tr("Not {iss}", iss=expected.issuer), "bad", todo)


def _scope(value: Any, expected: Expected, _at: datetime) -> Iterator[Check]:
    listed = value.split() if isinstance(value, str) else value
    has = {str(one) for one in listed} if isinstance(listed, list) else set()
    wanted = expected.scope.split()
    missing = [name for name in wanted if name not in has]
    name = "scope"
    if not wanted:
        return
    if missing:
        todo = tr("Ask for the scope {scope}.", scope=" ".join(missing))
        text = tr("Lacks {scope}", scope=" ".join(missing))
        for each in ("scope", "scp"):
            yield claim(each, text, "bad", todo)
    else:
        yield claim(name, tr("Has {scope}", scope=" ".join(wanted)), "good")
        yield claim("scp", tr("Has {scope}", scope=" ".join(wanted)), "good")


def _client(value: Any, expected: Expected, _at: datetime) -> Iterator[Check]:
    if not expected.client:
        return
    if str(value) == expected.client:
        for name in ("azp", "client_id"):
            yield claim(name, tr("Your client"), "good")
    else:
        todo = tr("Get the token for the client {client}.", client=expected.client)
        for name in ("azp", "client_id"):
            yield claim(name, tr("Issued to another client"), "bad", todo)


def _cnf(value: Any, _expected: Expected, _at: datetime) -> Iterator[Check]:
    members = value if isinstance(value, dict) else {}
    if "jkt" in members:
        text = tr("Bound to a key: each request needs a DPoP proof (RFC 9449)")
    elif "x5t#S256" in members:
        text = tr("Bound to a client certificate (RFC 8705)")
    else:
        text = tr("Bound to a key its sender must prove to hold")
    yield claim("cnf", text, "odd")


# ------------------------------------------------------------------ header
def _alg(value: Any, _expected: Expected, _at: datetime) -> Iterator[Check]:
    if str(value).lower() == "none":
        todo = tr("Get a signed token; no careful server takes this one.")
        yield header("alg", tr("Not signed: anybody can make such a token"), "bad", todo)


def _typ(value: Any, _expected: Expected, _at: datetime) -> Iterator[Check]:
    kind = str(value).lower().removeprefix("application/")
    if kind == "at+jwt":
        yield header("typ", tr("Access token (RFC 9068)"), "good")
    elif kind in {"dpop+jwt", "logout+jwt", "secevent+jwt"}:
        todo = tr("Send an access token instead.")
        yield header("typ", tr("Not an access token"), "bad", todo)


def _crit(value: Any, _expected: Expected, _at: datetime) -> Iterator[Check]:
    names = value if isinstance(value, list) else [value]
    text = tr_n(
        "{count} member must be understood",
        "{count} members must be understood",
        len(names),
    )
    yield header("crit", text, "odd")


def _ask_issuer() -> str:
    return tr("The issuer must write the time as seconds since 1970.")


Judge = Callable[[Any, Expected, datetime], Iterator[Check]]
_HEADER: dict[str, Judge] = {"alg": _alg, "typ": _typ, "crit": _crit}
_CLAIMS: dict[str, Judge] = {
    "exp": _exp,
    "nbf": _nbf,
    "iat": _iat,
    "aud": _aud,
    "iss": _iss,
    "scope": _scope,
    "scp": _scope,
    "azp": _client,
    "client_id": _client,
    "cnf": _cnf,
}
