"""What was read, and a write to it that is answered as if nothing were there.

Who may not write is told so that nobody learns of it (RFC 9110 §15.5.4): a stranger, or a caller
who lacks the right. What the very caller was shown is looked at by `hidden_place`.
"""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.lone_errors import names_the_route
from inspector.model.exchange import SIGN_IN
from inspector.story.ends.deletions import takes_away

_LOOK = 20


def read_just_before(case: Case) -> Case | None:
    """Return who was given the very place that a write does not find; None without one.

    None as well where the words are those of a path that no method leads to, where a caller is told
    more than the status, and where the record may lack what was sent. A page is what many servers
    give for any path.
    """
    if not _is_hidden_write(case):
        return None
    for other in reversed(case.before[-_LOOK:]):
        if takes_away(other):
            return None
        if _is_same_place(case, other) and _was_given(other):
            return None if case.sent.has_any and other.sent.has_any else other
    return None


def _is_hidden_write(case: Case) -> bool:
    sent, heard = case.sent, case.heard
    if case.status != HTTPStatus.NOT_FOUND or sent.is_safe or case.exchange.purpose in SIGN_IN:
        return False
    if case.may_be_stripped or case.sent_certificate or sent.is_login:
        return False
    known = sent.has_any or bool(sent.cookies)
    told = names_the_route(case) or (known and not heard.gives_no_reason)
    return not (heard.content.is_html or told)


def _is_same_place(case: Case, other: Case) -> bool:
    mine, theirs = case.sent, other.sent
    return (mine.host, mine.path, mine.query) == (theirs.host, theirs.path, theirs.query)


def _was_given(other: Case) -> bool:
    data = other.heard.content.bytes and not other.heard.content.is_html
    return bool(data) and other.sent.method == "GET" and other.succeeded
