"""A header against forgery was left out: with it the same caller was given the same."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.successes.guard_headers import Guard, guard_named, lacking_guard
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, RATHER, SHOWN, STRONG
from inspector.reading import places
from inspector.reading.meanings import OF_AN_END, OF_THE_ACCOUNT, Names
from inspector.wording import tr

_OTHER_REASON: Names = (*OF_THE_ACCOUNT, *OF_AN_END)


def _tells_another_reason(case: Case) -> bool:
    """Whether words are of the account, of an end, or of a login, where one was sent."""
    logs_in = case.sent.is_login or bool(case.sent.credentials)
    return case.said(*_OTHER_REASON, *(("bad-login",) if logs_in else ())) > 0


def given_with_its_header(case: Case) -> Found:
    """The call, or one that got the very same refusal, was given once a header was added."""
    found = None if _tells_another_reason(case) else lacking_guard(case)
    if found is None:
        return
    entry, name = found.given.number, found.name
    told = (
        tr("Entry {entry} sent {name}, and was let in.", entry=entry, name=name)
        if found.elsewhere
        else tr("Entry {entry} sent {name}, and got it.", entry=entry, name=name)
    )
    facts = [fact(told, found.place)]
    if found.refused is not case:
        one = found.refused.number
        said = tr("Without it entry {entry} got the same refusal as this one.", entry=one)
        facts.append(fact(said, places.in_line(found.refused.index, "reply")))
    yield case.refused_for(
        "csrf-header-missing" if found.value else "csrf-token-missing",
        _weight(case, found),
        *facts,
        fact(tr("This one carries none."), case.sent_line),
        name=name,
        works=found.value,
    )


def _weight(case: Case, found: Guard) -> float:
    """Less where another call was let in, and a bare refusal may be of a right that this lacks."""
    if found.elsewhere:
        return RATHER
    if found.refused is case:
        return SHOWN
    return RATHER if case.heard.gives_no_reason else STRONG


def header_missed_by_words(case: Case) -> Found:
    """The words miss a header that no form can send, and speak of no token."""
    name = None if _tells_another_reason(case) else guard_named(case)
    if name is None:
        return
    yield case.refused_for(
        "csrf-header-missing",
        STRONG if name else CLEAR,
        *case.quote("csrf"),
        name=name,
        works=_VALUES.get(name.lower(), "true") if name else "",
    )


_VALUES = {"x-requested-with": "XMLHttpRequest", "content-type": "application/json"}


RULES = (given_with_its_header, header_missed_by_words)
