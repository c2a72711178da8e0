"""The reply says that the CSRF check failed, or that the origin is not trusted."""

from http import HTTPStatus

from inspector.diagnose.facts.browser import from_another_site
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import (
    cookies_kept,
    known_token,
    may_be_for_forgery,
    missed_token,
    nothing_to_forge,
)
from inspector.diagnose.facts.lone_errors import stands_alone
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact, quoted
from inspector.diagnose.facts.token_claims import issued_in
from inspector.diagnose.weights import CLEAR, FAIR, HALF, LIKELY, OPEN, SOUND, STATED, STRONG
from inspector.model.annotation import Place
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.finding import Evidence
from inspector.model.message import Header
from inspector.protocol.patterns import lazy_re
from inspector.protocol.sites import same_site
from inspector.protocol.urls import authority_of, split, without_port
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.reading.meanings import OF_AN_END, Names
from inspector.reading.statuses import PAGE_EXPIRED, SUCCESSES, TURNS_AWAY
from inspector.story.entry import Entry
from inspector.wording import tr


def told(case: Case) -> Found:
    """The reply speaks of a CSRF token, crumb or nonce."""
    trust = case.said("csrf")
    if not trust or case.said("step-up"):
        return
    slug = _slug(case)
    own = _own_token(case)
    yield case.refused_for(
        slug,
        _weight(case, trust),
        *case.quote("csrf"),
        *own,
        *_session_evidence(case, slug),
        name=_expected_name(case),
    )


def _weight(case: Case, trust: float) -> float:
    """What comes without cookies can't be forged: a session was looked for, and not found.

    Nor has a login provider's page a token of this application: its cookie is looked for.
    """
    if nothing_to_forge(case) or case.sent.has_saml:
        return (HALF if case.sent.has_any else OPEN) * trust
    if not case.sent.is_safe:
        return max(min(STATED, STATED * trust), SOUND if case.sent.csrf_tokens else 0.0)
    return CLEAR * trust


def form_token_refused(case: Case) -> Found:
    """A token is called wrong, and the only one that was sent is that of a form."""
    trust = case.said("token-refused", "token-expired")
    tokens = case.sent.csrf_tokens or (case.sent.is_login and _tokens(case))
    if not trust or case.said("csrf") or not tokens or case.sent.authorization:
        return
    if any(key.where == "header" for key in case.sent.keys):
        return
    yield case.suspect(
        "csrf-token-mismatch",
        CLEAR * trust,
        *case.quote("token-refused", "token-expired"),
        *_own_token(case),
        name=_expected_name(case),
    )


def no_token_to_refuse(case: Case) -> Found:
    """A token is called wrong, and a form came with cookies alone: the form's is not there."""
    trust, sent = case.said("token-refused"), case.sent
    if not trust or sent.is_safe or not sent.cookies or sent.csrf_tokens or sent.is_login:
        return
    if sent.credentials or any(map(_may_be_meant, sent.cookies)):
        return
    if case.said("csrf", *OF_AN_END) or case.heard.error[0]:
        return  # then the cookie is what is called wrong, as a renewal's is
    yield case.refused_for(
        "csrf-token-missing",
        LIKELY * trust,
        *case.quote("token-refused"),
        fact(tr("The request has no CSRF token."), case.sent_line),
        absent=True,
        name="",
    )


def _may_be_meant(cookie: tuple[str, str, Place]) -> bool:
    """Whether a cookie is a token itself, so that it may be the one that is called wrong."""
    name, value, _ = cookie
    return "token" in name.lower() or "jwt" in name.lower() or value.startswith("eyJ")


def token_missed_beside_a_session(case: Case) -> Found:
    """A token is missed beside a session, which may be accepted for other calls."""
    told = missed_token(case)
    if told is None:
        return
    works = case.accepted_elsewhere
    yield case.refused_for(
        "csrf-token-missing",
        SOUND,
        quoted(told),
        *([_given_beside(works)] if works is not None else []),
        fact(tr("The request has no CSRF token."), case.sent_line),
        name="",
    )


def _given_beside(works: Case) -> Evidence:
    entry = works.number
    said = tr("Entry {entry} was given with the same session.", entry=entry)
    return fact(said, works.heard_line)


def page_expired(case: Case) -> Found:
    """Status 419: the page, and with it its token, is too old."""
    if case.status == PAGE_EXPIRED:
        yield case.suspect(
            "page-expired",
            STRONG,
            case.status_evidence,
            *_own_token(case),
            *case.quote("csrf"),
            name=_expected_name(case),
        )
        yield case.refused_for("session-ended", OPEN)


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
    yield case.refused_for(
        "origin-refused",
        (OPEN if case.sent.is_safe else CLEAR) * trust,  # what only reads can't be forged
        *case.quote("origin-refused"),
        *own,
        origin=found[1].value if found else "",
    )


def foreign_origin(case: Case) -> Found:
    """A request with a session comes from another origin and is refused bare.

    What only reads can't be forged; some servers look whence it comes all the same.
    """
    found = case.sent.header("origin") or case.sent.header("referer")
    if found is None or not case.sent.session_cookies:
        return
    if case.sent.is_safe and not _is_odd_in_reading(case, found[1].value):
        return
    if not may_be_for_forgery(case) or case.said("csrf", "origin-refused", "permission"):
        return
    if case.sent.credentials or case.sent.has_saml:
        return
    origin = split(found[1].value)
    if origin.netloc.lower() != case.sent.host:
        yield case.refused_for(
            "origin-refused",
            OPEN if case.sent.is_safe else FAIR,
            fact(
                tr(
                    "{name} is {value}, the host is {host}.",
                    name=found[1].name,
                    value=found[1].value,
                    host=case.sent.host,
                ),
                places.in_header(case.index, "request", *found),
            ),
            origin=found[1].value,
        )


