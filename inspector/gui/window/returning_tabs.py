"""Keeps the tabs that are no requests over a restart, each as its screen says."""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from inspector.gui.bridge.lazy import Late
from inspector.gui.screens.registry import load, screens
from inspector.gui.state.documents import Document, RequestDocument
from inspector.gui.state.returning import Bringing, Keeping, Returning
from inspector.gui.state.tools import Tools

if TYPE_CHECKING:
    from inspector.library.drafts import OpenTab, Session
    from inspector.workbench.answer import Answer
    from inspector.workbench.attempts.open_copies import OpenCopies


class ReturningTabs:
    """`sorted_out` says what is open, `copies` what no history has, `bring` opens it again."""

    def __init__(self, tools: Tools, copies: "Late[OpenCopies]") -> None:
        self._tools = tools
        self._keeping = Keeping(tools)
        self._bringing = Bringing(tools, self._keeping, copies.get)

    def sorted_out(self) -> "tuple[list[Document | OpenTab], tuple[OpenTab, ...]]":
        """Return what comes back, in its order, and of that what is no request, with its place."""
        found: list[Document | OpenTab] = [
            each for each in self._tools.tabs.documents if is_draft(each) or _returning(each.kind)
        ]
        for place, tab in sorted(self._bringing.waiting.items()):
            found.insert(min(place, len(found)), tab)
        places = {each: place for place, each in enumerate(found) if isinstance(each, Document)}
        self._keeping.begin(places)
        others = []
        for place, each in enumerate(found):
            kept = self._kept(each) if isinstance(each, Document) else each
            if kept is not None:
                others.append(msgspec.structs.replace(kept, place=place))
        return found, tuple(others)

    @property
    def copies(self) -> "dict[str, Answer]":
        """What was sorted out and no history has, by the names under which it is kept."""
        return self._keeping.copies

    @property
    def awaited(self) -> frozenset[str]:
        """The names of what was kept and is not back yet."""
        return kept_names(self._bringing.waiting.values())

    def expect(self, session: "Session", drafts: tuple[Document, ...]) -> None:
        """Take note of what is to come back; drafts: are there already, in their order."""
        taken = {each.place for each in session.others}
        free = (place for place in range(len(taken) + len(drafts)) if place not in taken)
        pairs = zip(session.tabs, drafts, strict=False)
        tabs = {draft.place if draft.place >= 0 else next(free): tab for draft, tab in pairs}
        self._bringing.begin(tabs, session.others, session.active)

    def bring(self) -> None:
        """Open what is expected as it is found."""
        for tab in tuple(self._bringing.waiting.values()):
            returning = _returning(tab.kind)
            if returning is not None:
                returning.bring(tab, self._bringing)

    def _kept(self, document: Document) -> "OpenTab | None":
        returning = None if is_draft(document) else _returning(document.kind)
        return returning.keep(document, self._keeping) if returning is not None else None


def kept_names(tabs: "Iterable[OpenTab]") -> frozenset[str]:
    """Return the names under which attempts are kept for tabs alone."""
    found: set[str] = set()
    for tab in tabs:
        found |= {name for shown in tab.shown for name in (shown.copy, shown.part_of)}
        found |= {token.carrier.copy for token in tab.tokens}
    return frozenset(found - {""})


class ScreenReturning:
    """A screen of which there is one, and that nothing has to be known of."""

    def keep(self, document: Document, _keeping: Keeping) -> "OpenTab | None":
        """Return its kind."""
        from inspector.library.drafts import OpenTab  # noqa: PLC0415 - after the first window

        return OpenTab(place=-1, kind=document.kind)

    def bring(self, tab: "OpenTab", bringing: Bringing) -> None:
        """Open it."""
        bringing.open(tab, Document(tab.kind))


def is_draft(document: object) -> bool:
    """Whether a tab comes back as a draft of a request."""
    return isinstance(document, RequestDocument) and document.kind == "request"


@cache
def _returning(kind: str) -> Returning | None:
    """Return what brings a kind of tab back; None where nothing does."""
    screen = screens().get(kind)
    if screen is None or kind == "start":
        return None
    if screen.returning:
        made: Returning = load(screen.returning)()
        return made
    return ScreenReturning() if screen.single and not screen.provider else None
