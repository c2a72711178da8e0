"""Checks whom a token is of and for: issuer, audience, scope, client (RFC 7519 §4.1, RFC 9068)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from inspector.annotate.tokens.check import Check, Judge, claim
from inspector.annotate.tokens.expected import Expected
from inspector.protocol.urls import host_of
from inspector.wording import tr


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
    for each in ("scope", "scp"):
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


JUDGES: dict[str, Judge] = {
    "aud": _aud,
    "iss": _iss,
    "scope": _scope,
    "scp": _scope,
    "azp": _client,
    "client_id": _client,
}
