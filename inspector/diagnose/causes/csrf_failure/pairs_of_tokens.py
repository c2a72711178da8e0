"""A token and the cookie it is compared with: one without the other, or both from elsewhere."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import cookies_kept, reading_is_refused_too
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, FAIR, SOUND
from inspector.protocol.field_names import cookie_repeated_in, is_csrf_name
from inspector.protocol.patterns import lazy_re
from inspector.protocol.urls import split
from inspector.reading import places
from inspector.wording import tr

_LOOK = 40


def repeated_without_its_cookie(case: Case) -> Found:
    """The header is one that frameworks compare with a cookie, and that went with no request."""
    sent, told = case.sent, case.said("csrf")
    if sent.is_safe or sent.csrf_cookies or not sent.cookies or sent.credentials:
        return
    if case.status != HTTPStatus.FORBIDDEN or not (told or case.heard.gives_no_reason):
        return
    token = next((one for one in sent.csrf_tokens if cookie_repeated_in(one.name)), None)
    if token is None or reading_is_refused_too(case) or _is_kept(case) or _is_taken_so(case):
        return
    name = cookie_repeated_in(token.name)
    yield case.refused_for(
        "csrf-cookie-not-sent",
        SOUND if told else FAIR,
        fact(
            tr("{name} repeats a cookie, as a rule {cookie}.", name=token.name, cookie=name),
            token.place,
        ),
        fact(tr("The cookie is not."), case.sent_line),
        absent=True,
        name=name,
    )


def _is_kept(case: Case) -> bool:
    """Whether a reply before set the cookie: then that tells more."""
    return any(is_csrf_name(one.name) for one in cookies_kept(case))


def _is_taken_so(case: Case) -> bool:
    """Whether a change was accepted here with such a header and without its cookie."""
    near = (*case.before[-_LOOK:], *case.after[:_LOOK])
    return any(
        one.came and not one.sent.is_safe and one.sent.csrf_tokens and not one.sent.csrf_cookies
        for one in near
    )


# ---------------- The pair is whole, and the page another host's
def pair_from_another_origin(case: Case) -> Found:
    """Token and cookie came, the check against forgery fails, and Origin names another host.

    Frameworks that look at Origin do so before they compare the two.
    """
    origin = case.sent.header("origin")
    told = case.says("csrf")
    if case.sent.is_safe or origin is None or told is None or not _is_pair(case):
        return
    if _OF_A_TOKEN.search(told.statement.plain):
        return  # the two were compared
    host = split(origin[1].value).netloc.lower()
    if not host or host == case.sent.host or any(_is_let_in(case, one) for one in case.before):
        return
    from_there = tr(
        "Origin is {origin}, and {host} was asked.", origin=origin[1].value, host=case.sent.host
    )
    yield case.refused_for(
        "origin-refused",
        CLEAR,
        *case.quote("csrf"),
        fact(from_there, places.in_header(case.index, "request", *origin)),
        fact(tr("The token came with its cookie."), case.sent_line),
        origin=origin[1].value,
    )


# finds `csrf token mismatch`
# but not `csrf verification failed`
_OF_A_TOKEN = lazy_re(r"\b(?:tokens?|cookies?)\b")


def _is_pair(case: Case) -> bool:
    """Whether a token came with a cookie of which nothing shows that it is another's."""
    pairs = [(t.value, c.value) for t in case.sent.csrf_tokens for c in case.sent.csrf_cookies]
    return bool(pairs) and all(t == c or len(t) != len(c) for t, c in pairs)


def _is_let_in(case: Case, other: Case) -> bool:
    """Whether a change from the same origin was given."""
    mine, theirs = case.sent.header("origin"), other.sent.header("origin")
    same = mine is not None and theirs is not None and mine[1].value == theirs[1].value
    return same and other.succeeded and not other.sent.is_safe


RULES = (repeated_without_its_cookie, pair_from_another_origin)
