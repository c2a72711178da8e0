"""Claims and header members of a token: what each means and whether its time is right."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from inspector.model.annotation import Level
from inspector.model.token import TokenRow
from inspector.protocol.dates import from_seconds
from inspector.protocol.tokens.claim_names import SCOPE, is_time
from inspector.wording import tr, tr_n
from inspector.wording.dates import utc_dated
from inspector.wording.durations import length

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
        if name == "nbf" and value == members.get("iat") and judged.level == "good":
            judged = judged._replace(meaning=tr("Same as iat"))
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
    if is_time(name, value):
        return _time(name, value, now)
    if name == "alg" and isinstance(value, str):
        return _algorithm(value)
    if name == "typ" and isinstance(value, str):
        kind = value.lower().removeprefix("application/")
        return _Judged(_kinds().get(kind) or tr("Kind of token"))
    if name in SCOPE and isinstance(value, str | list):
        count = len(value.split()) if isinstance(value, str) else len(value)
        return _Judged(tr_n("{count} permission", "{count} permissions", count))
    return _Judged(_header_members().get(name) or _common_claims().get(name, ""))


def _time(name: str, value: Any, now: datetime) -> _Judged:
    when = value if isinstance(value, datetime) else from_seconds(value)
    if when is None:
        text = tr("not a number of seconds since 1970")
        return _Judged("", text, "bad")
    meaning = utc_dated(when, now)
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
    return _Judged(meaning, tr("{time} left", time=length(when - now)), "good")


def _algorithm(value: str) -> _Judged:
    if value.lower() == "none":
        return _Judged(tr("Not signed at all"), tr("Anybody can make such a token"), "bad")
    names = {
        "HS": tr("HMAC"),
        "RS": tr("RSA"),
        "PS": tr("RSA-PSS"),
        "ES": tr("ECDSA"),
        "Ed": tr("Edwards curve"),
        "ML": tr("ML-DSA"),
        "di": tr("A shared secret encrypts directly"),
    }
    known = names.get(value[:2], "")
    if known and value[2:].isdigit():
        return _Judged(tr("{method} with SHA-{bits}", method=known, bits=value[2:]))
    return _Judged(known)


@cache
def _kinds() -> dict[str, str]:
    return {
        "jwt": tr("JSON Web Token"),
        "at+jwt": tr("Access token, RFC 9068"),
        "dpop+jwt": tr("DPoP proof, RFC 9449"),
        "logout+jwt": tr("Logout token"),
        "secevent+jwt": tr("Security event, RFC 8417"),
    }


@cache
def _header_members() -> dict[str, str]:
    return {
        "cty": tr("Kind of content"),
        "kid": tr("Key used to sign"),
        "jku": tr("Address of the signer's keys"),
        "jwk": tr("The signer's key itself"),
        "x5t": tr("Fingerprint of the signer's certificate"),
        "x5t#S256": tr("Fingerprint of the signer's certificate"),
        "x5c": tr("The signer's certificates"),
        "crit": tr("Members a reader must understand"),
        "enc": tr("How the content is encrypted"),
        "zip": tr("How the content is compressed"),
    }


@cache
def _common_claims() -> dict[str, str]:
    return {
        "iss": tr("Issuer"),
        "sub": tr("User it speaks for"),
        "aud": tr("API it is meant for"),
        "jti": tr("Token's own number"),
        "azp": tr("App that asked for it"),
        "client_id": tr("App that asked for it"),
        "appid": tr("App that asked for it"),
        "cid": tr("App that asked for it"),
        "tid": tr("Tenant (Microsoft Entra)"),
        "oid": tr("User's number (Microsoft Entra)"),
        "roles": tr("Roles that it grants"),
        "groups": tr("Groups of the user"),
        "permissions": tr("Permissions that it grants"),
        "sid": tr("Login session"),
        "nonce": tr("Ties it to one login"),
        "acr": tr("How strong the login was"),
        "amr": tr("How the user logged in"),
        "cnf": tr("Key its sender must prove to hold"),
        "act": tr("Who acts for the subject"),
        "may_act": tr("Who may act for the subject"),
        "at_hash": tr("Hash of the access token"),
        "c_hash": tr("Hash of the code"),
        "s_hash": tr("Hash of the state"),
        "email": tr("E-mail address"),
        "email_verified": tr("Whether the address was checked"),
        "token_use": tr("What it is for (Amazon Cognito)"),
        "htm": tr("Method of the request that is proved"),
        "htu": tr("Address of the request that is proved"),
        "ath": tr("Hash of the access token that is proved"),
        "ver": tr("Version"),
        "preferred_username": tr("User's name"),
    }


def first_time(members: dict[str, Any], names: Iterable[str]) -> datetime | None:
    """Return the first of these members that is a time."""
    times = (from_seconds(members.get(name)) for name in names)
    return next((when for when in times if when), None)
