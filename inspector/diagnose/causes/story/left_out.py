"""What the accepted requests of the same host carry, and this one does not."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import (
    cookies_kept,
    lost_over_http,
    may_be_for_forgery,
    reading_is_refused_too,
)
from inspector.diagnose.facts.lacking_credential import lacking_at_sister, lacking_credential
from inspector.diagnose.facts.stale_tokens import stale_token
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, LIKELY, STRONG
from inspector.model.annotation import Place
from inspector.model.finding import Evidence
from inspector.model.story import LETS_IN
from inspector.protocol.field_names import is_csrf_name
from inspector.reading import places
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, OF_FORGERY, Names, without
from inspector.reading.statuses import TURNS_AWAY
from inspector.story.births import Birth
from inspector.story.lives import Life
from inspector.story.trace_story import TraceStory
from inspector.story.uses import Use
from inspector.story.ways.page_parts import is_part_of_page
from inspector.wording import tr
from inspector.wording.numbers import listed

_OTHER_REASON: Names = (
    *without(BESIDE_THE_CREDENTIAL, *OF_FORGERY, "waf"), "token-expired", "revoked",
)  # fmt: skip
_LOOK = 30


def carried_by_others(case: Case) -> Found:
    """Every accepted request around it carries a token or session that this one lacks."""
    if case.status not in TURNS_AWAY or case.said(*_OTHER_REASON) or case.sent.is_login:
        return
    lives = case.trace.story.lives
    mine = (life for life in lives.sent_in(case) if life.kind in LETS_IN)
    if case.may_be_stripped or any(_may_let_in(life, case) for life in mine):
        return
    near = [c for c in (*case.before[-_LOOK:], *case.after[:_LOOK]) if _is_a_call(c)]
    held = [(other, _way_in(case, other)) for other in near]
    ways = [(other, life) for other, life in held if life is not None]
    first = min((life.births[0].entry for _, life in ways if life.births), default=-1)
    bare = [other for other, life in held if life is None and other.index > first]
    if len(ways) < _FEW or bare:
        return
    other, way = ways[0]
    name = way.uses[0].way
    yield case.refused_for(
        "no-credentials-sent",
        STRONG if case.said("missing", "not-authenticated") else CLEAR,
        fact(tr("It carries no {name}.", name=name), case.sent_line),
        fact(
            tr("Every accepted request around it carries {name}.", name=name),
            places.in_line(other.index, "request"),
        ),
    )


def accepted_with_more(case: Case) -> Found:
    """The same call was let in with a credential that this one lacks; nothing else differs."""
    lacking = None if case.said(*_OTHER_REASON) else case.once(lacking_credential)
    if lacking is None:
        return
    other, name = lacking.accepted, lacking.life.use_in(lacking.accepted).way
    entry, own = other.number, case.sent.main
    yield case.refused_for(
        "no-credentials-sent" if own is None else "second-part-missing",
        STRONG if case.said("missing", "not-authenticated") else CLEAR,
        fact(tr("It carries no {name}.", name=name), case.sent_line),
        fact(
            tr("Entry {entry} asked for the same with {name}, and got it.", entry=entry, name=name),
            lacking.life.use_in(other).place,
        ),
        **({} if own is None else {"name": own.name, "wanted": name}),
    )


def accepted_at_sister_with_more(case: Case) -> Found:
    """A sister host let the same call in with a session beside the same credential."""
    lacking = None if case.said(*_OTHER_REASON) else case.once(lacking_at_sister)
    own = case.sent.main
    if lacking is None or own is None:
        return
    other = lacking.accepted
    uses = [life.use_in(other) for life in lacking.lives]
    more = listed(dict.fromkeys(use.way for use in uses))
    yield case.refused_for(
        "second-part-missing",
        LIKELY,  # the host differs, too
        fact(tr("Only {name} was sent.", name=own.name), own.place),
        fact(
            tr("{host} took the same with {name}.", host=other.sent.host, name=more),
            uses[0].place,
        ),
        name=own.name,
        wanted=more,
    )


def lacks_what_others_add(case: Case) -> Found:
    """Accepted calls carry a token or session beside the same key; this one has only the key."""
    if case.status not in TURNS_AWAY or case.said(*_OTHER_REASON):
        return
    own = case.sent.main
    if own is None or case.sent.is_login or not case.sent.credentials:
        return
    lives = case.trace.story.lives
    mine = {life.value for life in lives.sent_in(case)}
    held = [
        (other, _added(case, other, mine))
        for other in (*case.before[-_LOOK:], *case.after[:_LOOK])
        if _is_a_call(other) and case.shares_credential(other)
    ]
    ways = [(other, life) for other, life in held if life is not None]
    if len(ways) < _FEW or len(ways) < len(held):
        return
    other, way = ways[0]
    name = way.uses[0].way
    yield case.refused_for(
        "second-part-missing",
        STRONG if case.said("missing", "not-authenticated") else CLEAR,
        fact(tr("Only {name} was sent.", name=own.name), own.place),
        fact(
            tr("Every accepted request around it carries {name}.", name=name),
            places.in_line(other.index, "request"),
        ),
        name=own.name,
        wanted=name,
    )


def _added(case: Case, other: Case, mine: set[str]) -> Life | None:
    """Return the token or session that another request has and this one has none of its kind."""
    lives = case.trace.story.lives
    kinds = {life.kind for life in lives.sent_in(case)}
    for life in lives.sent_in(other):
        if life.kind not in _BESIDE_A_KEY or life.kind in kinds or life.value in mine:
            continue
        # Exports leave out cookies and Authorization; what they keep of the others is kept here.
        own_header = life.use_in(other).credential.where == "header"
        named = life.use_in(other).credential.name.lower() != "authorization"
        if not case.may_be_stripped or (own_header and named):
            return life
    return None


_BESIDE_A_KEY = frozenset({"session", "access-token"})
_FEW = 2


def _may_let_in(life: Life, case: Case) -> bool:
    """Whether a value may be a session: an id in the address that nobody handed out is none."""
    known = life.births or life.first_accepted is not None
    return bool(known) or life.use_in(case).credential.where != "query"


def _is_a_call(case: Case) -> bool:
    """Whether it was let in, and is neither a preflight, a login nor a part of a page."""
    plain = case.sent.method != "OPTIONS" and not case.sent.is_login
    return plain and not case.sent.is_token_request and case.succeeded and not _is_part(case)


def _is_part(case: Case) -> bool:
    """Whether it is a page or a part of one, which everybody gets."""
    return is_part_of_page(case.sent.path) or case.heard.content.is_html


def _way_in(case: Case, other: Case) -> Life | None:
    lives = case.trace.story.lives.sent_in(other)
    return next((life for life in lives if life.kind in LETS_IN), None)


def lacks_a_header_of_the_others(case: Case) -> Found:
    """Accepted calls carry a header of the application's own beside the same credential."""
    if case.status not in TURNS_AWAY or case.said(*_OTHER_REASON) or not case.sent.has_any:
        return
    near = (*case.before[-_LOOK:], *case.after[:_LOOK])
    taken = [one for one in near if _is_a_call(one) and case.shares_credential(one)]
    lacked = set.intersection(*(_own_headers(one) for one in taken)) if taken else set()
    lacked = {one for one in lacked if case.sent.header(one[0]) is None}
    if len(taken) < _FEW or len(lacked) != 1 or _is_let_in_without(case, next(iter(lacked))[0]):
        return
    name = next(iter(lacked))[0]
    found = taken[0].sent.header(name)
    place = places.in_header(taken[0].index, "request", *found) if found is not None else None
    yield case.refused_for(
        "second-part-missing",
        STRONG,
        fact(tr("Accepted calls with the same credential carry {name}.", name=name), place),
        fact(tr("This one carries none."), case.sent_line),
        wanted=name,
        name=case.sent.main.name if case.sent.main is not None else "",
    )


