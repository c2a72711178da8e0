"""Compares tokens claim by claim, and says in one sentence what differs. Pure, and safe to show."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise

from msgspec.structs import replace

from inspector.compare.aligning import lines
from inspector.compare.records import Comparison, Delta, Line, Section, Step
from inspector.compare.token_facts import TokenSide, TokenText
from inspector.protocol.redaction import KnownValues
from inspector.protocol.tokens.claim_names import SCOPE
from inspector.wording import tr, tr_n

MOST = 6
_NAMED = 3
_SIGNATURE = "signature"


def compare_tokens(
    given: Sequence[TokenText], now: datetime, known: Iterable[str] = (), *, hidden: bool = False
) -> Comparison:
    """Return two to six tokens side by side.

    now: to judge times at. known: secrets of the vault. hidden: values are masked. Raises
    ValueError for fewer than two or more than six.
    """
    if not 1 < len(given) <= MOST:
        raise ValueError(tr("Two to six tokens can be compared."))
    masks = KnownValues(tuple(known))
    sides = [TokenSide(each, now, masks, hidden=hidden) for each in given]
    sections = tuple(_sections(sides))
    steps = tuple(Step(deltas=_deltas(before, after)) for before, after in pairwise(sides))
    return Comparison(
        heads=tuple(side.head for side in sides),
        steps=steps,
        sections=sections,
        title=_title(sides, sections),
        text="" if hidden else _text(sides, sections),
    )


def _sections(sides: Sequence[TokenSide]) -> Iterable[Section]:
    parts = {part.name: part.title for side in sides for part in side.token.parts}
    for name, title in parts.items():
        found = lines([side.facts(name) for side in sides], [None] * len(sides))
        if found:
            yield Section(id=name, title=title, lines=tuple(map(_said, found)))


def _said(line: Line) -> Line:
    """Say of a signature, of which nothing is shown, that it is another."""
    if line.name != _SIGNATURE or not line.differs:
        return line
    first, *others = line.cells
    told = (replace(cell, note=tr("differs")) if cell is not None else None for cell in others)
    return replace(line, cells=(first, *told))


def _deltas(before: TokenSide, after: TokenSide) -> tuple[Delta, ...]:
    """Return what differs that decides, for the arrow from one head to the next."""
    names = _decisive(_sections([before, after]))
    return tuple(
        Delta(id=f"token-claim:{name}", words=tr("changed {name}", name=name)) for name in names
    )


def _decisive(sections: Iterable[Section]) -> list[str]:
    found = (line for section in sections for line in section.lines)
    return [line.name for line in found if line.differs and line.weight == "auth"]


def _title(sides: Sequence[TokenSide], sections: Sequence[Section]) -> str:
    if len({side.secret for side in sides}) == 1:
        return tr("The same token")
    kinds = dict.fromkeys(side.token.title for side in sides)
    if len({side.token.kind for side in sides}) > 1:
        return tr("Different kinds of token: {kinds}", kinds=_listed(list(kinds)))
    names = list(dict.fromkeys(_decisive(sections)))
    if names:
        return _named(names, is_jose=all(side.is_jose for side in sides))
    differing = [line for section in sections for line in section.lines if line.differs]
    if any(line.name != _SIGNATURE for line in differing):
        return tr("Only times and numbers differ: one was renewed into the other")
    if differing:
        return tr("Only the signature differs: the claims are the same")
    return tr("The tokens differ, but nothing that can be read of them does")


def _named(names: list[str], *, is_jose: bool) -> str:
    shown = names[:_NAMED]
    if len(names) > _NAMED:
        shown.append(tr_n("{count} more", "{count} more", len(names) - _NAMED))
    listed = _listed(shown)
    if not is_jose:
        return tr_n(
            "{count} value differs: {names}",
            "{count} values differ: {names}",
            len(names),
            names=listed,
        )
    few = {
        1: tr("One claim differs: {names}", names=listed),
        2: tr("Two claims differ: {names}", names=listed),
        3: tr("Three claims differ: {names}", names=listed),
    }
    more = tr_n(
        "{count} claim differs: {names}", "{count} claims differ: {names}", len(names), names=listed
    )
    return few.get(len(names), more)


def _listed(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return tr("{first} and {last}", first=", ".join(names[:-1]), last=names[-1])


def _text(sides: Sequence[TokenSide], sections: Sequence[Section]) -> str:
    """Say of two tokens what one set has and the other lacks."""
    if len(sides) != 2:  # noqa: PLR2004 - "the second" is said
        return ""
    found = [line for section in sections for line in section.lines if line.differs]
    return " ".join(filter(None, (_of_set(line) for line in found)))


def _of_set(line: Line) -> str:
    before, after = line.cells
    if before is None or after is None or line.name not in {"aud", *SCOPE}:
        return ""
    mine, theirs = (cell.text.split(", ") for cell in (before, after))
    less = [word for word in mine if word not in theirs]
    more = [word for word in theirs if word not in mine]
    if not (less or more):
        return ""
    if not more:
        return tr("The second lacks {names} in {claim}.", names=_listed(less), claim=line.name)
    if not less:
        return tr("The second has {names} more in {claim}.", names=_listed(more), claim=line.name)
    return tr(
        "In {claim} the second has {more} in place of {less}.",
        claim=line.name,
        more=_listed(more),
        less=_listed(less),
    )
