"""What brings a tab back after a restart: how its kind is kept, and how it is opened again.

A screen names its `Returning` (`Screen.returning`); `Keeping` and `Bringing` do what several
kinds need: attempts by reference, secrets by reference, files.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar
from uuid import uuid4

from inspector.gui.state.documents import Document, RequestDocument
from inspector.gui.state.tools import Tools, known_of

if TYPE_CHECKING:
    from inspector.library.drafts import OpenTab, Shown
    from inspector.model.attempt import Attempt
    from inspector.model.exchange import Exchange
    from inspector.model.secret import SecretRef
    from inspector.record import Kept
    from inspector.workbench.answer import Answer
    from inspector.workbench.attempts.open_copies import OpenCopies


_Found = TypeVar("_Found")


class Returning(Protocol):
    """How documents of one kind are kept and opened again; made without arguments."""

    def keep(self, document: Document, keeping: "Keeping") -> "OpenTab | None":
        """Return what is to be kept of it (its place is set later), None where nothing can be."""

    def bring(self, tab: "OpenTab", bringing: "Bringing") -> None:
        """Open it again through `bringing.open`, or say through `bringing.lost` why not."""


class Keeping:
    """Makes references of what tabs show. copies: attempts that no history has, by name."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._places: dict[Document, int] = {}
        self._refs: dict[str, SecretRef] = {}
        self._names: dict[int, tuple[Attempt, str]] = {}  # by identity: attempts can be large
        self.copies: dict[str, Answer] = {}

    def begin(self, places: dict[Document, int]) -> None:
        """Start anew: these are the tabs that come back, with their places."""
        self._places = places
        self._names = {key: pair for key, pair in self._names.items() if pair[1] in self.copies}
        self.copies = {}

    def shown(self, answer: "Answer", tab: Document | None = None) -> "Shown":
        """Return a reference to an attempt: to the history, or to a copy of what is in none."""
        from inspector.library.drafts import Shown  # noqa: PLC0415 - after the first window

        attempt = answer.attempt
        if attempt.source == "sent" and attempt.origin != "import":
            return Shown(attempt=attempt.id, tab=self.place(tab))
        return Shown(attempt=attempt.id, copy=self.copy(answer), tab=self.place(tab))

    def copy(self, answer: "Answer") -> str:
        """Return the name under which an attempt is kept for its tab alone."""
        _, name = self._names.setdefault(id(answer.attempt), (answer.attempt, uuid4().hex))
        self.copies[name] = answer
        return name

    def adopt(self, answer: "Answer", name: str) -> None:
        """Leave the copy as it is that an attempt came back from."""
        self._names[id(answer.attempt)] = answer.attempt, name
        self.copies[name] = answer

    def place(self, document: Document | None) -> int:
        """Return the place of a tab among those that come back, -1 for none."""
        return self._places.get(document, -1) if document is not None else -1

    def secret(self, value: str) -> "SecretRef":
        """Return the vault's reference to a secret text."""
        if value not in self._refs:
            self._refs[value] = self._tools.vault.put(value, label="token")
        return self._refs[value]

    def remember(self, value: str, ref: "SecretRef") -> None:
        """Leave the reference as it is that a secret came back from."""
        self._refs[value] = ref

    def harmless(self, text: str) -> bool:
        """Whether no known secret stands in a text."""
        return not known_of(self._tools).spans(text)


