"""Requests that the CSRF protection refused: token missing, not matching, origin not trusted."""

from urllib.parse import urlsplit

from inspector.diagnose import places
from inspector.diagnose.case import Case
from inspector.diagnose.cookies import cookies_kept
from inspector.diagnose.names import is_csrf_name
from inspector.diagnose.suspicion import Found, Suspicion, fact
from inspector.diagnose.tokens import issued_in
from inspector.model.annotation import Place
from inspector.model.finding import Cause, Evidence
from inspector.wording import tr

_PAGE_EXPIRED = 419
_REFUSED = frozenset({400, 401, 403, 409, 412, 419, 422})


def told(case: Case) -> Found:
    """The reply speaks of a CSRF token, crumb or nonce."""
    trust = case.said("csrf")
    if not trust or case.said("step-up"):
        return
    slug = _slug(case)
    own = _own_token(case)
    yield Suspicion(
        cause=Cause.CSRF_FAILURE,
        slug=slug,
        weight=min(0.97, (0.97 if not case.sent.is_safe else 0.9) * trust),
        evidence=(*case.quote("csrf"), *own, *_session_evidence(case, slug), case.status_evidence),
        values={"name": _expected_name(case)},
    )


def page_expired(case: Case) -> Found:
    """Status 419: the page, and with it its token, is too old."""
    if case.status == _PAGE_EXPIRED:
        yield Suspicion(
            cause=Cause.CSRF_FAILURE,
            slug="page-expired",
            weight=0.93,
            evidence=(case.status_evidence, *_own_token(case), *case.quote("csrf")),
            values={"name": _expected_name(case)},
        )
        yield Suspicion(
            cause=Cause.EXPIRED_SESSION,
            slug="session-ended",
            weight=0.4,
            evidence=(case.status_evidence,),
        )


def origin_refused(case: Case) -> Found:
    """The server does not trust the Origin or Referer."""
    trust = case.said("origin-refused")
    if not trust or case.sent.method == "OPTIONS":
        return
    found = case.sent.header("origin") or case.sent.header("referer")
    own = (
        [
            fact(
                tr("{name} is {value}.", name=found[1].name, value=found[1].value),
                places.in_header(case.index, "request", *found),
            )
        ]
        if found
        else []
    )
    yield Suspicion(
        cause=Cause.CSRF_FAILURE,
        slug="origin-refused",
        weight=0.9 * trust,
        evidence=(*case.quote("origin-refused"), *own, case.status_evidence),
        values={"origin": found[1].value if found else ""},
    )


def foreign_origin(case: Case) -> Found:
    """A changing request with a session comes from another origin and is refused bare."""
    found = case.sent.header("origin") or case.sent.header("referer")
    if found is None or case.sent.is_safe or not case.sent.session_cookies:
        return
    if case.status not in _REFUSED or case.said("csrf", "origin-refused", "permission"):
        return
    if case.sent.credentials or case.sent.has_saml:
        return
    try:
        origin = urlsplit(found[1].value)
    except ValueError:
        return
    if origin.netloc.lower() != case.sent.host:
        yield Suspicion(
            cause=Cause.CSRF_FAILURE,
            slug="origin-refused",
            weight=0.7,
            evidence=(
                fact(
                    tr(
                        "{name} is {value}, the host is {host}.",
                        name=found[1].name,
                        value=found[1].value,
                        host=case.sent.host,
                    ),
                    places.in_header(case.index, "request", *found),
                ),
                case.status_evidence,
            ),
            values={"origin": found[1].value},
        )


def token_not_repeated(case: Case) -> Found:
    """A session is used, a CSRF token is known, and a changing request does not repeat it."""
    if case.sent.is_safe or case.status not in _REFUSED or not case.sent.session_cookies:
        return
    if case.sent.csrf_tokens or case.sent.authorization or case.said("csrf"):
        return
    place, name = _known_token(case)
    if place is not None:
        yield Suspicion(
            cause=Cause.CSRF_FAILURE,
            slug="csrf-token-missing",
            weight=0.82,
            evidence=(
                fact(tr("The CSRF token {name} is known.", name=name), place),
                fact(
                    tr("{method} does not repeat it.", method=case.sent.method),
                    places.in_line(case.index, "request"),
                ),
                case.status_evidence,
            ),
            values={"name": name},
            absent=True,
        )


def _known_token(case: Case) -> tuple[Place | None, str]:
    if case.sent.csrf_cookies:
        cookie = case.sent.csrf_cookies[0]
        return cookie.place, cookie.name
    for kept in cookies_kept(case):
        if is_csrf_name(kept.name):
            return kept.place, kept.name
    for earlier in reversed(case.before):
        if earlier.heard.content.csrf_field:
            return places.in_body(earlier.index, "reply"), earlier.heard.content.csrf_field
    return None, ""


def token_differs(case: Case) -> Found:
    """The token in header or body is not the one of the cookie or of the earlier reply."""
    if case.status not in _REFUSED or case.sent.is_safe:
        return
    for cookie in case.sent.csrf_cookies:
        for token in case.sent.csrf_tokens:
            if token.value and cookie.value and not _fits(token.value, cookie.value):
                yield Suspicion(
                    cause=Cause.CSRF_FAILURE,
                    slug="csrf-token-mismatch",
                    weight=0.86 if not case.said("bad-login", "permission") else 0.5,
                    evidence=(
                        fact(
                            tr(
                                "The token in {name} differs from the cookie {cookie}.",
                                name=token.name,
                                cookie=cookie.name,
                            ),
                            token.place,
                        ),
                        fact(tr("This is the cookie."), cookie.place),
                        case.status_evidence,
                    ),
                    values={"name": token.name},
                )
                return


