"""Collects what a reply says in words: codes, messages, reasons, titles, each with its place."""

import re
from collections.abc import Iterable, Iterator, Sequence
from http import HTTPStatus
from itertools import islice
from typing import Literal
from urllib.parse import unquote_plus

import msgspec

from inspector.model.annotation import Place
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Reply, first, readable
from inspector.protocol.challenges.parsing import Challenge
from inspector.protocol.login_addresses import is_login_target, may_log_in
from inspector.protocol.patterns import lazy_re
from inspector.reading import places
from inspector.reading.body import Content
from inspector.reading.errors.address_errors import TELLING_FLAG, told_by_address
from inspector.reading.errors.false_and_why import reasons_of_false
from inspector.reading.errors.login_states import login_state
from inspector.reading.errors.named_steps import NamedStep, named_steps, next_step
from inspector.reading.errors.own_address import own_address
from inspector.reading.errors.second_factors import offers_factors, sent_a_code, wants_factor
from inspector.reading.framing.grpc_web import grpc_trailers
from inspector.reading.framing.inner_replies import failed_parts
from inspector.reading.pages.kept_messages import kept_messages
from inspector.reading.pages.page_redirects import data_target
from inspector.reading.pages.spoken_texts import spoken
from inspector.reading.plain_words import names_a_reason, plain
from inspector.reading.standard_sentences import own_words, repeats_a_status, without_idle
from inspector.reading.statuses import ERRORS, LEADS_ON, TURNS_AWAY

Kind = Literal["code", "message", "challenge", "header", "reason", "title", "page"]

# finds `error_code`
# but not `price`
_CODE_KEY = lazy_re(
    r"(?i)^(error_?codes?|code|status_?code|err(or)?_?(codes?|type|no|num)?|exc_?type|type|__type|reason|errorname|"
    r"sub_?error|status|slug|fault_?code|sub_?code|error_subcode|errorid|key|statustext|result|"
    r"exception|classname|rc|name|level|oauth_problem)$"
)
# finds `error_description`
# but not `price`
_MESSAGE_KEY = lazy_re(
    r"(?i)(message|msg|desc|detail|reason|error|title|cause|hint|info|fault|explanation|"
    r"non_field|text|note|why|exception|description|data|todo|help|summary|errors|response|"
    r"statusmessage|status_?string|failure|problem|meta|html|body|warning|hints?|_general|root|^base$|^global$|^__all__$|^line$|unsuccessful)"
)
# finds `X-Deny-Reason`
# but not `Server`
_HEADER_NAME = lazy_re(
    r"(?i)(error|reason|denied|fail|message|problem|mitigated|auth.{0,60}(status|result|info|decision)|"
    r"login|details|permission|grpc-status|squid|x-ms-diagnostics|fault|rejected|blocked|why|x-deny|lockout|"
    r"x-amzn-waf|x-aspnet|x-msdavext|csrf|violations?$)"
)
# finds `Access-Control-Allow-Origin`, `X-Accepted-GitHub-Permissions`
# but not `X-Error`
_NOT_A_MESSAGE = lazy_re(
    r"(?i)^(access-control|content-security|report|nel$|x-xss|set-cookie|"
    r"x-csrf-token$|x-frame|referrer|permissions|x-accepted|cross-origin|www-auth|proxy-auth|authentication-info$|location|date$)"
)
_IDS = lazy_re(r"^[0-9a-fA-F-]{16,}$")
_LABELS = frozenset({"name", "key", "slug", "level"})  # of an answer: words that name the thing
_LONGEST, _LONGEST_CODE, _LINES, _MOST_CODES = 600, 120, 400, 3
_LONGEST_PLAIN_BODY = 2000
_GRPC = {"7": "permission denied", "16": "unauthenticated", "14": "unavailable"}


class Statement(msgspec.Struct, frozen=True):
    """One thing that a reply says. text: as given. plain: its words. key: the field's name."""

    text: str
    plain: str
    kind: Kind
    key: str
    place: Place

    @property
    def short(self) -> str:
        """The text as evidence quotes it."""
        text = " ".join(self.text.split())
        return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"

    @property
    def is_hedged(self) -> bool:
        """Whether it leaves something open: "expired or revoked", "may be"."""
        return _HEDGED.search(_ONE_REASON.sub(" ", self.plain)) is not None


