"""A login that is not written as it is read: in another kind of body, or in the query."""

import json
from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.protocol.field_names import has_password, is_login_name, password_among
from inspector.protocol.patterns import lazy_re
from inspector.reading.statements import Statement
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL, MISREAD_REQUEST

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
TWICE = "json twice"
_LOOK = 8_000
# finds `username=lena&password=plum-42`
# but not `{"username":"lena"}`
_PAIRS = lazy_re(r"[\w.\[\]%-]{1,80}=[^&\s]{0,2000}(?:&[\w.\[\]%-]{1,80}=[^&\s]{0,2000}){1,40}")


def may_be_refused_login(case: Case) -> bool:
    """Whether a request may be a login that was refused, by method and status."""
    posted = case.sent.method == "POST" or case.sent.is_login
    asked = posted and not case.sent.is_token_request
    return asked and case.status in MAY_REFUSE_CREDENTIAL | {HTTPStatus.UNSUPPORTED_MEDIA_TYPE}


def kinds_of_login(case: Case) -> tuple[str, str] | None:
    """Return what a login is called and what it is written as; None where they agree."""
    text = case.sent.message.body[:_LOOK].decode("utf-8", "replace")
    if not may_be_refused_login(case) or not has_password(text.replace("\\", "")):
        return None
    return kinds_of_body(case)


def kinds_of_body(case: Case) -> tuple[str, str] | None:
    """Return what a body is called and what it is written as; None where they agree."""
    found, body = case.sent.header("content-type"), case.sent.message.body
    if found is None or not body or len(body) > _LOOK:
        return None
    said, written = case.sent.content.type, _written(body.decode("utf-8", "replace").strip())
    is_json = written == JSON and "json" in said
    return None if written in {"", said} or is_json else (said, written)


def kind_wanted(case: Case) -> Statement | None:
    """Return the words that want a login as JSON, where it came as a form, or None."""
    if not (case.sent.is_login and case.status in _MISREAD) or "json" in case.sent.content.type:
        return None
    return next((one for one in case.heard.statements if _WANTS_JSON.search(one.plain)), None)


_MISREAD = MISREAD_REQUEST | {HTTPStatus.UNSUPPORTED_MEDIA_TYPE}
# finds `input parameters must be in json format`
# but not `unexpected token in json`
_WANTS_JSON = lazy_re(
    r"\b(?:must|should|expects?|expected|requires?|required|only|wants?|use|send)\b"
    r"(?: \S+){0,5}? (?:application )?json\b|\bjson (?:\w+ )?(?:is |was )?(?:required|expected)\b"
)


def _written(text: str) -> str:
    """Return the kind that a text is written as; empty where that can't be told."""
    if _PAIRS.fullmatch(text):
        return FORM
    if text[:1] not in {"{", '"'}:
        return ""
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    if isinstance(read, str) and read[:1] == "{":
        return TWICE
    return JSON if isinstance(read, dict) else ""


def password_in_query(case: Case) -> str:
    """Return the name of the password beside a name in the query; empty where either is missing."""
    names = [name for name, value in case.sent.query if value]
    held = password_among(names)
    return held if held and any(map(is_login_name, names)) else ""
