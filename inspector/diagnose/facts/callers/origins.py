"""The page that a request says it comes from, held beside a request of another page, or of none."""

from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.protocol.patterns import word_set
from inspector.protocol.urls import authority_of
from inspector.reading.statuses import ERRORS, TURNS_AWAY
from inspector.story.pairs import differs

_OF_A_PAGE = ("origin", "referer", "sec-fetch-site")
_SAYS_WHENCE = word_set("origin referer sec-fetch-site x-requested-with")
_REDONE = word_set("sec-websocket-key sec-websocket-extensions user-agent")
_OF_OTHERS = frozenset({"cross-site", "same-site"})


class OfAnotherPage(NamedTuple):
    """The same request as it was accepted. name: of the header that tells the two apart."""

    accepted: Case
    name: str


def let_in_from_another_page(case: Case) -> OfAnotherPage | None:
    """Return the same request with the same credentials that was let in from another site's page.

    Nothing else differs: what a server looks at is where a request comes from.
    """
    return case.once(_let_in_from_another_page)


def _let_in_from_another_page(case: Case) -> OfAnotherPage | None:
    if case.status not in ERRORS and not case.is_hidden_error:
        return None
    near = (*reversed(case.before), *case.after)
    let_in = [one for one in near if case.repeats(one) and one.outcome == "accepted"]
    if not let_in or not _shows(case, let_in):
        return None
    if any(_site(case, name) == _site(one, name) for one in let_in for name in _told_by(case, one)):
        return None
    return next(
        (OfAnotherPage(one, name) for one in let_in if (name := _told_apart_by(case, one))), None
    )


def _shows(case: Case, let_in: list[Case]) -> bool:
    """Whether it is no mere change of things: what is not there yet, or any more, answers 404."""
    if case.status in TURNS_AWAY or case.is_hidden_error or case.sent.header("upgrade"):
        return True
    told = case.said("origin-refused") > 0
    return told or {one.index < case.index for one in let_in} == {True, False}


def _told_by(case: Case, other: Case) -> tuple[str, ...]:
    """Return the first header by which either says where it comes from."""
    named = (name for name in _OF_A_PAGE if _site(case, name) or _site(other, name))
    return tuple(named)[:1]


def _told_apart_by(case: Case, other: Case) -> str:
    """Return the name of the header of a page that differs, where nothing that matters does."""
    found = {(one.what, one.name) for one in differs(case, other)}
    what = {name for kind, name in found if kind == "header"} - _REDONE
    if any(kind != "header" for kind, _ in found) or not what <= _SAYS_WHENCE:
        return ""
    return next((n for n in _told_by(case, other) if _site(case, n) != _site(other, n)), "")


def _site(case: Case, name: str) -> str:
    """Return the site that a header names: an address's host, or the word for a foreign one."""
    found = case.sent.header(name)
    value = found[1].value.strip() if found is not None else ""
    if name == "sec-fetch-site":
        return value if value in _OF_OTHERS else ""
    return (authority_of(value) or value) if value else ""
