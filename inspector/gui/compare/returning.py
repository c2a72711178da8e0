"""Brings comparisons back: each attempt from the history, or from what was kept of it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from inspector.gui.compare.compared import Column, ComparedDocument
from inspector.gui.state.documents import Document
from inspector.gui.state.returning import Bringing, Keeping, once_all_came
from inspector.wording import tr, tr_n
from inspector.workbench.answer import Answer

if TYPE_CHECKING:
    from inspector.library.drafts import OpenTab, Shown

_Put = Callable[[Column | None], object]


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
        asked = [partial(_ask, shown, bringing) for shown in tab.shown]
        once_all_came(asked, partial(_open, tab, bringing))


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


def _ask(shown: "Shown", bringing: Bringing, put: _Put) -> None:
    """Find an attempt, or compose what was not sent."""
    if shown.request is None:
        bringing.answer(shown, partial(_complete, shown, bringing, put))
        return
    tools, request = bringing.tools, shown.request
    scope = tools.environments.scope(shown.environment or None)
    job = tools.background.start(lambda _report: tools.workbench.unsent(request, scope))
    job.succeeded.connect(lambda answer: put(Column(answer, shown.label, request, shown.works)))
    job.failed.connect(lambda _error: put(None))


def _complete(shown: "Shown", bringing: Bringing, put: _Put, answer: Answer | None) -> None:
    """Find the recording that an attempt belongs to."""
    if answer is None:
        put(None)
        return
    request, tab = answer.attempt.request, bringing.request_tab(shown.tab)
    column = Column(answer, shown.label, request, shown.works, tab)
    bringing.part_of(shown, lambda recording: put(column._replace(recording=recording)))


def _open(tab: "OpenTab", bringing: Bringing, found: tuple[Column | None, ...]) -> None:
    columns = tuple(each for each in found if each is not None)
    if found and not columns:
        bringing.lost(tab, _gone(tab.title))
        return
    bringing.open(tab, ComparedDocument(columns))
    if len(columns) < len(found):
        bringing.lost(tab, _fewer(tab.title, len(found) - len(columns)))


def _gone(title: str) -> str:
    return tr("“{name}” did not come back: its attempts are not in the history.", name=title)


def _fewer(title: str, missing: int) -> str:
    return tr_n(
        "“{name}” came back without {count} attempt: it is not in the history.",
        "“{name}” came back without {count} attempts: they are not in the history.",
        missing,
        name=title,
    )
