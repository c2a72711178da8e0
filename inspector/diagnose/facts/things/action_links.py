"""A link or form of a page that carries a token against forgery, and a request that lacks it."""

from typing import NamedTuple
from urllib.parse import parse_qsl

from inspector.diagnose.facts.case import Case
from inspector.protocol.field_names import is_csrf_name
from inspector.protocol.patterns import lazy_re
from inspector.protocol.urls import joined, split

_LOOK, _MOST_LINKS, _MOST_PARAMETERS = 20, 200, 40


class LeftOut(NamedTuple):
    """page: whose link leads to the very action that was asked for. name: of what is missing."""

    page: Case
    name: str


def link_without_token(case: Case) -> LeftOut | None:
    """Return the page whose link does what was asked, and carries a token more; None without it.

    An action that a link does is asked for by a read, so that no form's token can be missed.
    """
    return case.once(_link_without_token)


def _link_without_token(case: Case) -> LeftOut | None:
    if not case.sent.is_safe or not case.sent.query:
        return None
    mine = dict(case.sent.query)
    for page in reversed(case.before[-_LOOK:]):
        if not page.succeeded or not page.heard.content.is_html:
            continue
        for link in page.heard.content.page.links[:_MOST_LINKS]:
            more = _more_than(mine, case, joined(page.sent.url, link))
            if more:
                return LeftOut(page, more)
    return None


def _more_than(mine: dict[str, str], case: Case, link: str) -> str:
    """Return the one parameter for a token that a link has beside those of a request, or ""."""
    parts = split(link)
    if (parts.netloc, parts.path or "/") != (case.sent.host, case.sent.path):
        return ""
    theirs = dict(parse_qsl(parts.query, max_num_fields=_MOST_PARAMETERS))
    names = [name for name in theirs if name not in mine]
    if len(names) != 1 or any(theirs.get(name) != value for name, value in mine.items()):
        return ""
    return names[0] if is_csrf_name(names[0]) or _TOKEN.fullmatch(names[0]) else ""


# finds `token`, `form_token`, `nonce`
# but not `page_token`, `tokens`
_TOKEN = lazy_re(r"(?i)(?:(?:form|action|request|security|sec|my)[-_]?)?(?:token|nonce|hash)")
