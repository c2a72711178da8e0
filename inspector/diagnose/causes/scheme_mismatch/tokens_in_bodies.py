"""A token that this host takes in a header was written into the body of a call that is refused."""

from datetime import timedelta

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import STRONG
from inspector.intake.removed import is_taken_out
from inspector.reading import places
from inspector.reading.meanings import OF_A_LACK, OF_A_WRONG_ONE, Names
from inspector.story.births import is_check
from inspector.story.lives import Life, signs_out, takes_back
from inspector.story.uses import Use
from inspector.wording import tr

_WORDS: Names = (*OF_A_WRONG_ONE, *OF_A_LACK, "malformed", "token-kind")
_LARGEST, _SHORTEST = 65_536, 24
_MOMENTS = timedelta(minutes=10)


def token_in_the_body(case: Case) -> Found:
    """The field may be for tokens of another kind: this one was good in a header, moments ago.

    Fields that are known to hold a caller's key are compared with all other ways by themselves.
    """
    refused = case.is_refused or case.is_hidden_error
    body = case.sent.message.body[:_LARGEST]
    if not refused or not body or case.sent.credentials or not case.said(*_WORDS):
        return
    if case.sent.is_token_request or case.sent.is_login or _is_about_tokens(case):
        return
    for life in case.trace.story.lives:
        value = life.value.encode()
        if life.kind != "access-token" or len(value) < _SHORTEST or value not in body:
            continue
        use = None if is_taken_out(life.value) else _taken_in_a_header(case, life)
        if use is None:
            continue
        name = _name_of(case, life.value)
        yield case.refused_for(
            "key-sent-in-another-way",
            STRONG,
            fact(tr("The same secret was accepted as {way}.", way=use.way), use.place),
            fact(
                tr("Here it was sent as {way}.", way=f"{name}: …"),
                places.in_body(case.index, "request", places.find(body, life.value)),
            ),
            wanted=tr("a header"),
            sent=name,
        )
        return


def _is_about_tokens(case: Case) -> bool:
    return is_check(case) or signs_out(case) or takes_back(case)


def _taken_in_a_header(case: Case, life: Life) -> Use | None:
    """Return its use at this host that was let in, so near that it can't have ended since."""
    now = case.server_time
    for use in reversed(life.accepted):
        then = use.entry.server_time
        near = now is not None and then is not None and abs(now - then) <= _MOMENTS
        if use.entry.sent.host == case.sent.host and near and use.credential.where == "header":
            return use
    return None


def _name_of(case: Case, value: str) -> str:
    """Return the name of the element or member that holds a value."""
    content = case.sent.content
    pairs = content.xml_leaves() if content.is_xml else content.scalars()
    named = (name for name, text in pairs if isinstance(text, str) and value in text)
    return next(named, tr("the body"))


RULES = (token_in_the_body,)
