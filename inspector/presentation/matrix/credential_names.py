"""Names a credential so that it is told from others without being shown."""

from datetime import UTC, datetime
from typing import Any, NamedTuple

from inspector.model.credential import Credential
from inspector.protocol.dates import from_seconds
from inspector.protocol.redaction import KnownValues, mask, masked_text
from inspector.protocol.tokens import jose
from inspector.wording import tr
from inspector.wording.dates import day, day_and_minute, hour_and_minute

_WHO = ("preferred_username", "email", "sub", "client_id", "azp")
_MOST = 40


class Facts(NamedTuple):
    """What is known beside the record. value: the secret, empty where it is not in memory.

    source: the name of the request it comes from. known: secrets that no name may show. who:
    whether claims that name a person may be shown.
    """

    value: str
    source: str
    known: KnownValues
    who: bool = True


def named(credential: Credential, facts: Facts, now: datetime | None = None) -> tuple[str, str]:
    """Return the name of a credential, and what else tells it apart."""
    claims = _claims(facts.value) if _is_shown_token(credential) else {}
    label = masked_text(_label(credential, claims, now or datetime.now(UTC)), facts.known)
    who = _who(claims) if facts.who else ""
    parts = (
        masked_text(facts.source, facts.known),
        masked_text(who, facts.known),
        mask(facts.value) if facts.value else "",
    )
    return label, ", ".join(filter(None, parts))


def _label(credential: Credential, claims: dict[str, Any], now: datetime) -> str:
    return _token(credential, claims, now) if _is_shown_token(credential) else credential.described


def _is_shown_token(credential: Credential) -> bool:
    """Whether it is a token in Authorization, which is told by its word and its life."""
    return credential.holds == "token" and credential.travels.name == "Authorization"


def _token(credential: Credential, claims: dict[str, Any], now: datetime) -> str:
    word = credential.scheme_word or tr("Token")
    ends = from_seconds(claims.get("exp"))
    if ends is not None and ends <= now:
        return tr("{scheme}, expired {time}", scheme=word, time=_when(ends, now))
    if ends is not None:
        return tr("{scheme}, expires {time}", scheme=word, time=_when(ends, now))
    ref = credential.secret_ref
    if ref.place == "text" and ref.name.startswith("{{"):
        return tr("{scheme} {variable}", scheme=word, variable=ref.name)
    return tr("{scheme} token", scheme=word) if credential.scheme_word else word


def _when(moment: datetime, now: datetime) -> str:
    local, today = moment.astimezone(), now.astimezone()
    if local.date() == today.date():
        return hour_and_minute(local)
    return day_and_minute(local) if local.year == today.year else day(local)


def _claims(value: str) -> dict[str, Any]:
    read = jose.read(value) if value else None
    return (read.claims or {}) if isinstance(read, jose.Jws) else {}


def _who(claims: dict[str, Any]) -> str:
    found = (claims.get(name) for name in _WHO)
    who = next((each for each in found if isinstance(each, str) and each), "")
    return who if len(who) <= _MOST else f"{who[: _MOST - 1]}…"