# finds `the token may have expired`
# but not `the token has expired`
_HEDGED = lazy_re(
    r"\b(?:or|may|might|could|maybe|perhaps|possibly|probably|either|if|unless|and|likely|seems?|"
    r"appears?|not sure|check|please)\b"
)
# One reason in two words.
# finds `missing or empty`
# but not `missing or invalid`
_ONE_REASON = lazy_re(
    r"\b(?:missing|absent|empty|blank|null) or "
    r"(?:empty|blank|null|missing|not (?:set|sent|provided))\b"
)
_SHORT = 140
Challenges = Iterable[tuple[int, Challenge]]


def collect(
    entry: int, exchange: Exchange, content: Content, challenges: Challenges
) -> tuple[Statement, ...]:
    """Return everything that the reply of an exchange says, most trustworthy first."""
    reply = exchange.reply
    if reply is None:
        return ()
    found = [
        *_of_challenges(entry, reply, challenges),
        *_of_body(entry, reply, content),
        *_of_headers(entry, reply),
        *_of_grpc(entry, reply),
        *_of_reason(entry, reply),
        *_of_page(entry, content),
        *_of_target(entry, exchange, content),
        *_of_flags(entry, exchange, content),
        *_of_cookies(entry, exchange, reply),
    ]
    own = own_address(exchange, content.object)
    return tuple(_of_server(one, own) for one in found)


def _of_server(one: Statement, own: re.Pattern[str] | None) -> Statement:
    """Return what a server says without the caller's own words: the address that was asked for."""
    if own is None or not own.search(one.text):
        return one
    return msgspec.structs.replace(one, plain=_plain(own.sub(" ", one.text)))


def _make(text: str, kind: Kind, key: str, place: Place) -> Statement:
    return Statement(text, _plain(text), kind, key, place)


def _plain(text: str) -> str:
    shape = _SHAPE.fullmatch(text)
    return without_idle(plain((shape[1] or shape[2]) if shape is not None else text))


# Smithy's protocols write an error's name between its namespace and a link, to be left out.
# finds `com.amazon.coral.service#ExpiredTokenException`
# but not `Error: http://a.example`
_SHAPE = lazy_re(r"[a-z][\w.]{0,200}#(\w{3,80})|(\w{3,80}):https?://\S{0,400}")


def _of_challenges(entry: int, reply: Reply, challenges: Challenges) -> Iterator[Statement]:
    whole: set[int] = set()
    for index, challenge in challenges:
        header = reply.headers[index]
        if not challenge.params and challenge.defects and index not in whole:
            whole.add(index)
            yield _make(
                readable(header.value),
                "challenge",
                header.name,
                places.in_header(entry, "reply", index, header),
            )
        for param in challenge.params:
            name = param.name.lower().replace("_", "")
            if name in _OF_CHALLENGES:
                kind: Kind = "code" if name in _CODES_OF_CHALLENGES else "challenge"
                place = places.in_header(entry, "reply", index, header, param.value_span)
                yield _make(readable(param.value), kind, param.name, place)


_CODES_OF_CHALLENGES = frozenset({"error", "errorcode", "oauthproblem"})
_OF_CHALLENGES = _CODES_OF_CHALLENGES | {"errordescription", "message", "reason", "trc"}


def _of_headers(entry: int, reply: Reply) -> Iterator[Statement]:
    for index, header in enumerate((*reply.headers, *reply.trailers)[:_LINES]):
        if _NOT_A_MESSAGE.match(header.name):
            if header.name.lower() == "location":
                yield from _of_location(entry, index, header)
            continue
        state = login_state(header)
        if state:
            place = places.in_header(entry, "reply", index, header)
            yield _make(state, "header", header.name, place)
        elif _HEADER_NAME.search(header.name) and header.value and not _IDS.match(header.value):
            value = unquote_plus(header.value)
            if header.name.lower() == "grpc-status":
                value = _GRPC.get(value, value)
            yield _make(
                readable(value),
                "header",
                header.name,
                places.in_header(entry, "reply", index, header),
            )


def _of_grpc(entry: int, reply: Reply) -> Iterator[Statement]:
    """Yield status and message of gRPC-Web, which stand in the body as those of a trailer do."""
    for name, value in () if reply.trailers else grpc_trailers(reply):
        text = _GRPC.get(value, "") if name == "grpc-status" else value
        if text and name in {"grpc-status", "grpc-message"}:
            yield _make(text, "header", name, places.in_body(entry, "reply"))


