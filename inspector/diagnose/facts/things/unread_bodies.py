"""A body of a kind that is not read there: 415 says so by itself (RFC 9110 §15.5.16)."""

from http import HTTPStatus
from typing import NamedTuple

from inspector.diagnose.facts.callers.written_logins import FORM, JSON
from inspector.diagnose.facts.case import Case
from inspector.protocol.patterns import lazy_re
from inspector.reading.statements import Statement


class UnreadBody(NamedTuple):
    """sent: the kind it is called. wanted: the kind that is read, empty where nothing shows it.

    taken: the same call with a body of that kind. words: that name it.
    """

    sent: str
    wanted: str
    taken: Case | None
    words: Statement | None


def unread_body(case: Case) -> UnreadBody | None:
    """Return the kind of body that a server does not read; None where it may be of the thing sent.

    A file of a kind that nobody reads there says nothing about the caller. A form where JSON is
    read does: so programs send what they were told to send as JSON, a login among it.
    """
    return case.once(_unread_body)


def _unread_body(case: Case) -> UnreadBody | None:
    sent = case.sent.content.type
    unread = case.status == HTTPStatus.UNSUPPORTED_MEDIA_TYPE and case.sent.message.body
    if not unread or case.sent.header("content-encoding") is not None:
        return None
    taken = next((one for one in (*reversed(case.before), *case.after) if _takes(case, one)), None)
    words = next((one for one in case.heard.statements if _named(one.text, sent)), None)
    named = _named(words.text if words is not None else "", sent) or _named(_listed(case), sent)
    if taken is not None:
        return UnreadBody(sent, taken.sent.content.type, taken, words)
    if sent not in _OTHER or not (case.sent.is_login or (sent == FORM and case.sent.has_any)):
        return None
    return UnreadBody(sent, named or _OTHER[sent], None, words)


_OTHER = {FORM: JSON, JSON: FORM}


def _takes(case: Case, other: Case) -> bool:
    """Whether the same call was taken with a body of another kind."""
    mine, theirs = case.sent, other.sent
    same = (mine.method, mine.host, mine.path) == (theirs.method, theirs.host, theirs.path)
    return same and other.succeeded and theirs.content.type not in {"", mine.content.type}


def _listed(case: Case) -> str:
    """Return the kinds that the reply lists as read (RFC 9110 §15.5.16, W3C LDP §7.1)."""
    return f"{case.heard.header('accept')}, {case.heard.header('accept-post')}"


def _named(text: str, sent: str) -> str:
    """Return the first kind of body that a text names beside the one that was sent."""
    found = (one.lower() for one in _KIND.findall(text[:_LONGEST]))
    return next((one for one in found if one != sent), "")


_LONGEST = 1_000
# finds `application/json`, `multipart/form-data`
# but not `application`
_KIND = lazy_re(r"(?i)\b(?:application|multipart|text)/[\w.+-]{2,60}")
