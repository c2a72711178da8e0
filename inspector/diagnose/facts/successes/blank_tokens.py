"""A form whose token against forgery is blank is answered with nothing, and with one it is not."""

from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.protocol.field_names import is_csrf_name
from inspector.protocol.stand_ins import CERTAIN, stand_in
from inspector.reading.credential import Credential
from inspector.reading.statuses import SUCCESSES


class Blank(NamedTuple):
    """token: the field that holds nothing. given: the same call with a token, and its answer."""

    token: Credential
    given: Case


def blank_token(case: Case) -> Blank | None:
    """Return the blank token of a call that was given nothing, though others were; or None."""
    empty = case.status in SUCCESSES and case.heard.content.kind == "empty"
    if not empty or case.sent.is_safe or case.exchange.reply is None:
        return None
    token = next((one for one in case.sent.csrf_tokens if _is_blank(one.value)), None)
    if token is None:
        return None
    for other in (*case.after, *reversed(case.before)):
        if case.repeats(other) and _differs_by_token_alone(case, other, token):
            return Blank(token, other) if _was_given(other) else None
    return None


def _is_blank(value: str) -> bool:
    return not value.strip() or stand_in(value.strip()) in CERTAIN


def _differs_by_token_alone(case: Case, other: Case, token: Credential) -> bool:
    theirs = (one for one in other.sent.csrf_tokens if one.name == token.name)
    filled = any(not _is_blank(one.value) for one in theirs)
    return filled and _others_of(case) == _others_of(other)


def _others_of(case: Case) -> dict[str, str]:
    return {name: value for name, value in case.sent.fields.items() if not is_csrf_name(name)}


def _was_given(other: Case) -> bool:
    return other.came and other.heard.content.kind != "empty"
