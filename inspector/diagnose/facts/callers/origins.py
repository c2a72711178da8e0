"""The page that a request says it comes from, held beside a request of another page, or of none."""

from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.protocol.patterns import word_set
from inspector.reading.statuses import ERRORS
from inspector.story.pairs import differs

_OF_A_PAGE = ("origin", "referer", "sec-fetch-site")
_SAYS_WHENCE = word_set("origin referer sec-fetch-site x-requested-with")
_REDONE = word_set("sec-websocket-key sec-websocket-extensions user-agent")


class OfAnotherPage(NamedTuple):
    """The same request as it was accepted. name: of the header that tells the two apart."""

    accepted: Case
    name: str


def let_in_from_another_page(case: Case) -> OfAnotherPage | None:
    """Return the same request with the same credentials that was let in from another page.

    Nothing else differs: what a server looks at is where a request comes from.
    """
    return case.once(_let_in_from_another_page)


def _let_in_from_another_page(case: Case) -> OfAnotherPage | None:
    if case.status not in ERRORS and not case.is_hidden_error:
        return None
    if any(_is_same_page(case, other) for other in (*case.before, *case.after)):
        return None
    for other in (*reversed(case.before), *case.after):
        if case.repeats(other) and other.outcome == "accepted":
            name = _told_apart_by(case, other)
            if name:
                return OfAnotherPage(other, name)
    return None


def _is_same_page(case: Case, other: Case) -> bool:
    """Whether the same was let in from the same page: it is not what the server looks at."""
    accepted = case.repeats(other) and other.outcome == "accepted"
    return accepted and all(_value(case, n) == _value(other, n) for n in _OF_A_PAGE)


def _told_apart_by(case: Case, other: Case) -> str:
    """Return the name of the header of a page that differs, where nothing that matters does."""
    found = {(one.what, one.name) for one in differs(case, other)}
    what = {name for kind, name in found if kind == "header"} - _REDONE
    if any(kind != "header" for kind, _ in found) or not what <= _SAYS_WHENCE:
        return ""
    return next((n for n in _OF_A_PAGE if _value(case, n) != _value(other, n)), "")


def _value(case: Case, name: str) -> str:
    found = case.sent.header(name)
    return found[1].value.rstrip("/") if found is not None else ""
