"""Brings a credential matrix back: what was sent, and each attempt from the history."""

from functools import partial
from typing import TYPE_CHECKING

import msgspec

from inspector.gui.matrix.matrix_document import MatrixDocument
from inspector.gui.state.documents import Document
from inspector.gui.state.returning import Bringing, Keeping, once_all_came
from inspector.model.attempt import Attempt
from inspector.model.matrix import Candidate, Matrix, Subject
from inspector.model.request import Request
from inspector.wording import tr
from inspector.workbench.answer import Answer
from inspector.workbench.probing.matrix_plan import Wanted

if TYPE_CHECKING:
    from inspector.library.drafts import OpenTab

_replace = msgspec.structs.replace


class OpenMatrix(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A credential matrix. typed: credentials that were added there. asked: its first request.

    subjects, candidates: what was sent; result: what came of it, without the attempts, which the
    tab names in the order of the cells that have one.
    """

    asked: Request | None = None
    typed: tuple[Candidate, ...] = ()
    subjects: tuple[Subject, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    result: Matrix = Matrix()
    sent: tuple[int, ...] = ()


class MatrixReturning:
    """Cells stay without the attempts that are gone; nothing is sent again."""

    def keep(self, document: Document, _keeping: Keeping) -> "OpenTab | None":
        """Return what was sent, with the attempts by reference."""
        from inspector.library.drafts import OpenTab, Shown  # noqa: PLC0415 - after the first window

        if not isinstance(document, MatrixDocument):
            return None
        run = document.run
        cells = run.matrix.cells
        attempts = [(place, each.attempt) for place, each in enumerate(cells)]
        sent = [(place, attempt) for place, attempt in attempts if attempt is not None]
        bare = tuple(_replace(each, attempt=None) for each in cells)
        kept = OpenMatrix(
            asked=document.request,
            typed=document.typed,
            subjects=run.sent.subjects if cells else (),
            candidates=run.sent.candidates if cells else (),
            result=_replace(run.matrix, cells=bare),
            sent=tuple(place for place, _ in sent),
        )
        shown = tuple(Shown(attempt=attempt.id) for _, attempt in sent)
        return OpenTab(place=-1, kind=document.kind, title=document.title, shown=shown, own=kept)

    def bring(self, tab: "OpenTab", bringing: Bringing) -> None:
        """Find the attempts, then open it."""
        try:
            kept = msgspec.convert(tab.own, OpenMatrix)
        except msgspec.ValidationError:
            gone = tr("“{name}” did not come back: nothing of it was kept.", name=tab.title)
            bringing.lost(tab, gone)
        else:
            asked = [partial(bringing.answer, shown) for shown in tab.shown]
            once_all_came(asked, partial(_open, tab, kept, bringing))


def _open(
    tab: "OpenTab", kept: OpenMatrix, bringing: Bringing, found: "tuple[Answer | None, ...]"
) -> None:
    document = MatrixDocument(bringing.tools, kept.asked)
    document.typed = kept.typed
    if kept.result.cells:
        sent = Wanted(subjects=kept.subjects, candidates=kept.candidates)
        came = dict(zip(kept.sent, found, strict=False))
        cells = tuple(
            _replace(each, attempt=_attempt(came.get(place)))
            for place, each in enumerate(kept.result.cells)
        )
        document.chosen = sent
        document.run.bring_back(sent, _replace(kept.result, cells=cells))
    bringing.open(tab, document)


def _attempt(answer: Answer | None) -> Attempt | None:
    return answer.attempt if answer is not None else None
