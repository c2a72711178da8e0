"""Claims and header members of a token: what each means and whether its time is right."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from inspector.annotate.times import length, moment
from inspector.model.annotation import Level
from inspector.model.token import TokenRow
from inspector.wording import tr, tr_n

_TIMES = frozenset({"exp", "nbf", "iat", "auth_time", "updated_at"})
_LONGEST = 2000
_SOON = timedelta(seconds=60)


class _Judged(NamedTuple):
    meaning: str
    note: str = ""
    level: Level = "info"


def rows(members: dict[str, Any], now: datetime) -> tuple[TokenRow, ...]:
    """Return a row for each member, in the token's order.

    Times may be numbers (JWT) or datetimes (formats that write them as text).
    """
    made = []
    for name, value in members.items():
        judged = _judged(name, value, now)
        made.append(
            TokenRow(
                name=name[:_LONGEST],
                value=written(value),
                meaning=judged.meaning,
                note=judged.note,
                level=judged.level,
            )
        )
    return tuple(made)


def written(value: Any) -> str:
    """Return a JSON value as text; strings without their quotes, long ones cut."""
    if isinstance(value, datetime):
        return value.isoformat()
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _judged(name: str, value: Any, now: datetime) -> _Judged:
    if name in _TIMES:
        return _time(name, value, now)
    if name == "alg" and isinstance(value, str):
        return _algorithm(value)
    if name in ("scope", "scp") and isinstance(value, str | list):
        count = len(value.split()) if isinstance(value, str) else len(value)
        return _Judged(tr_n("{count} permission", "{count} permissions", count))
    return _Judged(_header_members().get(name) or _common_claims().get(name, ""))


def _time(name: str, value: Any, now: datetime) -> _Judged:
    when = value if isinstance(value, datetime) else moment(value)
    if when is None:
        text = tr("not a number of seconds since 1970")
        return _Judged("", text, "bad")
    meaning = f"{when:%Y-%m-%d %H:%M:%S} UTC"
    if name == "exp":
        return _expiry(meaning, when, now)
    if name == "nbf" and when > now:
        return _Judged(meaning, tr("Not valid for another {time}", time=length(when - now)), "bad")
    if when - now > _SOON:
        return _Judged(meaning, tr("{time} in the future", time=length(when - now)), "odd")
    return _Judged(meaning, tr("In the past"), "good")


def _expiry(meaning: str, when: datetime, now: datetime) -> _Judged:
    if when.year > now.year + 100:
        return _Judged(meaning, tr("Milliseconds in place of seconds?"), "odd")
    if when <= now:
        return _Judged(meaning, tr("Expired {time} ago", time=length(now - when)), "bad")
    return _Judged(meaning, tr("Valid for another {time}", time=length(when - now)), "good")


def _algorithm(value: str) -> _Judged:
    if value.lower() == "none":
        return _Judged(tr("not signed at all"), tr("Anybody can make such a token"), "bad")
    names = {
        "HS": tr("HMAC with a shared secret"),
        "RS": tr("RSA signature"),
        "PS": tr("RSA-PSS signature"),
        "ES": tr("ECDSA signature"),
        "Ed": tr("Edwards-curve signature"),
        "ML": tr("ML-DSA signature"),
        "di": tr("a shared secret encrypts directly"),
    }
    known = names.get(value[:2], "")
    return _Judged(f"{known}, SHA-{value[2:]}" if known and value[2:].isdigit() else known)


@cache
def _header_members() -> dict[str, str]:
    return {
        "typ": tr("kind of token"),
        "cty": tr("kind of content"),
        "kid": tr("which key signed it"),
        "jku": tr("address of the signer's keys"),
        "jwk": tr("the signer's key itself"),
        "x5t": tr("fingerprint of the signer's certificate"),
        "x5t#S256": tr("fingerprint of the signer's certificate"),
        "x5c": tr("the signer's certificates"),
        "crit": tr("members a reader must understand"),
        "enc": tr("how the content is encrypted"),
        "zip": tr("how the content is compressed"),
    }


@cache
def _common_claims() -> dict[str, str]:
    return {
        "iss": tr("who issued it"),
        "sub": tr("whom it speaks for"),
        "aud": tr("which API it is meant for"),
        "jti": tr("the token's own number"),
        "azp": tr("the app it was issued to"),
        "client_id": tr("the app it was issued to"),
        "appid": tr("the app it was issued to"),
        "cid": tr("the app it was issued to"),
        "tid": tr("the tenant (Microsoft Entra)"),
        "oid": tr("the user's number (Microsoft Entra)"),
        "roles": tr("roles that it grants"),
        "groups": tr("groups of the user"),
        "permissions": tr("permissions that it grants"),
        "sid": tr("the login session"),
        "nonce": tr("ties it to one login"),
        "acr": tr("how strong the login was"),
        "amr": tr("how the user logged in"),
        "cnf": tr("the key its sender must prove to hold"),
        "act": tr("who acts for the subject"),
        "may_act": tr("who may act for the subject"),
        "at_hash": tr("hash of the access token"),
        "c_hash": tr("hash of the code"),
        "email": tr("e-mail address"),
        "email_verified": tr("whether the address was checked"),
        "token_use": tr("what it is for (Amazon Cognito)"),
        "htm": tr("method of the request that is proved"),
        "htu": tr("address of the request that is proved"),
        "ath": tr("hash of the access token that is proved"),
        "ver": tr("version"),
        "preferred_username": tr("the user's name"),
    }


def first_time(members: dict[str, Any], names: Iterable[str]) -> datetime | None:
    """Return the first of these members that is a time."""
    times = (moment(members.get(name)) for name in names)
    return next((when for when in times if when), None)