def _own_headers(case: Case) -> set[tuple[str, str]]:
    """Return names and values of the headers that only this application may know."""
    pairs = ((one.name.lower(), one.value) for one in case.sent.message.headers)
    own = ((n, v) for n, v in pairs if "-" in n and not n.startswith(_OF_BROWSERS))
    return {(n, v) for n, v in own if v and not is_csrf_name(n)}


_OF_BROWSERS = (
    "accept-", "access-", "cache-", "content-", "if-", "sec-", "user-", "x-requested-", "proxy-",
    "postman-", "upgrade-", "x-forwarded-", "x-client-", "keep-", "x-real-",
)  # fmt: skip


def _is_let_in_without(case: Case, name: str) -> bool:
    """Whether somebody was let in at the same host without that header."""
    near = (*case.before[-_LOOK:], *case.after[:_LOOK])
    return any(_is_a_call(one) and one.sent.has_any and not one.sent.header(name) for one in near)


# ---------------- Reading works with the session, writing does not, and no token goes along
def writes_without_token(case: Case) -> Found:
    """A session is accepted for reading before and after; writing lacks the token it was given."""
    sent = case.sent
    if sent.is_safe or sent.csrf_tokens or not may_be_for_forgery(case):
        return
    given = _given_token(case)
    if given is None or case.said(*_OTHER_REASON) or reading_is_refused_too(case):
        return
    for life in case.trace.story.lives.sent_in(case):
        before, after = life.accepted_before(case), life.accepted_after(case)
        reads = all(use.entry.sent.is_safe for use in (*before, *after))
        if life.kind == "session" and before and reads:
            yield case.refused_for(
                "csrf-token-missing",
                STRONG if after else LIKELY,
                _reads(before[-1]),
                _lacks(case),
                fact(tr("One had been handed out."), given),
            )
            return


