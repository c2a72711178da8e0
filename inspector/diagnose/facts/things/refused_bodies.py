"""Bodies that are not taken: too large, or of another type (RFC 9110 §15.5.14, §15.5.16)."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.lone_errors import stands_alone
from inspector.diagnose.facts.things.unread_bodies import unread_body
from inspector.protocol.media_types import JSON, content_type, family, media_type
from inspector.protocol.patterns import lazy_re


def body_not_taken(case: Case) -> bool:
    """Whether what was sent is refused for its body: its kind, its type, or its size."""
    return unread_body(case) is not None or type_not_taken(case) or body_too_large(case)


def type_not_taken(case: Case) -> bool:
    """Whether the address does not read what was sent for the type that the request names.

    Against forged forms some take only what a page of another site can't send. What another call
    shows, or a form with a credential, is told by itself, of recordings as well.
    """
    unread = case.status == HTTPStatus.UNSUPPORTED_MEDIA_TYPE and stands_alone(case)
    return unread and unread_body(case) is None


def body_too_large(case: Case) -> bool:
    """Whether the body that was sent is longer than the server, or one in front, reads."""
    large = case.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE and stands_alone(case)
    return large and bool(case.sent.message.body)


def type_sent(case: Case) -> str:
    """Return the media type that the request names, empty without one."""
    return media_type(content_type(case.sent.message.headers))


def type_wanted(case: Case) -> str:
    """Return the type in place of the one that was sent: by the words, else by what the body is.

    Who answers a form in JSON mostly reads that.
    """
    named, sent = _type_named(case), type_sent(case)
    if named:
        return type_named(case)
    answered = family(sent) == "form" and case.heard.content.json is not None
    by_json = case.sent.message.body and (is_json(case) or answered)
    return JSON if by_json and family(sent) != "json" else ""


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


def _type_named(case: Case) -> str:
    found = (_NAMED.search(one.text[:_LONGEST]) for one in case.heard.statements)
    return next((hit[1].lower() for hit in found if hit is not None), "")


_LONGEST = 600
# finds `Content-Type must be application/json`, `expected 'application/json'`
# but not `unsupported media type application/json`
_NAMED = lazy_re(
    r"(?i)\b(?:must be|should be|has to be|expect(?:s|ed)|requires?|"
    r"only (?:accepts?|takes?|supports?))[ :'\"`]{1,3}"
    r"((?:application|text|multipart)/[\w+-]{1,60}(?:\.[\w+-]{1,60}){0,6})"
)
