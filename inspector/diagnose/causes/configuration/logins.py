"""Logins that succeed and hand nothing over: no cookie, no token."""

import re

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.login_redirects import leads_to_login, wants_login
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import CLEAR
from inspector.reading import places
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr

_TOKEN = re.compile(r"[\w+/=.:~-]{16,}")


def login_sets_nothing(case: Case) -> Found:
    """A login before was answered with success, yet nothing came with it to send from then on."""
    refused = case.status in TURNS_AWAY or wants_login(case)
    if not refused or case.sent.has_any or case.sent.is_login:
        return
    login = next((c for c in reversed(case.before) if c.sent.is_login), None)
    if login is None or not _let_in(login) or _handed_over(login):
        return
    yield case.suspect(
        "login-sets-no-cookie",
        CLEAR,
        fact(tr("The login was answered {status}.", status=login.heard.phrase), login.heard_line),
        fact(
            tr("Its reply sets no cookie and holds no token."),
            places.in_line(login.index, "reply"),
        ),
        case.status_evidence,
        plain="http" if case.sent.parts[0] == "http" else "",
    )


def _let_in(login: Case) -> bool:
    if login.heard.is_redirect:
        return not leads_to_login(login)
    return login.succeeded


def _handed_over(login: Case) -> bool:
    if login.heard.header("set-cookie") or login.sent.cookies:
        return True
    if any("token" in header.name.lower() for header in login.heard.headers):
        return True
    texts = [str(value) for _, value in login.heard.content.scalars()]
    return any(_TOKEN.fullmatch(text) for text in texts)


RULES = (login_sets_nothing,)
