"""What the command palette offers: commands, open tabs, environments, and other sources."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from inspector.gui.state.tools import Tools
from inspector.gui.window.fuzzy import score
from inspector.wording import tr

MOST = 40
_RECENT_BONUS = 8


class PaletteEntry(NamedTuple):
    """One line: an id for the list of recent ones, title, what it is, shortcut, what it does."""

    id: str
    title: str
    kind: str
    keys: str
    run: Callable[[], object]


def command_entries(tools: Tools) -> list[PaletteEntry]:
    """Return the commands that can be carried out now."""
    actions = tools.actions
    return [
        PaletteEntry(name, command.text.rstrip("…"), "", actions.keys(name), _runner(tools, name))
        for name, command in actions.commands.items()
        if name != "palette" and actions.can_run(name)
    ]


def offered_entries(tools: Tools) -> list[PaletteEntry]:
    """Return what panels offer: saved requests, say."""
    return [
        PaletteEntry(each.id, each.title, each.kind, "", each.run)
        for each in tools.actions.offers()
    ]


def tab_entries(tools: Tools) -> list[PaletteEntry]:
    """Return the open tabs."""
    return [
        PaletteEntry(
            each.key,
            f"{each.method} {each.title}".strip(),
            tr("open tab"),
            "",
            lambda each=each: tools.tabs.activate(each),  # type: ignore[misc]  # bound per turn
        )
        for each in tools.tabs.documents
    ]


def environment_entries(tools: Tools) -> list[PaletteEntry]:
    """Return the environments to switch to."""
    return [
        PaletteEntry(
            f"environment:{each.name}",
            each.name,
            tr("environment"),
            "",
            lambda name=each.name: tools.environments.choose(name),  # type: ignore[misc]  # bound per turn
        )
        for each in tools.environments.all
    ]


def _runner(tools: Tools, name: str) -> Callable[[], object]:
    return lambda: tools.actions.run(name)


def best(
    entries: Iterable[PaletteEntry], typed: str, recent: tuple[str, ...]
) -> list[PaletteEntry]:
    """Return what fits the typed letters, best first; without letters, recent ones first."""
    rank = {name: len(recent) - place for place, name in enumerate(recent)}
    if not typed.strip():
        ordered = sorted(entries, key=lambda entry: -rank.get(entry.id, 0))
        return ordered[:MOST]
    scored = [(score(typed, entry.title), entry) for entry in entries]
    fitting = [
        (points + (_RECENT_BONUS if entry.id in rank else 0), entry)
        for points, entry in scored
        if points
    ]
    fitting.sort(key=lambda pair: -pair[0])
    return [entry for _points, entry in fitting[:MOST]]