def _of_location(entry: int, index: int, header: Header) -> Iterator[Statement]:
    place = places.in_header(entry, "reply", index, header)
    for told in told_by_address(header.value):
        yield _make(told.text, "code" if told.is_code else "header", told.name, place)


def _of_target(entry: int, exchange: Exchange, content: Content) -> Iterator[Statement]:
    """Yield what the address says that a reply tells a script to open after a form was sent."""
    if exchange.request.method != "POST" or content.json is None:
        return
    for told in told_by_address(data_target(content, exchange.request.url)):
        if told.is_error:  # another word may be what was shared
            span = places.find(content.bytes, told.name)
            kind: Kind = "code" if told.is_code else "message"
            yield _make(told.text, kind, told.name, places.in_body(entry, "reply", span))


def _of_flags(entry: int, exchange: Exchange, content: Content) -> Iterator[Statement]:
    """Yield that a login's reply wants a second factor where a flag alone says so."""
    login = exchange.request.method == "POST" and may_log_in(exchange.request.url)
    if login and wants_factor(content.object):
        yield _make("second factor required", "code", "", places.in_body(entry, "reply"))


def _of_cookies(entry: int, exchange: Exchange, reply: Reply) -> Iterator[Statement]:
    """Yield what a form that leads to a login keeps for that page, in a cookie that can be read."""
    target = first(reply.headers, "location") or ""
    if exchange.request.method != "POST" or reply.status not in LEADS_ON:
        return
    if not is_login_target(target):
        return
    for index, header in enumerate(reply.headers[:_LINES]):
        for name, text in (
            kept_messages(header.value) if header.name.lower() == "set-cookie" else ()
        ):
            yield _make(text, "message", name, places.in_header(entry, "reply", index, header))


# What nginx calls the status: its words, not those of the application behind.
_NGINX = frozenset({"service temporarily unavailable", "gateway time out", "moved temporarily"})


def _of_reason(entry: int, reply: Reply) -> Iterator[Statement]:
    reason = readable(reply.reason).strip()
    if not reason:
        return
    try:
        usual = HTTPStatus(reply.status).phrase
    except ValueError:
        usual = ""
    if plain(reason) not in {plain(usual), "", "ok", "authorization required", "found", *_NGINX}:
        yield _make(reason, "reason", "", places.in_line(entry, "reply"))


def _of_body(entry: int, reply: Reply, content: Content) -> Iterator[Statement]:
    if not reply.body:
        return
    of_error = reply.status in ERRORS
    if content.json is not None:
        steps = tuple(named_steps(content.object)) if reply.status in _NAMES_STEPS else ()
        yield from _of_json(entry, content, steps, of_error=of_error)
    elif content.is_xml:
        yield from _of_pairs(entry, content, own_words(content.xml_leaves()), of_error=of_error)
        yield from _of_pairs(entry, content, content.xml_attributes())
    elif content.form:
        yield from _of_pairs(entry, content, content.form.items())
    elif _is_short_text(content):
        yield _make(content.text[:_LONGEST], "message", "", places.in_body(entry, "reply"))


# Where a caller is turned away; in other errors, steps are those of what was asked for.
_NAMES_STEPS = TURNS_AWAY | {HTTPStatus.GONE}


def _is_short_text(content: Content) -> bool:
    if content.is_html or not content.text or "\0" in content.text:
        return False
    return len(content.text) <= _LONGEST_PLAIN_BODY


def _of_json(
    entry: int, content: Content, steps: Sequence[NamedStep], *, of_error: bool
) -> Iterator[Statement]:
    if isinstance(content.json, str):
        yield _make(content.json, "message", "", places.in_body(entry, "reply"))
        return
    for problem in (*content.validation_problems(), *reasons_of_false(content)):
        span = places.find(content.bytes, problem)
        yield _make(problem, "message", "detail", places.in_body(entry, "reply", span))
    scalars = list(failed_parts(content).scalars())
    for key, value in scalars:
        if isinstance(value, str) and _CAPTCHA.search(value):
            span = places.find(content.bytes, value)
            yield _make("captcha js", "code", key, places.in_body(entry, "reply", span))
        flag = _flag(key, value)
        if flag:
            span = places.find(content.bytes, key)
            yield _make(flag, "code", key, places.in_body(entry, "reply", span))
    step = next_step(steps)
    if step is not None:
        place = places.in_body(entry, "reply", places.find(content.bytes, step.name))
        yield Statement(step.name, step.words, "code", step.key, place)
    if offers_factors(content.object) or sent_a_code(content.object):
        yield _make("second factor required", "code", "", places.in_body(entry, "reply"))
    listed = {one.name for one in steps}
    said = (pair for pair in scalars if not isinstance(pair[1], bool) and pair[1] not in listed)
    pairs = own_words((key, str(value)) for key, value in said)
    yield from _of_pairs(entry, content, pairs, of_error=of_error)


