"""Brings comparisons back: each attempt from the history, or from what was kept of it."""

from functools import partial
from typing import TYPE_CHECKING

from inspector.gui.compare.compared import Column, ComparedDocument
from inspector.gui.state.documents import Document
from inspector.gui.state.returning import Bringing, Keeping
from inspector.model.attempt import Attempt
from inspector.wording import tr, tr_n
from inspector.workbench.answer import Answer

if TYPE_CHECKING:
    from inspector.library.drafts import OpenTab, Shown


class CompareReturning:
    """Attempts that are gone are left out, and said."""

    def keep(self, document: Document, keeping: Keeping) -> "OpenTab | None":
        """Return its attempts by reference; of one that was not sent, the request."""
        from inspector.library.drafts import OpenTab  # noqa: PLC0415 - after the first window

        if not isinstance(document, ComparedDocument):
            return None
        shown = tuple(_shown(each, keeping) for each in document.columns)
        return OpenTab(place=-1, kind=document.kind, title=document.title, shown=shown)

    def bring(self, tab: "OpenTab", bringing: Bringing) -> None:
        """Find all attempts, then open them side by side."""
        _Finding(tab, bringing).begin()


def _shown(column: Column, keeping: Keeping) -> "Shown":
    import msgspec  # noqa: PLC0415 - after the first window

    from inspector.library.drafts import Shown  # noqa: PLC0415 - as above

    label, works = column.label, column.works
    if not column.answer.attempt.id and column.request is not None:
        environment = column.answer.attempt.environment
        return Shown(label=label, works=works, request=column.request, environment=environment)
    whole = column.recording
    part_of = keeping.copy(Answer(attempt=whole)) if whole is not None else ""
    shown = keeping.shown(column.answer, column.tab)
    return msgspec.structs.replace(shown, label=label, works=works, part_of=part_of)


class _Finding:
    """Waits for every attempt of one comparison."""

    def __init__(self, tab: "OpenTab", bringing: Bringing) -> None:
        self._tab = tab
        self._bringing = bringing
        self._found: dict[int, Column | None] = {}

    def begin(self) -> None:
        """Ask for all of them."""
        for place, shown in enumerate(self._tab.shown):
            if shown.request is not None:
                self._compose(place, shown)
            else:
                self._bringing.answer(shown, partial(self._take, place, shown))
        if not self._tab.shown:
            self._bringing.open(self._tab, ComparedDocument())

    def _compose(self, place: int, shown: "Shown") -> None:
        tools, request = self._bringing.tools, shown.request
        if request is None:
            return
        scope = tools.environments.scope(shown.environment or None)
        job = tools.background.start(lambda _report: tools.workbench.unsent(request, scope))
        job.succeeded.connect(
            lambda answer: self._put(place, Column(answer, shown.label, request, shown.works))
        )
        job.failed.connect(lambda _error: self._put(place, None))

    def _take(self, place: int, shown: "Shown", answer: Answer | None) -> None:
        if answer is None:
            self._put(place, None)
            return
        request, tab = answer.attempt.request, self._bringing.request_tab(shown.tab)
        column = Column(answer, shown.label, request, shown.works, tab)

        def complete(recording: Attempt | None) -> None:
            self._put(place, column._replace(recording=recording))

        self._bringing.part_of(shown, complete)

    def _put(self, place: int, column: Column | None) -> None:
        self._found[place] = column
        if len(self._found) < len(self._tab.shown):
            return
        ordered = [self._found[each] for each in sorted(self._found)]
        columns = tuple(each for each in ordered if each is not None)
        missing = len(ordered) - len(columns)
        if not columns:
            self._bringing.lost(self._tab, _gone(self._tab.title))
            return
        self._bringing.open(self._tab, ComparedDocument(columns))
        if missing:
            self._bringing.lost(self._tab, _fewer(self._tab.title, missing))


def _gone(title: str) -> str:
    return tr("“{name}” did not come back: its attempts are not in the history.", name=title)


def _fewer(title: str, missing: int) -> str:
    return tr_n(
        "“{name}” came back without {count} attempt: it is not in the history.",
        "“{name}” came back without {count} attempts: they are not in the history.",
        missing,
        name=title,
    )
