"""What the body of a refusal says: problem details, OAuth errors, vendors' codes, login pages."""

import json
import re
from collections.abc import Iterator
from typing import Any

from inspector.annotate import error_codes
from inspector.annotate.lines import body_place
from inspector.model.annotation import Annotation, Level
from inspector.model.attempt import Attempt
from inspector.model.message import Reply, first
from inspector.protocol import body_text, json_text
from inspector.reading.statuses import ERRORS
from inspector.wording import tr

_MAX = 65536
_WORDS = 160
_MESSAGES = (
    "error_description",
    "detail",
    "message",
    "error_message",
    "msg",
    "reason",
    "title",
    "Message",
    "errorMessage",
    "description",
)
_CODES = ("error", "code", "errorCode", "error_code", "errcode", "status", "__type", "type")
_SAML_FORM = re.compile(rb"name\s*=\s*[\"']SAMLRequest[\"']", re.IGNORECASE)
_TITLE = re.compile(rb"<title[^>]{0,200}>([^<]{1,200})</title>", re.IGNORECASE)


def annotate(attempt: Attempt, index: int) -> Iterator[Annotation]:
    """Explain bodies of refusals, and of successes that are none."""
    reply = attempt.exchanges[index].reply
    if reply is None or not reply.body:
        return
    body = reply.body[:_MAX]
    kind = (first(reply.headers, "content-type") or "").lower()
    if body.lstrip()[:1] in (b"{", b"[") and "html" not in kind:
        yield from _json(index, reply, body)
    elif "html" in kind or body.lstrip()[:1] == b"<":
        yield from _html(index, reply, body)
    if reply.body_defect:
        yield _note(index, None, reply.body_defect, "odd")


def _json(index: int, reply: Reply, body: bytes) -> Iterator[Annotation]:
    if reply.status not in ERRORS and b"rror" not in body[:2000]:
        return
    value = json_text.parse(body)
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, dict):
        return
    inner = value.get("error")
    for source in (value, inner if isinstance(inner, dict) else {}):
        yield from _members(index, body, source)


def _members(index: int, body: bytes, source: dict[str, Any]) -> Iterator[Annotation]:
    for name in _CODES:
        code = source.get(name)
        known = error_codes.meaning(code) if isinstance(code, str) else None
        if known:
            yield Annotation(
                place=body_place(index, "reply", _span(body, str(code))),
                text=known.text,
                level="bad",
                kind="body-error",
                reference=known.reference,
            )
    for name in _MESSAGES:
        words = source.get(name)
        if isinstance(words, str) and words.strip():
            span = _span(body, words)
            yield _note(index, span, tr("the server's own words"), "info")
            break


def _html(index: int, reply: Reply, body: bytes) -> Iterator[Annotation]:
    if _SAML_FORM.search(body):
        yield _note(index, None, tr("sends the browser to a SAML login: not the API"), "odd")
    elif page := body_text.login_page(reply.headers, body):
        span = page.span if body.isascii() else None
        yield _note(index, span, tr("a login page, not the API"), "odd")
    elif found := _TITLE.search(body):
        yield _note(index, found.span(1), tr("a page for people, not the API"), "info")


def _span(body: bytes, words: str) -> tuple[int, int] | None:
    """Return where the words stand in the body, None where they are written otherwise there."""
    written = (words, json.dumps(words, ensure_ascii=False)[1:-1], json.dumps(words)[1:-1])
    for text in written:
        needle = text[:_WORDS].encode("utf-8", "surrogatepass")
        start = body.find(needle)
        if start >= 0:
            return start, start + len(needle)
    return None


def _note(index: int, span: tuple[int, int] | None, text: str, level: Level) -> Annotation:
    return Annotation(place=body_place(index, "reply", span), text=text, level=level, kind="body")