class Bringing:
    """Opens tabs again as what they show is found. waiting: by place, those not back yet."""

    def __init__(self, tools: Tools, keeping: Keeping, copies: "Callable[[], OpenCopies]") -> None:
        self.tools = tools
        self._keeping = keeping
        self._copies = copies
        self._tabs: dict[int, Document] = {}
        self.waiting: dict[int, OpenTab] = {}
        self._active = -1
        self._first: Document | None = None

    def begin(self, tabs: dict[int, Document], others: "tuple[OpenTab, ...]", active: int) -> None:
        """tabs: are back already. others: are awaited. active: the place of the one to be shown."""
        self._tabs, self._active = dict(tabs), active
        self.waiting = {each.place: each for each in others}
        self._first = self.tools.tabs.active

    def open(self, tab: "OpenTab", document: Document) -> None:
        """Open a document at its place; it is shown where it was and nothing else is meanwhile."""
        tabs = self.tools.tabs
        untouched = tabs.active is None or tabs.active is self._first or tabs.active.kind == "start"
        self._tabs[tab.place] = document
        self.waiting.pop(tab.place, None)
        tabs.open(document, activate=False)
        places = {each: place for place, each in self._tabs.items()}
        behind = [at for at, each in enumerate(tabs.documents) if places.get(each, -1) > tab.place]
        if behind:
            tabs.move(len(tabs.documents) - 1, behind[0])
        if (tab.place == self._active and untouched) or tabs.active is None:
            tabs.activate(document)

    def lost(self, tab: "OpenTab", sentence: str, *, for_now: bool = False) -> None:
        """Say what did not come back, and why. for_now: the next start tries again."""
        if not for_now:
            self.waiting.pop(tab.place, None)
        self.tools.notices.say(sentence)

    def request_tab(self, place: int) -> RequestDocument | None:
        """Return the request's tab of that place."""
        found = self._tabs.get(place)
        return found if isinstance(found, RequestDocument) else None

    def answer(self, shown: "Shown", take: "Callable[[Answer | None], object]") -> None:
        """Find an attempt again and hand it on; None where it is gone."""
        if shown.copy:
            self._copied(shown.copy, take)
            return
        job = self.tools.history.find(shown.attempt)
        job.succeeded.connect(lambda kept: take(_answer(kept)))
        job.failed.connect(lambda _error: take(None))  # the history says itself what is wrong

    def exchange(
        self, shown: "Shown", index: int, take: "Callable[[Exchange | None], object]"
    ) -> None:
        """Find an exchange of an attempt again."""

        def choose(answer: "Answer | None") -> None:
            found = answer.attempt.exchanges if answer is not None else ()
            take(found[index] if 0 <= index < len(found) else None)

        if index < 0:
            take(None)
        else:
            self.answer(shown, choose)

    def part_of(self, shown: "Shown", take: "Callable[[Attempt | None], object]") -> None:
        """Find the recording again that an attempt belongs to."""
        if shown.part_of:
            self._copied(shown.part_of, lambda found: take(found.attempt if found else None))
        else:
            take(None)

    def secret(self, ref: "SecretRef", take: "Callable[[str], object]") -> None:
        """Ask the vault for a secret text; empty where it is gone."""

        def hand_on(found: "dict[SecretRef, object]") -> None:
            value = self.tools.vault.peek(ref) if ref in found else None
            if value:
                self._keeping.remember(value, ref)
            take(value or "")

        vault = self.tools.vault
        job = self.tools.background.start(lambda _report: vault.resolve_all([ref]))
        job.succeeded.connect(hand_on)
        job.failed.connect(lambda _error: take(""))

    def _copied(self, name: str, take: "Callable[[Answer | None], object]") -> None:
        def hand_on(found: "Answer | None") -> None:
            if found is not None:
                self._keeping.adopt(found, name)
            take(found)

        job = self.tools.background.compute(lambda: self._copies().find(name))
        job.succeeded.connect(hand_on)


def _answer(kept: "Kept | None") -> "Answer | None":
    if kept is None:
        return None
    from inspector.workbench.answer import Answer  # noqa: PLC0415 - after the first window

    return Answer(attempt=kept.attempt, annotations=kept.annotations, verdict=kept.verdict)


def there(files: tuple[str, ...]) -> tuple[Path, ...]:
    """Return the files that are still on the disk; on a worker thread."""
    return tuple(path for path in map(Path, files) if path.is_file())


def once_all_came(
    asked: "Sequence[Callable[[Callable[[_Found], object]], object]]",
    take: "Callable[[tuple[_Found, ...]], object]",
) -> None:
    """Ask for several things at once; hand all on in their order when the last one has come.

    asked: each is called with what takes its thing; one that never comes ends the waiting for all.
    """
    found: dict[int, _Found] = {}

    def put(place: int, one: _Found) -> None:
        found[place] = one
        if len(found) == len(asked):
            take(tuple(found[each] for each in sorted(found)))

    for place, ask in enumerate(asked):
        ask(partial(put, place))
    if not asked:
        take(())
