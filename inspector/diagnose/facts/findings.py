"""Every finding as it is declared: words, fixes, experiment and the most it may be said with.

One table a finding in `resources/findings/<family>.toml`; `[family]` is for the whole family.
"""

from functools import cache
from typing import Literal

import msgspec

from inspector.diagnose.weights import STEPS, Step
from inspector.model.finding import Actor, Cause, FaultKind
from inspector.reading.meanings import MeaningName
from inspector.wording.resources import resources
from inspector.wording.shipped_tables import Table, Tables, worked_out

_FAMILY = "family"


class Declaration(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """One finding.

    title: sentences from the most telling to the plainest; the first whose parts are all known is
    used. why: likewise, two lines. todo: what to do, by who does it; a sentence, or several like
    the title's. avoid: how not to meet it again. reference: RFC and section, or a page. fixes:
    names of builders in `fixes/catalogue.py`, the best first; the family's where empty.
    experiment: the id of the one that tells it. most: the most it may weigh, a word of the
    scale. alone: meanings of words that suggest it where nothing else does, with their turn (1
    speaks first). refusal: whether it says no more than that what was sent is refused, which any
    fault in the request explains. leads_to: findings that follow from this one, and are no cause of
    their own beside it. fault: how it is proven to be wrong with the credential itself,
    beside which another fault of the same one may stand; empty for what is inferred, for what is no
    matter of the credential, and for damage that other faults may be the consequence of.
    """

    title: tuple[str, ...]
    why: tuple[str, ...] = ()
    actor: Actor = "client"
    todo: dict[Actor, str | tuple[str, ...]] = {}
    avoid: str = ""
    reference: str = ""
    fixes: tuple[str, ...] = ()
    experiment: str = ""
    most: Step = msgspec.field(default="proven", name="at-most")
    alone: dict[MeaningName, int] = {}
    refusal: bool = False
    leads_to: tuple[str, ...] = ()
    fault: FaultKind | Literal[""] = ""

    @property
    def at_most(self) -> float:
        """The most it may weigh (0…1)."""
        return STEPS[self.most]


class Family(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """What goes for a family. plain: its title where a finding has none.

    always: fixes that are offered after the finding's own.
    """

    plain: str
    fixes: tuple[str, ...]
    always: tuple[str, ...] = ()
    experiment: str = ""


class _Declared(msgspec.Struct, frozen=True):
    family: Family
    findings: dict[str, Declaration]


def declared(slug: str) -> Declaration:
    """Return what is declared of a finding; the usual for one that is not."""
    cause = _causes().get(slug)
    return _declared(cause).findings[slug] if cause is not None else _UNDECLARED


_UNDECLARED = Declaration(title=())


def of_family(cause: Cause) -> dict[str, Declaration]:
    """Return the findings of one family by their slugs."""
    return _declared(cause).findings


def family(cause: Cause) -> Family:
    """Return what goes for a whole family."""
    return _declared(cause).family


def cause_of(slug: str) -> Cause:
    """Return the family of a finding. Raises KeyError for one that is not declared."""
    return _causes()[slug]


@cache
def _causes() -> dict[str, Cause]:
    """Return the family of each finding."""
    return {slug: cause for cause in Cause for slug in of_family(cause)}


def _declared(cause: Cause) -> _Declared:
    return _families()[cause]


@cache
def _families() -> dict[Cause, _Declared]:
    return worked_out(resources() / "findings", _read, dict[Cause, _Declared], (__file__,))


def _read(tables: Tables) -> dict[Cause, _Declared]:
    return {Cause(name): _one(table) for name, table in tables.items()}


def _one(table: Table) -> _Declared:
    findings = {slug: part for slug, part in table.items() if slug != _FAMILY}
    shared = msgspec.convert(table[_FAMILY], Family)
    return _Declared(shared, msgspec.convert(findings, dict[str, Declaration]))


@cache
def suggested_by_words() -> tuple[tuple[MeaningName, str], ...]:
    """Return each meaning of words with the finding it suggests alone, the first to speak first."""
    turns = [
        (turn, meaning, slug)
        for cause in Cause
        for slug, one in of_family(cause).items()
        for meaning, turn in one.alone.items()
    ]
    return tuple((meaning, slug) for _, meaning, slug in sorted(turns))
