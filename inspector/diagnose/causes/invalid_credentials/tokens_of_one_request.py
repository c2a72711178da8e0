"""A token says for which one request it is good, and another one was sent with it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.token_claims import issuer
from inspector.diagnose.weights import CLEAR, SOUND, STRONG
from inspector.protocol.patterns import lazy_re
from inspector.reading.credential import Credential
from inspector.reading.meanings import OF_A_CLAIM, OF_AN_END, OF_THE_NETWORK, Names
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr

_OTHER_REASON: Names = (*OF_AN_END, *OF_THE_NETWORK, *OF_A_CLAIM, "clock", "unknown-key")
# finds `GET api.acme.test/v2/orders?limit=5`, `https://api.acme.test/v2/orders`, `/v2/orders`
# but not `orders:read`, `https://api.acme.test`
_REQUEST = lazy_re(
    r"(?:([A-Z]{3,7}) {1,3})?(?:https?://)?([\w-]+(?:\.[\w-]+)*(?::\d{1,5})?)?"
    r"(/[^?#\s]{1,2000})(\?\S{0,4000})?"
)
# A claim of these names says who made the token, for whom or for which server, never a request.
_STANDARD = frozenset({"iss", "aud", "sub", "azp", "jku", "x5u"})
_LOOK, _MANY = 40, 40


class _Named(NamedTuple):
    """A request as a claim names it; empty where it leaves a part out."""

    claim: str
    method: str
    host: str
    path: str
    query: str

    @property
    def text(self) -> str:
        """Its words, without the query: that may hold what nobody else should read."""
        return f"{self.method} {self.host}{self.path}".strip()


def made_for_another_request(case: Case) -> Found:
    """The claim that repeats the request in the accepted tokens names another one here."""
    token = next((one for one in case.sent.credentials if one.claims), None)
    if token is None or case.status not in TURNS_AWAY or case.said(*_OTHER_REASON):
        return
    for named in _requests_in(token):
        taken = [*_accepted(case, token, named.claim)]
        if not all(_is_of(other, one) for one, other in taken) or not _repeats(named, taken):
            continue
        other, query = _other_request(case, named, taken), _other_query(case, named, taken)
        if other or query:
            weight = SOUND if not other else STRONG if taken else CLEAR
            yield case.refused_for(
                "token-of-another-request",
                weight,
                fact(_says(named), token.place),
                fact(other or query, case.sent_line),
                explains=True,
                name=named.claim,
            )
            return


def _requests_in(token: Credential) -> Iterator[_Named]:
    for claim, value in list(token.claims.items())[:_MANY]:
        found = _read(claim, value)
        if found is not None and claim not in _STANDARD:
            yield found


def _read(claim: str, value: object) -> _Named | None:
    found: re.Match[str] | None = _REQUEST.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    method, host, path, query = (part or "" for part in found.groups())
    return _Named(claim, method, host.lower(), path, query)


def _accepted(case: Case, token: Credential, claim: str) -> Iterator[tuple[_Named, Case]]:
    """Yield what tokens of the same issuer, that this host took, say in the same claim."""
    for other in (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK]):
        theirs = [one for one in other.sent.credentials if one.claims] if other.succeeded else []
        named = _read(claim, theirs[0].claims.get(claim)) if theirs else None
        if named is not None and issuer(theirs[0]) == issuer(token):
            yield named, other


def _is_of(case: Case, named: _Named) -> bool:
    """Whether a claim names the request that it came with, as far as it says."""
    host = named.host in {"", case.sent.host, case.sent.bare_host}
    method = named.method in {"", case.sent.method}
    return host and method and named.path.rstrip("/") == case.sent.path.rstrip("/")


def _repeats(named: _Named, taken: list[tuple[_Named, Case]]) -> bool:
    """Whether the claim is about requests: it names a method, or follows where others lead."""
    return bool(named.method) or len({one.path for one, _ in taken}) > 1


def _other_request(case: Case, named: _Named, taken: list[tuple[_Named, Case]]) -> str:
    """Say which request was sent in place of the one that is named; empty where it is that one.

    A proxy may put its own name, or the beginning of a path, before what was signed; not where
    others were accepted as they are.
    """
    same = named.method in {"", case.sent.method}
    if _is_of(case, named) or (not taken and same and case.sent.path.endswith(named.path)):
        return ""
    asked = f"{case.sent.method} {case.sent.host}{case.sent.path}"
    return tr("It was sent with {asked}.", asked=asked if named.method else case.sent.path)


def _other_query(case: Case, named: _Named, taken: list[tuple[_Named, Case]]) -> str:
    """Say how the claim treats the query, where accepted ones do it otherwise; else empty."""
    held = any(one.query for one, _ in taken)
    if named.query and taken and not held:
        return tr("The claim holds the query, too; in accepted tokens it names none.")
    if case.sent.parts[3] and not named.query and held:
        return tr("The claim lacks the query; in accepted tokens it holds it.")
    return ""


def _says(named: _Named) -> str:
    return tr("{name} of the token says {request}.", name=named.claim, request=named.text)


RULES = (made_for_another_request,)
