"""A session shows its own token, a form or a link had one: it was left out, or another's came."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.stale_tokens import (
    form_left_out,
    held_token,
    login_lacks_its_token,
)
from inspector.diagnose.facts.suspicion import Found, fact, quoted
from inspector.diagnose.facts.things.action_links import link_without_token
from inspector.diagnose.weights import FAIR, HALF, LIKELY, STRONG
from inspector.model.finding import Evidence
from inspector.reading.meanings import Names
from inspector.reading.statuses import REFUSES_FORGERY
from inspector.wording import tr


def token_of_the_session(case: Case) -> Found:
    """The session's cookie holds a token, and a changing request brings none, or another's."""
    held = held_token(case)
    if held is None:
        return
    named = held.session.name
    holds = fact(tr("The session in {name} holds a CSRF token.", name=named), held.session.place)
    if held.sent is None:
        yield case.refused_for(
            "csrf-token-missing",
            _weight(case),
            holds,
            _not_repeated(case),
            absent=True,
            name="",
        )
        return
    name = held.sent.name
    other = tr("The token in {name} was made for another session.", name=name)
    yield case.refused_for(
        "csrf-token-mismatch", STRONG, holds, fact(other, held.sent.place), name=name
    )


def _not_repeated(case: Case) -> Evidence:
    return fact(tr("{method} does not repeat it.", method=case.sent.method), case.sent_line)


def _weight(case: Case) -> float:
    """Less where a right may be missing as well, or a body may have been misread."""
    if case.status == HTTPStatus.FORBIDDEN:
        return HALF
    return FAIR if case.sent.content.kind == "json" else LIKELY


def token_of_the_form(case: Case) -> Found:
    """The page of a form handed out a token, and what answers it leaves the token out."""
    page = form_left_out(case)
    if page is None:
        return
    name = page.heard.content.page.csrf_name
    yield case.refused_for(
        "csrf-token-missing",
        LIKELY,
        fact(tr("The form had a CSRF token in {name}.", name=name), page.heard_body),
        _not_repeated(case),
        absent=True,
        name=name,
    )


def token_of_the_login(case: Case) -> Found:
    """A form with user and password is told that its token is wrong, and it has none."""
    told = login_lacks_its_token(case)
    if told is None:
        return
    page = case.heard.content.page
    name = page.csrf_name if page is not None else ""
    form = fact(tr("The form of the reply has one in {name}.", name=name), case.heard_body)
    yield case.refused_for(
        "csrf-token-missing",
        STRONG if name else LIKELY,
        quoted(told),
        fact(tr("The login has no CSRF token."), case.sent_body),
        *([form] if name else []),
        absent=True,
        name=name,
    )


def token_of_the_link(case: Case) -> Found:
    """A page's link does what was asked, with a token that the request leaves out."""
    told = case.said(*_MISSED) > 0
    left_out = link_without_token(case) if told or case.status in REFUSES_FORGERY else None
    if left_out is None:
        return
    page, name = left_out
    yield case.refused_for(
        "csrf-token-missing",
        STRONG if told else FAIR,
        fact(tr("A link of the page leads here with {name}.", name=name), page.heard_body),
        fact(tr("This request has no {name}.", name=name), case.sent_line),
        *case.quote(*_MISSED),
        name=name,
    )


_MISSED: Names = ("csrf", "token-refused", "missing")

RULES = (token_of_the_session, token_of_the_form, token_of_the_login, token_of_the_link)
