"""What the body of a refusal says: problem details, OAuth errors, vendors' codes, login pages."""

from collections.abc import Iterator

from inspector.annotate import error_codes
from inspector.annotate.lines import body_place
from inspector.model.annotation import Annotation, Level
from inspector.model.attempt import Attempt
from inspector.reading import places
from inspector.reading.page import password_field
from inspector.reading.reply import Heard
from inspector.reading.statuses import ERRORS
from inspector.wording import tr

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


def annotate(attempt: Attempt, index: int) -> Iterator[Annotation]:
    """Explain bodies of refusals, and of successes that are none."""
    exchange = attempt.exchanges[index]
    reply = exchange.reply
    if reply is None or not reply.body:
        return
    heard = Heard(index, exchange)
    if heard.content.kind == "json":
        yield from _json(heard)
    elif heard.content.is_html:
        yield from _html(heard)
    if reply.body_defect:
        yield _note(index, None, reply.body_defect, "odd")


def _json(heard: Heard) -> Iterator[Annotation]:
    body = heard.content.bytes
    if heard.status not in ERRORS and b"rror" not in body[:2000]:
        return
    value = heard.content.object
    inner = value.get("error")
    for source in (value, inner if isinstance(inner, dict) else {}):
        yield from _members(heard.entry, body, source)


def _members(index: int, body: bytes, source: dict[str, object]) -> Iterator[Annotation]:
    for name in _CODES:
        code = source.get(name)
        known = error_codes.meaning(code) if isinstance(code, str) else None
        if known:
            yield Annotation(
                place=body_place(index, "reply", places.find(body, str(code))),
                text=known.text,
                level="bad",
                kind="body-error",
                reference=known.reference,
            )
    for name in _MESSAGES:
        words = source.get(name)
        if isinstance(words, str) and words.strip():
            span = places.find(body, words)
            yield _note(index, span, tr("the server's own words"), "info")
            break


def _html(heard: Heard) -> Iterator[Annotation]:
    page, body = heard.content.page, heard.content.bytes
    title = places.find(body, page.title) if page.title else None
    if any(field.name.lower() == "samlrequest" for field in page.fields):
        yield _note(heard.entry, None, tr("sends the browser to a SAML login: not the API"), "odd")
    elif page.is_login or heard.page_leads_to_login:
        span = password_field(body) if page.has_password_field else title
        yield _note(heard.entry, span, tr("a login page, not the API"), "odd")
    elif title:
        yield _note(heard.entry, title, tr("a page for people, not the API"), "info")


def _note(index: int, span: tuple[int, int] | None, text: str, level: Level) -> Annotation:
    return Annotation(place=body_place(index, "reply", span), text=text, level=level, kind="body")
