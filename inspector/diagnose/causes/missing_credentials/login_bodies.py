"""A login whose body can't be read as what it is called, or holds no password."""

import json

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import LIKELY, STRONG
from inspector.protocol.field_names import has_password, is_password_name
from inspector.protocol.patterns import lazy_re
from inspector.protocol.stand_ins import CERTAIN, stand_in
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL, UNKNOWN_MEDIA_TYPE
from inspector.wording import tr

_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"
_LOOK = 8_000
# finds `username=lena&password=plum-42`
# but not `{"username":"lena"}`
_PAIRS = lazy_re(r"[\w.\[\]%-]{1,80}=[^&\s]{0,2000}(?:&[\w.\[\]%-]{1,80}=[^&\s]{0,2000}){1,40}")


def _may_be_refused(case: Case) -> bool:
    asked = case.sent.method == "POST" and not case.sent.is_token_request
    return asked and case.status in MAY_REFUSE_CREDENTIAL | {UNKNOWN_MEDIA_TYPE}


def password_is_a_stand_in(case: Case) -> Found:
    """The field for the password is empty, or holds a variable or a word like `undefined`."""
    if not case.sent.is_login or not _may_be_refused(case):
        return
    for name, value in case.sent.fields.items():
        if not is_password_name(name) or case.said("csrf", "locked", "mfa"):
            continue
        kind = stand_in(value.strip())
        if not value.strip():
            slug, told = "empty-credential", tr("The field {name} is empty.", name=name)
        elif kind in CERTAIN:
            told = tr("The field {name} holds {text}.", name=name, text=value.strip())
            slug = "placeholder-credential"
        elif kind == "variable" and value.isupper():
            slug, told = "placeholder-credential", tr("The field {name} is a variable.", name=name)
        else:
            continue
        yield case.refused_for(
            slug, STRONG, fact(told, case.sent_body), explains=True, name=name, text=""
        )
        return


def login_of_another_kind(case: Case) -> Found:
    """Content-Type says one kind of body, and the login in it is written as another."""
    kinds = kinds_of_login(case)
    if kinds is None:
        return
    said, written = kinds
    yield case.refused_for(
        "credential-not-recognised",
        LIKELY,
        fact(_called(said), case.sent_line),
        fact(_TOLD[written](), case.sent_body),
        explains=True,
        name=tr("the body"),
    )


def _called(said: str) -> str:
    return tr("Content-Type is {kind}.", kind=said) if said else tr("Content-Type is empty.")


def kinds_of_login(case: Case) -> tuple[str, str] | None:
    """Return what a login is called and what it is written as; None where they agree."""
    found, body = case.sent.header("content-type"), case.sent.message.body
    if not _may_be_refused(case) or found is None or not body or len(body) > _LOOK:
        return None
    said = case.sent.content.type
    text = body.decode("utf-8", "replace").strip()
    written = _written(text) if has_password(text.replace("\\", "")) else ""
    is_json = written == _JSON and "json" in said
    return None if written in {"", said} or is_json else (said, written)


_TWICE = "json twice"
_TOLD = {
    _JSON: lambda: tr("The body is a JSON object."),
    _FORM: lambda: tr("The body is a form."),
    _TWICE: lambda: tr("The body is JSON within a JSON string: it was encoded twice."),
}


def _written(text: str) -> str:
    """Return the kind that a text is written as; empty where that can't be told."""
    if _PAIRS.fullmatch(text):
        return _FORM
    if text[:1] not in {"{", '"'}:
        return ""
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    if isinstance(read, str) and read[:1] == "{":
        return _TWICE
    return _JSON if isinstance(read, dict) else ""


RULES = (password_is_a_stand_in, login_of_another_kind)
