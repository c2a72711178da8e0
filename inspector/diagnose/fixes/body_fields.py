"""Builds fixes of what a request lacks: the other kind of body, a field, a one-time code."""

from collections.abc import Iterator

import msgspec

from inspector.diagnose.facts.callers.written_logins import (
    FORM,
    JSON,
    bad_login_form,
    field_under_another_name,
    half_a_login,
    kind_wanted,
    kinds_of_body,
    lacks_a_login,
    missing_login_fields,
    names_told,
    sent_beside_the_body,
)
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.facts.things.one_time_codes import code_field
from inspector.diagnose.facts.things.refused_bodies import is_json, type_sent
from inspector.diagnose.fixes.builders import sends
from inspector.model.fix import Change, Field, Fix, Risk
from inspector.protocol.field_names import is_login_name, is_second_factor, password_among
from inspector.protocol.media_types import family
from inspector.protocol.patterns import lazy_re
from inspector.reading.errors.field_errors import fields_named
from inspector.reading.statements import Statement
from inspector.story.ways.handshakes import named as sent_by_name
from inspector.wording import tr
from inspector.wording.numbers import listed

_BODY = Field("body")


def as_other_body(case: Case, _: Suspicion) -> Fix | None:
    """Send the fields as a form in place of JSON, or as JSON in place of a form.

    Only where the server misses what the body has, can't read it, or says nothing of a login: it
    may read the other kind. A token request is a form (RFC 6749 §4). What is called another kind
    than it is gets its name.
    """
    written = kinds_of_body(case)
    if written is not None and written[1] in {FORM, JSON}:
        return _sent_as(case, written[1])
    header = case.sent.header("content-type")
    kind = family(header[1].value) if header is not None else ""
    asks_by_json = kind == "json" and case.sent.is_token_request
    unread = missing_login_fields(case) or kind_wanted(case) or bad_login_form(case)
    if not (unread or asks_by_json):
        return None
    titles = {
        "json": ("as-form", tr("Send it as a form and resend")),
        "form": ("as-json", tr("Send it as JSON and resend")),
    }
    if kind not in titles:
        return None
    transform, title = titles[kind]
    change = Change(field=_BODY, operation="transform", transform=transform)
    risk: Risk = "login-attempt" if case.sent.is_login else "none"
    return Fix(id=f"send-{transform}", title=title, changes=(change,), sends=sends(case), risk=risk)


def as_wanted_type(case: Case, suspicion: Suspicion) -> Fix | None:
    """Send the body as the type that the address takes: written anew, or under another name."""
    wanted, sent = str(suspicion.values.get("wanted", "")), type_sent(case)
    if not wanted:
        return None
    ways = {("form", "json"): "as-json", ("json", "form"): "as-form"}
    way = ways.get((family(sent), family(wanted)), "")
    form = way and not (way == "as-json" and is_json(case))
    written = Change(field=_BODY, operation="transform", transform=way)
    fix = _sent_as(case, wanted)
    return msgspec.structs.replace(fix, changes=(written,)) if form else fix


def _sent_as(case: Case, wanted: str) -> Fix:
    """Send the same bytes under the name of another kind."""
    header = Field("headers", "Content-Type")
    return Fix(
        id="as-wanted-type",
        title=tr("Send it as {type} and resend", type=wanted),
        changes=(Change(field=header, before=type_sent(case), after=wanted),),
        sends=sends(case),
    )


def enter_login(case: Case, _: Suspicion) -> Fix | None:
    """Type the user and password that the reply misses in a body, under the names it has."""
    other = field_under_another_name(case)
    told = lacks_a_login(case) or sent_beside_the_body(case)
    by_words = names_told(case)
    if told is None and other is None and not half_a_login(case) and not by_words[0]:
        return None
    named = other is not None and bool(other.wanted)
    names = (other.wanted,) if other is not None and named else _names_of_a_login(case, told)
    names = by_words if by_words[0] else names
    fields = tuple(Field("body", name) for name in names)
    return Fix(
        id="enter-login",
        title=tr("Enter {names}", names=listed(tuple(field.name for field in fields))),
        changes=(*_begun(case), *(Change(field=field, ask=True) for field in fields)),
        sends=sends(case),
        risk="login-attempt",
    )


def _begun(case: Case) -> Iterator[Change]:
    """Yield the change that begins a JSON object where no body was sent to what answers in JSON."""
    if case.sent.content.kind == "empty" and case.heard.content.kind == "json":
        yield Change(field=_BODY, operation="transform", transform="as-json")