_CAPTCHA = lazy_re(r"(?i)captcha[\w.-]{0,60}\.js|geo\.captcha-delivery")


def _flag(key: str, value: object) -> str:
    """Return what a flag says in words, empty where it says nothing about access."""
    if value is True and TELLING_FLAG.search(key):
        return key
    is_flag = isinstance(value, bool) and _LOGIN_FLAG.match(key) is not None
    return ("is authenticated" if value else "not logged in") if is_flag else ""


_LOGIN_FLAG = lazy_re(r"(?i)^(is_?)?(logged_?in|authenticated|signed_?in)$")


def _of_pairs(
    entry: int, content: Content, pairs: Iterable[tuple[str, str]], *, of_error: bool = False
) -> Iterator[Statement]:
    """Yield what members say by their names; in an error a sentence under any name counts."""
    for key, value in pairs:
        if not value or len(value) > _LONGEST * 4 or _IDS.match(value):
            continue
        text, shown = spoken(value)
        labels = not of_error and key.lower() in _LABELS and " " in value.strip()
        is_code = bool(_CODE_KEY.match(key)) or (of_error and names_a_reason(key, value))
        is_code = is_code and not labels and len(value) <= _LONGEST_CODE
        named = shown or not key or key == "string" or _MESSAGE_KEY.search(key) is not None
        if not (is_code or named or (of_error and _is_a_sentence(value))):
            continue
        span = places.find(content.bytes, value)
        kind: Kind = "code" if is_code and " " not in text.strip() else "message"
        yield _make(text[:_LONGEST], kind, key, places.in_body(entry, "reply", span))


def _is_a_sentence(value: str) -> bool:
    """Whether a text of one line has words; several lines are where in a program it failed."""
    return "\n" not in value.replace("\\n", "\n") and _SENTENCE.search(value) is not None


# finds `{"libelle": "Accès refusé à ce dossier"}`, `{"提示": "密钥已过期"}`
# but not `{"host": "web-7"}`
_SENTENCE = lazy_re(
    r"(?:\b[^\W\d]{2,40}\s{1,9}){2}[^\W\d]{2}|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{4}"
)


PAGE_CODE = "code on a page"
# Microsoft's: AADSTS50011 (Entra ID), MSIS7042 (AD FS), TF400813 (Azure DevOps).
_PAGE_CODE = lazy_re(r"\b((?:AADSTS|MSIS|TF)\d{4,7})\b[^<>]{0,240}")


def _of_page(entry: int, content: Content) -> Iterator[Statement]:
    page = content.page
    titles = [("title", page.title)] if page.title else []
    for key, words in (*titles, *(("heading", each) for each in page.headings)):
        span = places.find(content.bytes, words)
        yield _make(words, "title", key, places.in_body(entry, "reply", span))
    for notice in page.notices:
        span = places.find(content.bytes, notice.sample)
        yield _make(notice.words, "message", "notice", places.in_body(entry, "reply", span))
    for found in islice(_PAGE_CODE.finditer(page.text), _MOST_CODES):
        span = places.find(content.bytes, found[1])
        yield _make(found[0], "message", PAGE_CODE, places.in_body(entry, "reply", span))
    text = _without(page.text[: _LONGEST * 2], [words for _, words in titles])
    if text and text != page.signature:
        yield _make(text, "page", "", places.in_body(entry, "reply"))


def _without(text: str, titles: list[str]) -> str:
    """Return a page's text without its title before it: with what follows it would read as one."""
    for title in (title for title in titles if repeats_a_status(plain(title))):
        while text.startswith(title):
            text = text.removeprefix(title).lstrip()
    return text
