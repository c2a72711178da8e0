"""Columns made of the answers of a tab, of a recording, and of attempts of the history."""

from typing import TYPE_CHECKING

from inspector.gui.compare.compared import Column
from inspector.gui.state.documents import RequestDocument
from inspector.presentation.comparison.attempt_labels import label_of, label_of_row

if TYPE_CHECKING:
    from inspector.model.attempt import Attempt
    from inspector.record import Kept, Row
    from inspector.workbench.answer import Answer


def column_of(tab: RequestDocument, answer: "Answer") -> Column:
    """Return an answer of a tab as a column."""
    own = tab.kind == "request"
    request = answer.attempt.request or (tab.current.value if own else None)
    return Column(answer, label_of(answer), request, tab=tab if own else None)


def columns_of(recording: "Attempt", found: "tuple[Answer, ...]") -> tuple[Column, ...]:
    """Return requests of a recording as columns."""
    return tuple(
        Column(each, label_of(each), each.attempt.request, recording=recording) for each in found
    )


def kept_column(row: "Row", kept: "Kept") -> Column:
    """Return an attempt of the history as a column."""
    from inspector.workbench.answer import Answer  # noqa: PLC0415 - loaded by the history

    made = Answer(attempt=kept.attempt, annotations=kept.annotations, verdict=kept.verdict)
    return Column(made, label_of_row(row), kept.attempt.request)
