"""What everybody may read, and a write to it that is answered as if nothing were there.

Who may not write is told so that nobody learns of it (RFC 9110 §15.5.4), and a stranger may not.
"""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.lone_errors import names_the_route
from inspector.model.exchange import SIGN_IN
from inspector.story.ends.deletions import takes_away

_LOOK = 20


def open_for_reading(case: Case) -> Case | None:
    """Return who was given, without a credential, the very place that a write does not find.

    None where the words are those of a path that no method leads to, or the record may lack what
    was sent; a page is what many servers give for any path.
    """
    if not _is_hidden_write(case):
        return None
    for other in reversed(case.before[-_LOOK:]):
        if takes_away(other):
            return None
        if _is_same_place(case, other) and _was_given(other):
            return other
    return None


def _is_hidden_write(case: Case) -> bool:
    sent, heard = case.sent, case.heard
    if case.status != HTTPStatus.NOT_FOUND or sent.is_safe or sent.has_any or sent.cookies:
        return False
    if case.may_be_stripped or case.sent_certificate or case.exchange.purpose in SIGN_IN:
        return False
    return not (heard.content.is_html or names_the_route(case))


def _is_same_place(case: Case, other: Case) -> bool:
    mine, theirs = case.sent, other.sent
    return (mine.host, mine.path, mine.query) == (theirs.host, theirs.path, theirs.query)


def _was_given(other: Case) -> bool:
    open_to_all = not (other.sent.has_any or other.sent.cookies)
    data = other.heard.content.bytes and not other.heard.content.is_html
    return bool(open_to_all and data and other.sent.method == "GET" and other.succeeded)
