"""A session shows its own token, or a form had one: it was left out, or another's came."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.stale_tokens import form_left_out, held_token
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import FAIR, HALF, LIKELY, STRONG
from inspector.model.finding import Evidence
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


RULES = (token_of_the_session, token_of_the_form)
