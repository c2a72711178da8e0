"""A body that can't be read as what it is called, or lacks a password: of a login, of a call."""

from http import HTTPStatus

from inspector.diagnose.facts.callers.asked_again import misses_what_was_sent
from inspector.diagnose.facts.callers.written_logins import (
    FORM,
    JSON,
    TWICE,
    bad_login_form,
    field_under_another_name,
    half_a_login,
    kind_wanted,
    kinds_of_body,
    kinds_of_login,
    lacks_a_login,
    may_be_refused_login,
)
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact, quoted
from inspector.diagnose.weights import CLEAR, HINT, LIKELY, OPEN, RATHER, STRONG
from inspector.model.credential import LOGIN_SCHEMES
from inspector.protocol.field_names import is_password_name, is_second_factor
from inspector.protocol.patterns import lazy_re
from inspector.protocol.stand_ins import CERTAIN, stand_in
from inspector.reading.meanings import OF_FORGERY, OF_THE_ACCOUNT, Names
from inspector.reading.statements import Statement
from inspector.reading.statuses import SUCCESSES
from inspector.wording import tr


def password_is_a_stand_in(case: Case) -> Found:
    """The field for the password is empty, or holds a variable or a word like `undefined`."""
    if not case.sent.is_login or not may_be_refused_login(case):
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


def password_left_out(case: Case) -> Found:
    """A login that names a user at most is called bad: without a word, or as a wrong login."""
    by_code = any(map(is_second_factor, case.sent.fields))  # it is asked for in place of a password
    if by_code or not half_a_login(case) or lacks_a_login(case) is not None:
        return
    alone = (
        fact(tr("It names a user and no password."), case.sent_body)
        if case.sent.fields
        else fact(tr("The login holds neither user nor password."), case.sent_line)
    )
    told = case.quote("bad-login")
    weight = CLEAR if told else RATHER
    yield case.refused_for(
        "no-credentials-sent", weight, alone, *told, absent=True, explains=bool(told)
    )


def login_of_another_kind(case: Case) -> Found:
    """Content-Type says one kind of body, and the login in it is written as another.

    Some read a body as what they want it to be: a known product that calls the password wrong has
    found it, and so has a host that took another body of that kind.
    """
    kinds = kinds_of_login(case)
    if kinds is None or any(_is_taken_alike(kinds, one) for one in case.neighbours):
        return
    said, written = kinds
    read = any(one.says.finding == "wrong-password" for one in case.known)
    yield case.refused_for(
        "credential-not-recognised",
        OPEN if read else LIKELY,
        fact(_called(said), case.sent_line),
        fact(_TOLD[written](), case.sent_body),
        explains=True,
        name=tr("the body"),
    )


def _is_taken_alike(kinds: tuple[str, str], other: Case) -> bool:
    """Whether a body that is called and written so was taken: it was read all the same."""
    if not (other.succeeded and other.sent.message.body) or other.sent.is_safe:
        return False
    return kinds_of_body(other) == kinds


def login_wanted_as_json(case: Case) -> Found:
    """The reply wants JSON, and the login came as a form: nobody read it."""
    words = kind_wanted(case)
    if words is not None:
        yield case.refused_for(
            "credential-not-recognised",
            CLEAR,
            quoted(words),
            fact(_called(case.sent.content.type), case.sent_line),
            name=tr("the body"),
        )


def login_under_another_name(case: Case) -> Found:
    """The reply misses the user or password by a name, and the login has it under another one."""
    found = field_under_another_name(case)
    if found is None:
        return
    yield case.refused_for(
        "login-field-misnamed",
        STRONG,
        quoted(found.words),
        fact(
            tr("{sent} was sent, and no {wanted}.", sent=found.sent, wanted=found.wanted)
            if found.wanted
            else tr("{sent} was sent.", sent=found.sent),
            case.sent_body,
        ),
        wanted=found.wanted,
        sent=found.sent,
    )


def login_unread(case: Case) -> Found:
    """A login is called bad without a word: what reads JSON takes a form for nothing, and so on."""
    if bad_login_form(case):
        yield case.refused_for(
            "credential-not-recognised",
            OPEN,
            fact(_called(case.sent.content.type), case.sent_line),
            name=tr("the body"),
        )
        yield case.refused_for("wrong-password", HINT, usual=True, user=case.sent.login_user)


def login_not_looked_for(case: Case) -> Found:
    """A login came in the body, and the reply is that to nobody: it looks for it elsewhere."""
    in_body = case.sent.is_login and any(map(is_password_name, case.sent.fields))
    if not in_body or case.sent.credentials or case.status != HTTPStatus.UNAUTHORIZED:
        return
    if not case.once(misses_what_was_sent) or case.said(*_LOOKED_AT):
        return
    asked = sorted(LOGIN_SCHEMES & set(case.heard.schemes))
    challenge = case.heard.header_place("www-authenticate")
    wanted = tr("The server asks for {scheme}.", scheme=" / ".join(map(str.capitalize, asked)))
    yield case.refused_for(
        "credential-not-recognised",
        CLEAR if asked else LIKELY,
        *case.quote("missing"),
        fact(tr("The login stands in the body."), case.sent_body),
        *([fact(wanted, challenge)] if asked else []),
        name=tr("the body"),
    )


_LOOKED_AT: Names = (*OF_THE_ACCOUNT, *OF_FORGERY, "bad-login")


def password_of_the_call(case: Case) -> Found:
    """The call came through with its login, and misses a password: of a wallet, a file, a store.

    Whoever refuses the login itself does so before it looks at the call.
    """
    words = _misses_a_password(case)
    main = next((one for one in case.sent.credentials if one.where == "header"), None)
    if words is None or main is None or case.sent.is_login:
        return
    yield case.refused_for(
        "second-password-missing",
        LIKELY,
        quoted(words),
        fact(tr("{name} was sent, and taken.", name=main.name), main.place),
        name=main.name,
    )


def _misses_a_password(case: Case) -> Statement | None:
    """Return the words of an error within a success that miss a password which was not sent."""
    told = case.says("missing") if case.is_hidden_error and case.status in SUCCESSES else None
    if told is None or _PASSWORD.search(told.statement.plain) is None:
        return None
    names = (name for name, value in case.sent.content.scalars() if value)
    return None if any(map(is_password_name, names)) else told.statement


# finds `password required`, `enter the pass phrase`
# but not `passed`
_PASSWORD = lazy_re(r"\bpass(?:words?| ?phrases?| ?codes?)\b")


def _called(said: str) -> str:
    return tr("Content-Type is {kind}.", kind=said) if said else tr("Content-Type is empty.")


_TOLD = {
    JSON: lambda: tr("The body is a JSON object."),
    FORM: lambda: tr("The body is a form."),
    TWICE: lambda: tr("The body is JSON within a JSON string: it was encoded twice."),
}


RULES = (
    password_is_a_stand_in,
    password_left_out,
    login_of_another_kind,
    login_wanted_as_json,
    login_under_another_name,
    login_unread,
    login_not_looked_for,
    password_of_the_call,
)