def _fits(token: str, cookie: str) -> bool:
    """Whether token and cookie may belong together: equal, or one holds the other."""
    return token == cookie or token in cookie or cookie in token or len(token) != len(cookie)


def header_asked_for(case: Case) -> Found:
    """The CORS headers name a CSRF header that a request with a session did not send."""
    if not case.sent.session_cookies or case.sent.csrf_tokens or not case.is_refused:
        return
    allowed = case.heard.header("access-control-allow-headers")
    names = [name.strip() for name in allowed.split(",")]
    wanted = next((name for name in names if is_csrf_name(name)), "")
    if wanted and case.sent.authorization is None:
        yield Suspicion(
            cause=Cause.CSRF_FAILURE,
            slug="csrf-token-missing",
            weight=0.86,
            evidence=(
                fact(
                    tr("The server reads the header {name}.", name=wanted),
                    case.heard.header_place("access-control-allow-headers"),
                ),
                fact(
                    tr("Only the cookie {name} was sent.", name=case.sent.session_cookies[0].name),
                    case.sent.session_cookies[0].place,
                ),
                case.status_evidence,
            ),
            values={"name": wanted},
            absent=True,
        )


def token_handed_out(case: Case) -> Found:
    """The refusal itself hands out the token, or names the header, that has to be sent."""
    if case.status not in _REFUSED:
        return
    for index, header in enumerate(case.heard.headers):
        name = header.name.lower()
        named = is_csrf_name(name) or name.endswith("-session-id")
        if not named or case.sent.header(name) is not None or name.startswith("access-control"):
            continue
        yield Suspicion(
            cause=Cause.CSRF_FAILURE,
            slug="csrf-token-missing",
            weight=0.93 if case.said("csrf") or header.value.lower() == "required" else 0.85,
            evidence=(
                fact(
                    tr("The refusal hands out {name}.", name=header.name),
                    places.in_header(case.index, "reply", index, header),
                ),
                fact(tr("The request did not send it."), places.in_line(case.index, "request")),
                case.status_evidence,
            ),
            values={"name": header.name},
        )
        return


def reading_works(case: Case) -> Found:
    """With the same cookies GET works, and the changing request does not."""
    if case.sent.is_safe or case.status not in _REFUSED or not case.sent.session_cookies:
        return
    if case.sent.credentials or case.sent.csrf_tokens or case.sent.is_login:
        return
    if case.said("permission", "locked", "bad-login", "session-expired", "waf"):
        return
    mine = {(c.name, c.value) for c in case.sent.session_cookies}
    for other in (*case.after, *reversed(case.before)):
        same = mine & {(c.name, c.value) for c in other.sent.session_cookies}
        if other.succeeded and other.sent.is_safe and same:
            yield Suspicion(
                cause=Cause.CSRF_FAILURE,
                slug="csrf-token-missing",
                weight=0.8,
                evidence=(
                    fact(
                        tr(
                            "{method} {path} worked with the same cookies.",
                            method=other.sent.method,
                            path=other.sent.path,
                        ),
                        other.sent.session_cookies[0].place,
                    ),
                    fact(
                        tr("{method} was refused.", method=case.sent.method),
                        places.in_line(case.index, "request"),
                    ),
                    case.status_evidence,
                ),
            )
            return


def _slug(case: Case) -> str:
    if not case.sent.csrf_tokens:
        return "csrf-token-missing"
    if _cookie_lost(case) is not None:
        return "csrf-session-mismatch"
    return "csrf-token-mismatch"


def _own_token(case: Case) -> list[Evidence]:
    if case.sent.csrf_tokens:
        token = case.sent.csrf_tokens[0]
        source = issued_in(case, token)
        found = [fact(tr("A token was sent in {name}.", name=token.name), token.place)]
        if source is not None:
            found.append(
                fact(
                    tr("It was handed out in this trace."),
                    places.in_body(
                        source[0].index,
                        "reply",
                        places.find(source[0].heard.content.bytes, token.bare),
                    ),
                )
            )
        return found
    return [
        fact(
            tr("No CSRF token was sent with {method}.", method=case.sent.method),
            places.in_line(case.index, "request"),
        )
    ]


def _cookie_lost(case: Case) -> tuple[str, Place] | None:
    sent = {name for name, _, _ in case.sent.cookies}
    for kept in cookies_kept(case):
        if kept.looks_like_session and kept.name not in sent and kept.would_be_sent:
            return kept.name, kept.place
    return None


def _session_evidence(case: Case, slug: str) -> list[Evidence]:
    lost = _cookie_lost(case) if slug == "csrf-session-mismatch" else None
    if lost is None:
        return []
    return [
        fact(tr("The cookie {name} that came with it was not sent back.", name=lost[0]), lost[1])
    ]


def _expected_name(case: Case) -> str:
    if case.sent.csrf_tokens:
        return case.sent.csrf_tokens[0].name
    return _known_token(case)[1]


RULES = (
    told,
    page_expired,
    origin_refused,
    foreign_origin,
    token_not_repeated,
    token_differs,
    header_asked_for,
    token_handed_out,
    reading_works,
)
