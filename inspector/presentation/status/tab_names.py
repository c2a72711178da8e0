"""What the tabs of the window are called, so that no two of them look alike. Pure: no Qt."""

from collections.abc import Sequence
from typing import NamedTuple

from inspector.protocol.redaction import masked_url
from inspector.wording import tr

_SHORT = 2  # letters of a path's end that say nothing alone ("me", "v1")
_DEEPEST = 6  # parts of a path that are shown at most


class Named(NamedTuple):
    """A tab. kind: its method or icon. address: masked. own: a person named it."""

    kind: str
    title: str
    address: str = ""
    own: bool = False


def end_of(address: str) -> str:
    """Return the end of an address: what its path ends with, else the host; never its query.

    An end that says nothing alone, as an id or "me", brings the part before it along.
    """
    host, *parts = _parts(address)
    if not parts:
        return host
    return "/".join(parts[-2:] if _is_bare(parts[-1]) else parts[-1:])


def told_apart(tabs: Sequence[Named]) -> tuple[str, ...]:
    """Return a name for each tab; those alike are told apart by more of their addresses."""
    names = [tab.title for tab in tabs]
    groups: dict[tuple[str, str], list[int]] = {}
    for place, tab in enumerate(tabs):
        groups.setdefault((tab.kind, tab.title), []).append(place)
    for places in groups.values():
        if len(places) > 1 and all(tabs[place].address for place in places):
            for place, name in zip(places, _longer([tabs[at] for at in places]), strict=True):
                names[place] = name
    return tuple(names)


def _longer(alike: list[Named]) -> list[str]:
    """Return the shortest ends of the addresses that differ; the titles where none do."""
    split = [_parts(tab.address) for tab in alike]
    for count in range(1, _DEEPEST):
        ends = ["/".join(parts[-count:]) for parts in split]
        if len(set(ends)) > 1 and (len(set(ends)) == len(set(map(tuple, split)))):
            return [_with(tab, end) for tab, end in zip(alike, ends, strict=True)]
    return [tab.title for tab in alike]


def _with(tab: Named, end: str) -> str:
    return tr("{name}, {end}", name=tab.title, end=end) if tab.own else end


def _parts(address: str) -> list[str]:
    """Return the host and the parts of the path; the query may hold a key, the path is masked."""
    plain = masked_url(address.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0])
    rest = plain.split("://", 1)[-1].rsplit("@", 1)[-1]
    return [part for part in rest.split("/") if part] or [""]


def _is_bare(part: str) -> bool:
    return len(part) <= _SHORT or any(letter.isdigit() for letter in part)