def _names_of_a_login(case: Case, told: Statement | None) -> tuple[str, str]:
    """Return the names of a login's user and password, as the body or the reply has them."""
    own = tuple(case.sent.fields)
    named = _pair_named(told.text if told else "")
    user = next(filter(is_login_name, own), "") or named[0]
    user = user or ("email" if _EMAIL.search(case.heard.words) else "username")
    return user, password_among(own) or named[1] or "password"


def _pair_named(words: str) -> tuple[str, str]:
    """Return the names of a login's fields as words have them side by side, else empty ones."""
    found = _SIDE_BY_SIDE.search(words[:_LONGEST_WORDS])
    return (found[1], found[2]) if found is not None and is_login_name(found[1]) else ("", "")


# finds `no user/password specified`, `login and password are required`, `user and pass attributes`
# but not `Password is required`
_SIDE_BY_SIDE = lazy_re(
    r"\b([a-z_]{2,20})[`'\"]?(?: and | or |, |/| / )[`'\"]?(pass(?:word|wd|phrase)?|pwd)\b"
)
_EMAIL = lazy_re(r"(?i)\be-?mail\b")


def enter_field(case: Case, _: Suspicion) -> Fix | None:
    """Type the field of the form that the reply misses by its name."""
    header = case.sent.header("content-type")
    if header is None or family(header[1].value) != "form":
        return None
    found = (_MISSED.search(statement.text[:_LONGEST_WORDS]) for statement in case.heard.statements)
    name = next((one["name"] for one in found if one is not None), "")
    if not name or name in case.sent.fields:
        return None
    return Fix(
        id="enter-field",
        title=tr("Enter {name} too", name=name),
        changes=(Change(field=Field("body", name), ask=True),),
        sends=sends(case),
    )


_LONGEST_WORDS = 600
# finds `Couldn't find "SAMLResponse" in POST data` and `missing form field 'ticket'`
# but not `"admin" is missing the right`
_MISSED = lazy_re(
    r"(?i)\b(?:find|missing|required?|no|without|lacks?|expect\w*)\b[^\"'`]{0,30}[\"'`]"
    r"(?P<name>[A-Za-z][\w-]{1,40})[\"'`]\s{1,3}(?:was |is )?(?:in (?:the )?)?"
    r"(?:post(?:ed)? data|post body|form|request body|body|field|form field|"
    r"(?:post )?param(?:eter)?s?)\b"
)


# ---------------- The code of a second factor
def enter_code(case: Case, _: Suspicion) -> Fix | None:
    """Type the code that the second factor shows now, beside the login that asks for it.

    Nowhere is it laid down how a code is sent: a reply names a header of its own, or the field
    that it lacks; what was sent has a field for it; another login had one. Where nothing tells and
    the login is a body, the name is the usual one.
    """
    field = next(_told(case), None)
    guessed = field is None
    if field is None:
        if not case.sent.is_login or not case.sent.fields:
            return None
        field = Field("body", _USUAL)
    return Fix(
        id="enter-code",
        title=tr("Enter the one-time code in {name}", name=field.name),
        changes=(Change(field=field, ask=True, guessed=guessed),),
        because=tr("Nothing names the field; most servers call it {name}.", name=field.name)
        if guessed
        else "",
        sends=sends(case),
        risk="login-attempt",
    )


_USUAL = "otp"


def _told(case: Case) -> Iterator[Field]:
    """Yield the fields that reply, request and other requests of this host have for a code."""
    if "otp" in case.heard.schemes:
        yield Field("headers", _OF_REGISTRIES)
    names = (header.name for header in case.heard.headers)
    yield from (Field("headers", name) for name in names if is_second_factor(name))
    for name in (*filter(is_second_factor, sent_by_name(case)), code_field(case)):
        if name:
            yield _where(case, name)
    if case.sent.fields:
        told = fields_named(case.heard.content)
        yield from (Field("body", name) for name in told if is_second_factor(name))
    for other in case.before:
        if other.sent.host == case.sent.host and other.sent.path == case.sent.path:
            yield from (
                _where(other, name) for name in sent_by_name(other) if is_second_factor(name)
            )


# Registries of npm ask with `WWW-Authenticate: OTP`, and read the code in a header of this name.
_OF_REGISTRIES = "npm-otp"


def _where(case: Case, name: str) -> Field:
    """Return where a request has what it sends under that name."""
    if name in case.sent.fields:
        return Field("body", name)
    return Field("query" if name in dict(case.sent.query) else "headers", name)
