"""Checks the claims of a token: its times, whom it is meant for, what it is bound to."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from inspector.annotate.tokens.check import Check, Judge, claim
from inspector.annotate.tokens.expected import Expected
from inspector.protocol.dates import from_seconds
from inspector.protocol.patterns import lazy_re, word_set
from inspector.protocol.tokens.claim_names import RIGHTS, SCOPE
from inspector.protocol.urls import host_of
from inspector.wording import tr
from inspector.wording.durations import length

_DAY = 86_400


def _exp(value: Any, expected: Expected, at: datetime) -> Iterator[Check]:
    when = from_seconds(value)
    if when is None:
        yield claim("exp", tr("Not a number of seconds since 1970"), "bad", _ask_issuer())
    elif when <= at - expected.slack:
        late = tr("Expired {time}", time=length(at - when))
        yield claim("exp", late, "bad", tr("Renewing is enough; no other claim needs to change."))
    elif when <= at:
        text = tr("Expired {time}, within the leeway", time=length(at - when))
        yield claim("exp", text, "odd")
    else:
        yield claim("exp", tr("{time} left", time=length(when - at)), "good")


def _nbf(value: Any, expected: Expected, at: datetime) -> Iterator[Check]:
    when = from_seconds(value)
    if when is None:
        yield claim("nbf", tr("Not a number of seconds since 1970"), "bad", _ask_issuer())
    elif when > at + expected.slack:
        text = tr("Not valid for another {time}", time=length(when - at))
        todo = tr("Wait, or set the clock that is wrong.")
        yield claim("nbf", text, "bad", todo)
    else:
        yield claim("nbf", tr("In the past"), "good")


def _iat(value: Any, expected: Expected, at: datetime) -> Iterator[Check]:
    when = from_seconds(value)
    if when is None:
        yield claim("iat", tr("Not a number of seconds since 1970"), "odd")
    elif when > at + expected.slack:
        text = tr("{time} in the future", time=length(when - at))
        yield claim("iat", text, "bad", tr("Set the issuer's clock, or the server's."))
    else:
        yield claim("iat", tr("In the past"), "good")


def lifetime(claims: dict[str, Any]) -> Iterator[Check]:
    """Yield a remark where a token lives longer than a day."""
    begin = from_seconds(claims.get("iat", claims.get("nbf")))
    end = from_seconds(claims.get("exp"))
    if begin is not None and end is not None and (end - begin).total_seconds() > _DAY:
        name = "iat" if "iat" in claims else "nbf"
        yield claim(
            name, tr("Lives for {time}: longer than a day", time=length(end - begin)), "odd"
        )


def _ask_issuer() -> str:
    return tr("The issuer must write the time as seconds since 1970.")


_TIMES: dict[str, Judge] = {"exp": _exp, "nbf": _nbf, "iat": _iat}


# ---------------- Whom a token is of and for: issuer, audience, scope, client
def _aud(value: Any, expected: Expected, _at: datetime) -> Iterator[Check]:
    named = [str(each) for each in value] if isinstance(value, list) else [str(value)]
    if not expected.audience:
        yield from _elsewhere(named, host_of(expected.called))
        return
    if expected.audience in named:
        yield claim("aud", tr("Matches this API"), "good")
    elif any(each.rstrip("/") == expected.audience.rstrip("/") for each in named):
        todo = tr("Ask for the audience {aud}, letter by letter.", aud=expected.audience)
        yield claim("aud", tr("Differs by a slash at the end"), "bad", todo)
    else:
        todo = tr("Ask for a token with the audience {aud}.", aud=expected.audience)
        yield claim("aud", tr("Not for {aud}", aud=expected.audience), "bad", todo)


def _elsewhere(named: list[str], called: str) -> Iterator[Check]:
    """Yield a remark where every audience is an address of another host than the called one."""
    hosts = {host_of(each) if "://" in each else "" for each in named}
    if called and hosts and "" not in hosts and called not in hosts:
        yield claim("aud", tr("Names another host than {host}", host=called), "odd")


def _iss(value: Any, expected: Expected, _at: datetime) -> Iterator[Check]:
    if not expected.issuer:
        return
    name = str(value)
    if name == expected.issuer == expected.discovered:
        yield claim("iss", tr("Matches discovery"), "good")
    elif name == expected.issuer:
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
    if not wanted:
        return
    missing = [name for name in wanted if name not in has]
    for each in SCOPE:
        if missing:
            todo = tr("Ask for the scope {scope}.", scope=" ".join(missing))
            yield claim(each, tr("Lacks {scope}", scope=" ".join(missing)), "bad", todo)
        else:
            yield claim(each, tr("Has {scope}", scope=" ".join(wanted)), "good")


def _client(value: Any, expected: Expected, _at: datetime) -> Iterator[Check]:
    if not expected.client:
        return
    for name in ("azp", "client_id"):
        if str(value) == expected.client:
            yield claim(name, tr("Your client"), "good")
        else:
            todo = tr("Get the token for the client {client}.", client=expected.client)
            yield claim(name, tr("Issued to another client"), "bad", todo)


_TARGETS: dict[str, Judge] = {
    "aud": _aud,
    "iss": _iss,
    "scope": _scope,
    "scp": _scope,
    "azp": _client,
    "client_id": _client,
}


# ---------------- How a token is used
_PERSONAL = word_set(
    "email phone_number address birthdate name given_name family_name preferred_username upn "
    "unique_name picture gender ipaddr"
)
_MAIL = lazy_re(r"[^@\s]{1,64}@[^@\s]{1,200}\.[^@\s]{2,60}")
_OF_A_LOGIN = ("at_hash", "c_hash", "nonce")


def _cnf(value: Any, expected: Expected, _at: datetime) -> Iterator[Check]:
    members = value if isinstance(value, dict) else {}
    if "jkt" in members:
        yield _proved(str(members["jkt"]), expected.proof)
    elif "x5t#S256" in members:
        yield claim("cnf", tr("Bound to a client certificate (RFC 8705)"), "odd")
    else:
        yield claim("cnf", tr("Bound to a key its sender must prove to hold"), "odd")


def _proved(jkt: str, proof: str | None) -> Check:
    """Compare the key it is bound to with that of the proof sent along (RFC 9449 §7.1)."""
    if proof is None:
        text = tr("Bound to a key: each request needs a DPoP proof (RFC 9449)")
        return claim("cnf", text, "odd")
    if not proof:
        todo = tr("Send a DPoP proof by the key that the token was issued for.")
        return claim("cnf", tr("No DPoP proof was sent"), "bad", todo)
    if proof == jkt:
        return claim("cnf", tr("Fits the DPoP proof"), "good")
    todo = tr("Make the DPoP proof with the key that the token was issued for.")
    return claim("cnf", tr("The DPoP proof is by another key"), "bad", todo)


def personal(name: str, value: Any) -> Iterator[Check]:
    """Yield a remark where a claim names a person."""
    if name in _PERSONAL or (isinstance(value, str) and _MAIL.fullmatch(value)):
        yield claim(name, tr("Personal data"), "odd")


def id_token_as_access(
    header: dict[str, Any], claims: dict[str, Any], expected: Expected
) -> Iterator[Check]:
    """Yield a remark where an ID token was sent in place of an access token (RFC 9068 §5)."""
    if expected.use != "access" or not is_id_token(header, claims):
        return
    name, text = _proof_of_id_token(claims)
    todo = tr("Send the access token, not the ID token.") if expected.refused else ""
    yield claim(name, text, "bad" if todo else "odd", todo)


def _proof_of_id_token(claims: dict[str, Any]) -> tuple[str, str]:
    """Return the claim by which a token is an ID token, and what it shows."""
    named = next((each for each in _OWN_KIND if _names_id_token(claims, each)), "")
    if named:
        return named, tr("It calls itself an ID token; an API wants an access token")
    of_login = next((each for each in _OF_A_LOGIN if each in claims), "")
    if of_login:
        return of_login, tr("Only an ID token has it; an API wants an access token")
    return "azp", tr(
        "It was made for the client itself, as ID tokens are; an API wants an access token"
    )


def _names_id_token(claims: dict[str, Any], name: str) -> bool:
    return str(claims.get(name, "")).lower() in {"id", "id_token"}


_OWN_KIND = ("typ", "token_use")


def is_id_token(header: dict[str, Any], claims: dict[str, Any]) -> bool:
    """Whether a token looks like an ID token (OpenID Connect Core §2)."""
    if str(header.get("typ", "")).lower().removeprefix("application/") == "at+jwt":
        return False
    if any(_names_id_token(claims, name) for name in _OWN_KIND):
        return True
    if not claims.keys().isdisjoint(RIGHTS):
        return False
    if claims.keys().isdisjoint({"aud", "at_hash"}):  # it names the client that it is for
        return False
    client, aud = claims.get("azp"), claims.get("aud")
    own = client is not None and aud in (client, [client])
    return (own and "email" in claims) or any(name in claims for name in _OF_A_LOGIN)


_USES: dict[str, Judge] = {"cnf": _cnf}

JUDGES = _TIMES | _TARGETS | _USES
