"""Names a credential so that it is told from others without being shown. Pure: no Qt."""

from datetime import UTC, datetime
from typing import Any, NamedTuple

from inspector.annotate.times import moment
from inspector.model.credential import ApiKey, Basic, Bearer, Credential, Digest
from inspector.protocol.redaction import KnownValues, mask, masked_text
from inspector.protocol.tokens import jose
from inspector.wording import tr
from inspector.wording.dates import day

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
    claims = _claims(facts.value) if isinstance(credential, Bearer) else {}
    label = masked_text(_label(credential, claims, now or datetime.now(UTC)), facts.known)
    who = _who(claims) if facts.who else ""
    parts = (
        masked_text(facts.source, facts.known),
        masked_text(who, facts.known),
        mask(facts.value) if facts.value else "",
    )
    return label, ", ".join(filter(None, parts))


def _label(credential: Credential, claims: dict[str, Any], now: datetime) -> str:
    if isinstance(credential, Bearer):
        return _bearer(credential, claims, now)
    if isinstance(credential, ApiKey):
        return _key(credential)
    user = getattr(credential, "user", "")
    if isinstance(credential, Basic) and user:
        return tr("Basic, {user}", user=user)
    if isinstance(credential, Digest) and user:
        return tr("Digest, {user}", user=user)
    return type(credential).__name__


def _bearer(credential: Bearer, claims: dict[str, Any], now: datetime) -> str:
    word = credential.word or tr("Token")
    ends = moment(claims.get("exp"))
    if ends is not None and ends <= now:
        return tr("{scheme}, expired {time}", scheme=word, time=_when(ends, now))
    if ends is not None:
        return tr("{scheme}, expires {time}", scheme=word, time=_when(ends, now))
    ref = credential.token
    if ref.place == "text" and ref.name.startswith("{{"):
        return tr("{scheme} {variable}", scheme=word, variable=ref.name)
    return tr("{scheme} token", scheme=credential.word) if credential.word else word


def _key(credential: ApiKey) -> str:
    name = credential.name
    return {
        "header": tr("Key in the header {name}", name=name),
        "query": tr("Key in the parameter {name}", name=name),
        "cookie": tr("Cookie {name}", name=name),
        "body": tr("Key in the field {name} of the body", name=name),
    }[credential.place]


def _when(moment: datetime, now: datetime) -> str:
    local, today = moment.astimezone(), now.astimezone()
    if local.date() == today.date():
        return f"{local:%H:%M}"
    return f"{day(local, year=False)} {local:%H:%M}" if local.year == today.year else day(local)


def _claims(value: str) -> dict[str, Any]:
    read = jose.read(value) if value else None
    return (read.claims or {}) if isinstance(read, jose.Jws) else {}


def _who(claims: dict[str, Any]) -> str:
    found = (claims.get(name) for name in _WHO)
    who = next((each for each in found if isinstance(each, str) and each), "")
    return who if len(who) <= _MOST else f"{who[: _MOST - 1]}…"