def _is_odd_in_reading(case: Case, whence: str) -> bool:
    """Whether a request sent from here names the page of quite another site."""
    there, here = without_port(authority_of(whence)), case.sent.bare_host
    refused = case.status in TURNS_AWAY and case.heard.gives_no_reason
    return stands_alone(case) and refused and bool(there) and not same_site(there, here)


def other_site_named(case: Case) -> Found:
    """A bare 403, and the request says that it comes from another site: a check of that is usual.

    A browser adds what it holds for the host, a login by Basic as well as cookies; without any of
    them a server may still take writes only from its own pages.
    """
    found = from_another_site(case)
    if found is None or case.status != HTTPStatus.FORBIDDEN or case.sent.session_cookies:
        return
    if case.sent.method == "OPTIONS":  # a preflight always names the page's site
        return
    if any(one.succeeded and from_another_site(one) for one in (*case.before, *case.after)):
        return  # a page at work
    name = found[1].name.lower()
    sent = case.sent.authorization
    ambient = not case.sent.credentials or (sent is not None and sent.scheme in LOGIN_SCHEMES)
    checked = name == "origin" if case.sent.is_safe else ambient
    own_page = case.heard.content.page.is_of_web_server or case.heard.content.page.is_of_gateway
    if not checked or not (case.heard.gives_no_reason or own_page):
        return
    yield case.refused_for(
        "origin-refused",
        FAIR,
        fact(
            tr("{name} is {value}.", name=found[1].name, value=found[1].value),
            places.in_header(case.index, "request", *found),
        ),
        origin=found[1].value,
    )


def works_without_referer(case: Case) -> Found:
    """The same request, by the same caller, works where it does not come from another site."""
    found = from_another_site(case)
    if found is None or not may_be_for_forgery(case) or case.said(*_TOLD_OTHERWISE):
        return
    for other in (*case.after, *reversed(case.before)):
        if not (case.repeats(other) and other.status in SUCCESSES and _same_caller(case, other)):
            continue
        if from_another_site(other) is None:
            yield _without_referer(case, other, found)
            return


def _without_referer(case: Case, other: Case, found: tuple[int, Header]) -> Suspicion:
    sent = tr("{name} is {value}.", name=found[1].name, value=found[1].value)
    return case.refused_for(
        "origin-refused",
        HALF if case.sent.is_safe else STRONG,
        fact(sent, places.in_header(case.index, "request", *found)),
        fact(
            tr("Without it the same request got {status}.", status=other.heard.phrase),
            other.heard_line,
        ),
        origin=found[1].value,
    )


def _same_caller(case: Case, other: Case) -> bool:
    """Whether both say who calls in the same way, or neither says it."""
    mine, theirs = ({(n, v) for n, v, _ in c.sent.cookies} for c in (case, other))
    return mine == theirs and [c.value for c in case.sent.credentials] == [
        c.value for c in other.sent.credentials
    ]


_TOLD_OTHERWISE: Names = (
    "bad-login", "locked", "ip-refused", "too-many-attempts", "token-expired",
)  # fmt: skip


def same_form_twice(case: Case) -> Found:
    """The very same form was sent before and taken; its token was good for one time."""
    if case.sent.is_safe or not case.said("csrf") or not (tokens := _tokens(case)):
        return
    before, _ = case.trace.story.same_calls(case, _FAR)
    taken = next((one for one in reversed(before) if _led_on(one)), None)
    if taken is None or not taken.shares_credential(case):
        return
    entry = taken.number
    yield case.refused_for(
        "csrf-token-mismatch",
        STRONG,
        fact(
            tr("Entry {entry} sent the same form.", entry=entry),
            places.in_line(taken.index, "request"),
        ),
        fact(tr("It was taken there."), places.in_line(taken.index, "reply")),
        *case.quote("csrf"),
        name=tokens[0].name,
    )


_FAR = 60


def _led_on(entry: Entry) -> bool:
    return entry.succeeded or (entry.heard.is_redirect and not entry.heard.leads_to_login)


def _tokens(case: Case) -> tuple[Credential, ...]:
    """Return the tokens of a form, also those that have the name of what the form does."""
    of_body = (one for one in case.sent.keys if one.where == "body" and not one.value.isdigit())
    return case.sent.csrf_tokens or tuple(one for one in of_body if _TOKEN.search(one.name))


# finds `note_add_token`, `formtoken`
# but not `token_type`
_TOKEN = lazy_re(r"(?i)(?:token|nonce)$")


def _slug(case: Case) -> str:
    if not _tokens(case):
        return "csrf-token-missing"
    if _cookie_lost(case) is not None:
        return "csrf-session-mismatch"
    return "csrf-token-mismatch"


def _own_token(case: Case) -> list[Evidence]:
    if tokens := _tokens(case):
        token = tokens[0]
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
    if not case.sent.was_recorded:
        return []
    return [
        fact(tr("No CSRF token was sent with {method}.", method=case.sent.method), case.sent_line)
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
    tokens = _tokens(case)
    return tokens[0].name if tokens else known_token(case)[1]


RULES = (
    same_form_twice,
    told,
    form_token_refused,
    no_token_to_refuse,
    token_missed_beside_a_session,
    page_expired,
    origin_refused,
    foreign_origin,
    other_site_named,
    works_without_referer,
)
