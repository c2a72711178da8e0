"""Tokens against forgery that belong to an older session than the one that they are sent with."""

from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.reading.statuses import REFUSES_FORGERY
from inspector.story.births import Birth
from inspector.story.lives import Life


class Stale(NamedTuple):
    """token: of an older page. since: the cookie that was set after that page."""

    token: Life
    since: Birth


def stale_token(case: Case) -> Stale | None:
    """Return the token of a refused form whose cookie was replaced after its page; or None.

    Frameworks mask a token anew for each page, so that another value alone says nothing.
    """
    if case.sent.is_safe or case.status not in REFUSES_FORGERY or not case.sent.csrf_tokens:
        return None
    sent = case.trace.story.lives.sent_in(case)
    for token in sent:
        page = token.birth
        if token.kind != "csrf-token" or page is None or page.how == "cookie":
            continue
        cookies = (life.birth for life in sent if life is not token)
        for cookie in cookies:
            if cookie is not None and cookie.how == "cookie" and cookie.entry > page.entry:
                return Stale(token, cookie)
    return None
