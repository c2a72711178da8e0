"""Bodies that are not taken: too large, or of another type (RFC 9110 §15.5.14, §15.5.16)."""

from http import HTTPStatus

from inspector.diagnose.facts.callers.written_logins import FORM
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.lone_errors import stands_alone
from inspector.protocol.media_types import JSON, content_type, family, media_type
from inspector.protocol.patterns import lazy_re
from inspector.reading.statements import Statement
from inspector.reading.statuses import MISREAD_REQUEST


def body_not_taken(case: Case) -> bool:
    """Whether what was sent is refused for its body: its type, or its size."""
    return type_not_taken(case) or body_too_large(case)


def type_not_taken(case: Case) -> bool:
    """Whether the address does not read what was sent for the type that the request names.

    Against forged forms some take only what a page of another site can't send. In a recording a
    file of a type that nobody reads says nothing about the caller; what was taken as another type
    does, and a form where JSON is read: so programs send what they were told to send as JSON.
    """
    if case.status != HTTPStatus.UNSUPPORTED_MEDIA_TYPE:
        return _is_called_so(case)
    return stands_alone(case) or (_is_plain(case) and _is_told(case))


def _is_called_so(case: Case) -> bool:
    """Whether another status says in words that a form came where JSON is read, or names a type."""
    if not stands_alone(case) or case.status not in MISREAD_REQUEST:
        return False
    if case.sent.message.body and words_of_a_type(case) is not None and type_named(case):
        return True
    form = case.sent.has_any and type_sent(case) == FORM
    return form and _NO_JSON.search(case.heard.words) is not None


# finds `invalid content type use application json`, `request payload is not json`
# but not `the json is not valid`
_NO_JSON = lazy_re(
    r"(?i)\b(?:invalid|unsupported|wrong|unexpected|bad) content[- ]type\b|"
    r"\b(?:payload|body|request|content) (?:is |was |must be )?(?:not |no )?(?:a |valid )?json\b"
)


def _is_plain(case: Case) -> bool:
    return bool(case.sent.message.body) and case.sent.header("content-encoding") is None


def _is_told(case: Case) -> bool:
    known = type_sent(case) in _OTHER
    login = case.sent.is_login or (type_sent(case) == FORM and case.sent.has_any)
    return taken_as(case) is not None or (known and login)


def taken_as(case: Case) -> Case | None:
    """Return the same call that was taken with a body of another type; None without one."""
    return case.once(_taken_as)


def _taken_as(case: Case) -> Case | None:
    near = (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK])
    return next((one for one in near if _takes(case, one)), None)


def _takes(case: Case, other: Case) -> bool:
    mine, theirs = case.sent, other.sent
    same = (mine.method, mine.host, mine.path) == (theirs.method, theirs.host, theirs.path)
    return same and other.succeeded and theirs.content.type not in {"", mine.content.type}


def body_too_large(case: Case) -> bool:
    """Whether the body that was sent is longer than the server, or one in front, reads."""
    large = case.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE and stands_alone(case)
    return large and bool(case.sent.message.body)


def type_sent(case: Case) -> str:
    """Return the media type that the request names, empty without one."""
    return media_type(content_type(case.sent.message.headers))


def type_wanted(case: Case) -> str:
    """Return the type in place of the one that was sent: by words or another call, else a guess.

    Who answers a form in JSON mostly reads that, and a login is read as a form or as JSON.
    """
    sent, taken = type_sent(case), taken_as(case)
    if taken is not None:
        return taken.sent.content.type
    if _type_named(case):
        return type_named(case)
    answered = family(sent) == "form" and case.heard.content.json is not None
    by_json = case.sent.message.body and (is_json(case) or answered)
    if by_json and family(sent) != "json":
        return JSON
    logs_in = case.sent.is_login or case.sent.is_token_request
    return _OTHER.get(sent, "") if logs_in or not stands_alone(case) else ""


_OTHER = {FORM: JSON, JSON: FORM}


def is_json(case: Case) -> bool:
    """Whether the body that was sent begins as JSON does, whatever its type."""
    return case.sent.message.body.lstrip()[:1] in {b"{", b"["}


def type_named(case: Case) -> str:
    """Return the type that the words name in place of the one that was sent."""
    named = _type_named(case)
    return named if named != type_sent(case) else ""


def type_lost(case: Case) -> str:
    """Return the type that the words ask for and that was sent: it gets lost on the way."""
    named = _type_named(case)
    return named if named == type_sent(case) else ""


def words_of_a_type(case: Case) -> Statement | None:
    """Return the words that ask for a type; None without them."""
    return next((one for one in case.heard.statements if _NAMED.search(one.text[:_LONGEST])), None)


def _type_named(case: Case) -> str:
    """Return the type that words ask for, or that Accept lists alone (RFC 9110 §15.5.16)."""
    words = words_of_a_type(case)
    found = _NAMED.search(words.text[:_LONGEST]) if words is not None else None
    listed = case.heard.header("accept-post") or case.heard.header("accept") or ""
    alone = listed if _TYPE.fullmatch(listed) else ""
    return (found[1] if found is not None else alone).lower()


_LONGEST, _LOOK = 600, 40
# finds `Content-Type must be application/json`, `Expected request with Content-Type: text/xml`
# but not `unsupported media type application/json`
_NAMED = lazy_re(
    r"(?i)\b(?:must be|should be|has to be|expect(?:s|ed)|requires?|"
    r"use|only (?:accepts?|takes?|supports?)|"
    r"(?:expected|send|use|set)[ \w]{0,20} [`'\"]?content-type)[ :'\"`]{1,3}"
    r"((?:application|text|multipart)/[\w+-]{1,60}(?:\.[\w+-]{1,60}){0,6})"
)
_TYPE = lazy_re(r"(?:application|text|multipart)/[\w.+-]{1,80}")
