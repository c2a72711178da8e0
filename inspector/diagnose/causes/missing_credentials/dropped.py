"""The credential was there and got lost on the way: a redirect, a cookie not sent back."""

from http import HTTPStatus
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import Kept, cookies_kept, left_behind
from inspector.diagnose.facts.placement import was_accepted
from inspector.diagnose.facts.refusing_pages import leads_to_login, wants_login
from inspector.diagnose.facts.successes.sessions_handed_out import session_given
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.diagnose.facts.things.path_keys import given_to_another, likely_key
from inspector.diagnose.weights import (
    CLEAR,
    FAIR,
    HALF,
    HINT,
    LIKELY,
    MUCH_LESS,
    OPEN,
    PROVEN,
    SHOWN,
    SOUND,
    STRONG,
)
from inspector.model.annotation import Place
from inspector.model.finding import Evidence
from inspector.protocol.field_names import is_misspelt, name_words
from inspector.protocol.patterns import lazy_re
from inspector.reading.meanings import OF_A_SERVICE, OF_A_WRONG_ONE
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL
from inspector.wording import tr


def dropped_on_redirect(case: Case) -> Found:
    """A redirect led here, and the credential sent before is not sent any more.

    A redirect to the page of a login is the refusal itself, whatever was sent to that page.
    """
    source = case.previous
    if source is None or not source.heard.is_redirect or case.sent.credentials:
        return
    if leads_to_login(source) and case.heard.is_login_page:
        return
    lost = next((one for one in source.sent.credentials if one.where != "body"), None)
    if (
        source.sent.is_login
        or lost is None
        or not (case.status in MAY_REFUSE_CREDENTIAL | _COUNTS or wants_login(case))
    ):
        return
    aside = case.said("waf", "captive")  # a page for whoever comes
    weight = LIKELY if case.status in _COUNTS else PROVEN * (MUCH_LESS if aside else 1)
    yield case.refused_for(
        "authorization-dropped-on-redirect",
        weight,
        fact(tr("{name} was sent to {host}.", name=lost.name, host=source.sent.host), lost.place),
        fact(
            tr("{host} redirected to {other}.", host=source.sent.host, other=case.sent.host),
            source.heard.header_place("location"),
        ),
        fact(
            tr("The request to {host} has no {name}.", host=case.sent.host, name=lost.name),
            case.sent_line,
        ),
        name=lost.name,
        first=source.sent.host,
        to=case.sent.host,
    )


_COUNTS = frozenset({HTTPStatus.TOO_MANY_REQUESTS})  # of who is nobody it counts fewer


def cookie_not_returned(case: Case) -> Found:
    """An earlier reply set a session cookie, and this request does not send it."""
    if case.sent.session_cookies or case.sent.credentials or case.sent.is_login:
        return
    if not (case.is_refused or wants_login(case)):
        return
    for cookie in cookies_kept(case):
        if cookie.would_be_sent and cookie.looks_like_session:
            yield _not_returned(case, cookie)
            return


def session_of_the_login(case: Case) -> Found:
    """The login is sent once more, in place of the session that it was given where one logs in."""
    if case.status != HTTPStatus.UNAUTHORIZED or case.said(*OF_A_WRONG_ONE):
        return
    good = [one for one in case.before if one.succeeded and case.shares_credential(one)]
    given = next(filter(None, (session_given(case, one) for one in reversed(good))), None)
    alone = any(not (one.sent.cookies or one.sent.is_login_address) for one in good)
    sent = case.sent.authorization
    if given is not None and sent is not None and not alone:
        yield case.refused_for(
            "cookie-not-returned",
            SOUND,
            fact(tr("The login was taken, and a session was given for it."), given.place),
            fact(tr("The login itself was sent in place of it."), sent.place),
            absent=True,
            name=given.name,
        )


def cookie_as_header(case: Case) -> Found:
    """The session that a reply set as a cookie comes in a header, and a new session is begun."""
    if case.succeeded or case.sent.session_cookies or was_accepted(case):
        return
    sent = {key.bare: key for key in case.sent.keys if key.where == "header"}
    for cookie in cookies_kept(case):
        key = sent.get(cookie.value)
        if key is None or not (cookie.would_be_sent and cookie.looks_like_session):
            continue
        yield case.suspect(
            "cookie-not-returned",
            SHOWN if cookie.name in case.heard.set_cookies else LIKELY,
            fact(tr("The server set it as the cookie {name}.", name=cookie.name), cookie.place),
            fact(tr("It was sent in {name}, not as a cookie.", name=key.name), key.place),
            *_set_anew(case, cookie),
            absent=True,
            name=cookie.name,
        )
        return


def cookie_under_another_name(case: Case) -> Found:
    """A session is sent under a name that no reply set, and one is known that is nearly the same.

    Its value may be that of the known one, too.
    """
    if case.succeeded or not (case.is_refused or case.is_hidden_error or wants_login(case)):
        return
    known = _names_known(case)
    wanted = {name: known[name] for name in known.keys() - {one for one, _, _ in case.sent.cookies}}
    for name, value, place in case.sent.cookies if wanted else ():
        like = (one for one in wanted.items() if _is_meant(name, value, *one))
        found = next(like, None) if name not in known else None
        if found is not None:
            yield case.refused_for(
                "cookie-not-returned",
                STRONG,
                fact(tr("The cookie is called {name}.", name=found[0]), found[1].place),
                fact(tr("Here it was sent as {name}.", name=name), place),
                name=found[0],
            )
            return


