"""A token that a header repeats from a cookie came without the cookie: there is no pair."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import cookies_kept, reading_is_refused_too
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import FAIR, SOUND
from inspector.protocol.field_names import cookie_repeated_in, is_csrf_name
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


RULES = (repeated_without_its_cookie,)
