"""Finds the rules: every module below `causes/<family>/` that has a tuple RULES."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from inspector.diagnose import causes
from inspector.diagnose.facts.callers.strangers import slug_of_the_unread
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.findings import suggested_by_words
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.weights import HALF, LESS, RATHER

Rule = Callable[[Case], Iterable[Suspicion]]
"""What a topic module lists in RULES: what it suspects of one failing exchange."""


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules, in the order of the folders; imported when first asked for."""
    found: list[Rule] = []
    for name in module_names():
        found.extend(importlib.import_module(name).RULES)
    return tuple(found)


def module_names() -> tuple[str, ...]:
    """Return the names of the topic modules."""
    found: list[str] = []
    for family in pkgutil.iter_modules(causes.__path__, f"{causes.__name__}."):
        package = importlib.import_module(family.name)
        found.extend(m.name for m in pkgutil.iter_modules(package.__path__, f"{family.name}."))
    return tuple(sorted(found))


# ---------------- What words alone say, where no rule had anything to go by
_MOST = RATHER


def by_words_alone(case: Case) -> Iterator[Suspicion]:
    """Yield what the reply's words mean, the first to speak weighing more."""
    weight = _MOST
    for name, slug in suggested_by_words():
        trust = case.said(name)
        if trust and name == "malformed" and not case.may_carry:
            yield _nothing_to_read(case)  # what nobody sent is not badly written
            weight *= LESS
        elif trust:
            yield case.refused_for(slug, weight * trust, *case.quote(name))
            weight *= LESS
    if weight == _MOST and case.said("missing", "not-authenticated"):
        yield _nobody(case)
        yield from _token_not_taken(case)


def _token_not_taken(case: Case) -> Iterator[Suspicion]:
    """Yield that a token which says itself what it is came where tokens belong, and is not taken.

    Who can't read it, or does not take it, says no more than that nobody is known.
    """
    sent = case.sent.authorization
    if sent is None or sent.scheme != "bearer" or not sent.claims or case.said("missing"):
        return
    yield case.refused_for(
        "token-not-accepted", RATHER, *case.quote("not-authenticated"), name=sent.name
    )


def _nothing_to_read(case: Case) -> Suspicion:
    words = case.quote("malformed")
    return case.refused_for("no-credentials-sent", _MOST, *words, absent=True)


def _nobody(case: Case) -> Suspicion:
    """The reply wants a login: none was sent, or what was sent was not taken for one."""
    if not case.sent.has_any:
        told = case.quote("missing", "not-authenticated")
        return case.refused_for("no-credentials-sent", _MOST, *told, absent=True)
    sent = case.sent.authorization
    return case.refused_for(
        slug_of_the_unread(case),
        HALF,
        *case.quote("missing", "not-authenticated"),
        scheme=sent.scheme.capitalize() if sent is not None else "",
    )