class _Known(NamedTuple):
    value: str
    place: Place | None


def _names_known(case: Case) -> dict[str, _Known]:
    """Return the sessions that replies set for this address, or that a call was let in with."""
    kept = (one for one in cookies_kept(case) if one.would_be_sent and one.looks_like_session)
    found = {one.name: _Known(one.value, one.place) for one in kept}
    for other in case.before:
        for one in other.sent.session_cookies if other.succeeded else ():
            found.setdefault(one.name, _Known(one.value, one.place))
    return found


def _is_meant(name: str, value: str, known: str, one: _Known) -> bool:
    if _UNNUMBERED.sub("", name) == _UNNUMBERED.sub("", known):
        return False  # that of another thing: `comment-2` beside `comment-3`
    here, there = "".join(name_words(name)), "".join(name_words(known))
    return here == there or is_misspelt(here, there) or (value == one.value and len(value) > _LONG)


# finds the `2` of `comment-2`
# but not `id`
_UNNUMBERED = lazy_re(r"\d{1,20}")
_LONG = 12  # characters that no two values share by chance


def _set_anew(case: Case, cookie: Kept) -> list[Evidence]:
    if cookie.name not in case.heard.set_cookies:
        return []
    said = tr("The reply begins a new session in {name}.", name=cookie.name)
    return [fact(said, case.heard.header_place("set-cookie"))]


def _not_returned(case: Case, cookie: Kept) -> Suspicion:
    return case.refused_for(
        "cookie-not-returned",
        _weight_of_cookie(case),
        fact(tr("The server set the cookie {name} before.", name=cookie.name), cookie.place),
        fact(tr("This request does not send {name} back.", name=cookie.name), case.sent_line),
        absent=True,
        name=cookie.name,
    )


def _weight_of_cookie(case: Case) -> float:
    """Weigh less where a form token is at issue, or the cookie's own SameSite kept it back.

    What the very same request was given without any cookie is not refused for the lack of one;
    nor does one whose reply names a service that the server could not reach.
    """
    if case.said(*OF_A_SERVICE):
        return HINT
    part = likely_key(case)
    by_another = given_to_another(case, part) if part is not None else None
    alike = (*case.same_request_before, *((by_another,) if by_another is not None else ()))
    if any(_answered_without(one) for one in alike):
        return HINT
    told = case.said("csrf") and case.sent.csrf_tokens
    return HALF if told or case.once(left_behind) is not None else CLEAR


def _answered_without(other: Case) -> bool:
    return other.succeeded and not other.sent.cookies and not other.may_be_stripped


def cookie_told(case: Case) -> Found:
    """The server says that its cookie is missing, and none was sent."""
    words = case.quoted("session-expired", "missing").lower()
    wanted = case.said("cookies-wanted")
    if not case.sent.cookies and (wanted or ("cookie" in words and not case.succeeded)):
        yield case.suspect(
            "cookie-not-returned",
            SOUND * wanted or FAIR,
            *case.quote("session-expired", "missing", "cookies-wanted"),
            fact(tr("The request has no cookies."), case.sent_line),
            absent=True,
        )


def nonce_cookie(case: Case) -> Found:
    """A Digest answer leaves out the cookie that came with the challenge, and maybe its nonce."""
    sent = case.sent.authorization
    if sent is None or sent.scheme != "digest" or case.sent.cookies or not case.is_refused:
        return
    cookie = next((c for c in cookies_kept(case) if c.would_be_sent), None)
    if cookie is not None:
        yield case.suspect(
            "cookie-not-returned",
            OPEN,
            fact(tr("The server set the cookie {name} before.", name=cookie.name), cookie.place),
            fact(tr("The answer does not send it back."), sent.place),
            absent=True,
            name=cookie.name,
        )


# ---------------- A name that servers in front leave out
def underscore_in_name(case: Case) -> Found:
    """The key's header has an underscore in its name, which many servers drop unseen."""
    if case.status not in MAY_REFUSE_CREDENTIAL or case.sent.authorization is not None:
        return
    told = case.said("missing", "not-authenticated")
    drops = any(name in (case.heard.header("server") or "").lower() for name in _DROPPING)
    bare = case.heard.gives_no_reason and drops
    for key in case.sent.keys if told or bare else ():
        if key.where == "header" and "_" in key.name and not was_accepted(case):
            elsewhere = [c for c in case.neighbours if c.succeeded and case.shares_credential(c)]
            yield case.suspect(
                "header-name-dropped",
                STRONG if elsewhere else LIKELY,
                fact(tr("The header {name} has an underscore.", name=key.name), key.place),
                *case.quote("missing", "not-authenticated"),
                *(fact(tr("Another way takes the same."), c.heard_line) for c in elsewhere[:1]),
                explains=True,
                name=key.name,
            )
            return


_DROPPING = ("nginx", "openresty", "apache", "tengine")


RULES = (
    nonce_cookie,
    cookie_told,
    dropped_on_redirect,
    cookie_as_header,
    cookie_under_another_name,
    cookie_not_returned,
    session_of_the_login,
    underscore_in_name,
)