def _reads(use: Use) -> Evidence:
    return fact(tr("The same session reads without being refused."), use.credential.place)


def _lacks(case: Case) -> Evidence:
    said = tr("No CSRF token was sent with this {method}.", method=case.sent.method)
    return fact(said, case.sent_line)


def _given_token(case: Case) -> Place | None:
    """Return where a token against forgery was handed out, or its cookie is sent."""
    born = case.trace.story.once(_tokens_given)
    given = next((birth.place for birth in born if birth.entry < case.index), None)
    cookie = next((cookie.place for cookie in case.sent.csrf_cookies), None)
    return given or cookie


def _tokens_given(story: TraceStory) -> list[Birth]:
    """Return where each token against forgery was handed out first."""
    named = (life for life in story.lives if is_csrf_name(life.name))
    return [life.births[0] for life in named if life.births]


def token_of_the_others(case: Case) -> Found:
    """Other calls repeat a token against forgery in a header, and this one does not."""
    if case.sent.csrf_tokens or case.said(*_OTHER_REASON) or case.may_be_stripped:
        return
    # 417: Umbraco and others that take the header for an expectation.
    forged = may_be_for_forgery(case) or case.status == HTTPStatus.EXPECTATION_FAILED
    if not forged or not case.sent.cookies:
        return
    near = (*case.before[-_LOOK:], *case.after[:_LOOK])
    held = [
        one for one in near if one.sent.csrf_tokens and one.sent.csrf_tokens[0].where == "header"
    ]
    others = [one for one in held if one.sent.is_safe == case.sent.is_safe and one.succeeded]
    if len(others) >= _FEW:
        token = others[0].sent.csrf_tokens[0]
        yield case.refused_for(
            "csrf-token-missing",
            STRONG,
            fact(tr("Accepted calls carry {name}.", name=token.name), token.place),
            fact(tr("This one carries none."), case.sent_line),
            name=token.name,
        )


# ---------------- The login gave a cookie that never came back
def cookie_never_came_back(case: Case) -> Found:
    """A login let in and set a session cookie; no request to that host carries it."""
    if not (case.is_refused or case.heard.leads_to_login) or case.sent.has_any:
        return
    if case.once(lost_over_http) is not None:
        return
    lives = case.trace.story.lives
    for life in lives:
        birth = life.birth
        if life.kind != "session" or birth is None or birth.how != "cookie" or life.uses:
            continue
        login = case.trace.case(birth.entry)
        if not _let_in(login) or birth.entry >= case.index or login.sent.host != case.sent.host:
            continue
        if not any(one.name == birth.name and one.path_fits for one in cookies_kept(case)):
            continue
        yield case.refused_for(
            "cookie-not-returned",
            LIKELY,
            fact(tr("The login set the cookie {name}.", name=birth.name), birth.place),
            fact(tr("No request to this host carries it."), case.sent_line),
            absent=True,
            name=birth.name,
        )
        return


def _let_in(case: Case) -> bool:
    return case.sent.is_login and case.outcome == "accepted"


# ---------------- A token against forgery of another session
def token_of_another_page(case: Case) -> Found:
    """The page of the token is older than the cookie that goes with it."""
    stale = case.once(stale_token)
    if stale is None or case.said(*_OTHER_REASON):
        return
    token, since = stale
    yield case.refused_for(
        "csrf-token-mismatch",
        STRONG,
        fact(tr("The token comes from this page."), token.births[0].place),
        fact(tr("After it the cookie {name} was set anew.", name=since.name), since.place),
        fact(tr("The old token was sent."), token.use_in(case).credential.place),
        name=token.name,
    )


RULES = (
    carried_by_others,
    accepted_with_more,
    accepted_at_sister_with_more,
    lacks_what_others_add,
    lacks_a_header_of_the_others,
    writes_without_token,
    token_of_the_others,
    cookie_never_came_back,
    token_of_another_page,
)
