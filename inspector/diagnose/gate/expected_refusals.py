"""Tells refusals that whoever looks at the whole trace expects: steps of what went well.

What a refusal hands out and a later success brings back is a round of a handshake, whatever its
scheme: a nonce within a proof (RFC 9449 §8), the session of an interactive login, the transaction
of a second factor. Nobody is refused who has just signed out. And a page works without its icon.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.protocol.field_names import is_of_one_exchange, is_second_factor
from inspector.protocol.patterns import lazy_re
from inspector.protocol.tokens import jose
from inspector.reading.statuses import SERVER_ERRORS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspector.diagnose.facts.case import Case

_NEAR = 12
_LONG = 8  # shorter values come back by accident
_MOST = 400


def is_expected(case: Case) -> bool:
    """Whether a refusal is a step of a handshake or a login that went well, or stands beside it."""
    ways = (_follows_a_sign_out, _signs_out, _is_beside_a_page, _came_back, _was_a_probe)
    return any(way(case) for way in (*ways, _second_factor_followed))


# ---------------- What was handed out came back
def _came_back(case: Case) -> bool:
    """Whether a later request that succeeded at this host sends what only this refusal gave."""
    later = [each for each in _after(case) if each.sent.host == case.sent.host and each.succeeded]
    if not later or case.status in SERVER_ERRORS:
        return False
    known = "\n".join(_sent(case))
    given = {value for value in _given(case) if value not in known}
    return bool(given) and any(given & set(_values_sent(each)) for each in later)


def _after(case: Case) -> list[Case]:
    last = min(len(case.trace), case.index + _NEAR)
    return [case.trace.case(index) for index in range(case.index + 1, last)]


def _given(case: Case) -> Iterator[str]:
    """Yield the values of a refusal that look made for this one exchange."""
    for header in case.heard.headers:
        if is_of_one_exchange(header.name):
            yield from _long(header.value)
    for _, challenge in case.heard.challenges:
        yield from (p.value for p in challenge.params if is_of_one_exchange(p.name))
    for name, value in case.heard.content.scalars():
        if is_of_one_exchange(name):
            yield from _long(str(value))


def _long(value: str) -> Iterator[str]:
    text = value.strip()
    if len(text) >= _LONG and not any(letter.isspace() for letter in text):
        yield text


def _values_sent(case: Case) -> Iterator[str]:
    """Yield what a request sends as values: parameters, members, headers, claims of a proof."""
    yield from (value for _, value in case.sent.query)
    yield from (str(value) for _, value in case.sent.content.scalars())
    yield from case.sent.fields.values()
    yield from case.sent.path.split("/")
    for header in case.sent.message.headers[:_MOST]:
        yield header.value
        yield from _claims(header.value)
    sent = case.sent.authorization
    if sent is not None:
        yield from (sent.value, *sent.params.values())


def _claims(value: str) -> Iterator[str]:
    """Yield the texts in a signed proof of a header."""
    proof = jose.read(value) if value.startswith("eyJ") else None
    if isinstance(proof, jose.Jws) and proof.claims:
        yield from (claim for claim in proof.claims.values() if isinstance(claim, str))


def _sent(case: Case) -> Iterator[str]:
    yield from _values_sent(case)
    yield case.sent.url


# ---------------- The answer to what was asked for
def _was_a_probe(case: Case) -> bool:
    """Whether nothing was sent yet, to be told the scheme, and then the host took one offered."""
    offered = set(case.heard.schemes)
    if not offered or case.sent.has_any:
        return False
    if any(each.sent.has_any for each in case.before if each.sent.host == case.sent.host):
        return False
    return any(
        each.succeeded
        and each.sent.host == case.sent.host
        and each.sent.authorization is not None
        and each.sent.authorization.scheme in offered
        for each in _after(case)
    )


def _second_factor_followed(case: Case) -> bool:
    """Whether the same login was sent once more with a one-time code, and was taken."""
    mine = _named(case)
    for later in _after(case):
        if later.succeeded and case.repeats(later):
            added = _named(later).items() - mine.items()
            if mine.items() <= _named(later).items() and any(is_second_factor(n) for n, _ in added):
                return True
    return False


def _named(case: Case) -> dict[str, str]:
    """Return what a request sends under names, in its address and body."""
    return {**dict(case.sent.query), **case.sent.fields}


# ---------------- After a sign-out
def _follows_a_sign_out(case: Case) -> bool:
    """Whether the caller had signed out on purpose before, and sends nothing since."""
    if case.sent.has_any:
        return False
    for earlier in reversed(case.before):
        if earlier.sent.bare_host != case.sent.bare_host:
            continue
        if earlier.sent.is_login:
            return False
        if _signs_out(earlier):
            return True
    return False


def _signs_out(case: Case) -> bool:
    """Whether a request ended a session: its address says so, and the reply did not refuse."""
    if not _SIGN_OUT.search(case.sent.path) or case.status >= _REFUSING:
        return False
    had = {cookie.name for cookie in case.sent.session_cookies}
    cleared = {name for name, value in case.heard.set_cookies.items() if len(value) < _LONG}
    return bool(had & cleared) or case.sent.has_any


# finds `/logout`, `/oauth2/sign_out`, `/session/end`
# but not `/blog/outlook`
_SIGN_OUT = lazy_re(r"(?i)(?:^|[/._-])(?:log|sign)[_-]?(?:out|off)\b|end[_-]?session|session/end")
_REFUSING = 400


# ---------------- Beside a page
def _is_beside_a_page(case: Case) -> bool:
    """Whether it is an icon, font, map of sources and the like of a page that did come."""
    if not _BESIDE.search(case.sent.path) or case.sent.method not in {"GET", "HEAD"}:
        return False
    return any(
        each.succeeded and not _BESIDE.search(each.sent.path)
        for each in case.neighbours
        if each.sent.bare_host == case.sent.bare_host or each.heard.content.is_html
    )


# finds `/favicon.ico`, `/assets/app.js.map`
# but not `/api/icons`
_BESIDE = lazy_re(
    r"(?i)/(?:favicon[^/]*|apple-touch-icon[^/]*|robots\.txt|browserconfig\.xml|"
    r"(?:site|app)?\.?(?:web)?manifest(?:\.json)?|\.well-known/appspecific/[^/]*)$|"
    r"\.(?:ico|map|woff2?|ttf|otf|eot)$"
)
