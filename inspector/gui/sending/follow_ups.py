"""Remembers which fix the next answer of a tab follows, and says then what came of it."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from inspector.gui.sending.known_requests import known_beside
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.model.fix import Fix
from inspector.model.request import Request

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer


class _Expected(NamedTuple):
    fix: Fix
    before: "Answer"
    typed: bool


class FollowUps(QObject):
    """For each tab the fix under way, and the request as it was before the last fix."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._expected: dict[RequestDocument, _Expected] = {}
        self._before: dict[RequestDocument, Request] = {}
        tools.tabs.closed.connect(self._forget)

    def expect(
        self, document: RequestDocument, fix: Fix, before: Request, *, typed: bool = False
    ) -> None:
        """The next answer of a tab follows this fix.

        before: the request without it. typed: the user fills something in first, so an answer to
        an unchanged request does not count.
        """
        self._before[document] = before
        answer = document.attempts.current
        if answer is not None:
            self._expected[document] = _Expected(fix, answer, typed)

    def judged(self, document: RequestDocument, answer: "Answer") -> "Answer":
        """Return an answer with what came of the fix before it, its own fixes in order."""
        from inspector.workbench.applying.after_fix import with_aftermath  # noqa: PLC0415 - needs an answer
        from inspector.workbench.applying.at_hand import with_fixes_at_hand  # noqa: PLC0415 - as above

        if answer.verdict.findings:
            known = known_beside(document, self._tools, answer.attempt)
            answer = with_fixes_at_hand(answer, known)
        expected = self._expected.pop(document, None)
        if expected is None:
            return answer
        same = expected.before.attempt.request == answer.attempt.request
        if expected.typed and same and not _sets_variable(expected.fix):
            return answer
        return with_aftermath(expected.fix, expected.before, answer)

    def can_undo(self, document: RequestDocument) -> bool:
        """Whether a tab's last fix can be taken back."""
        before = self._before.get(document)
        return before is not None and before != document.current.value and document.current.can_undo

    def undo(self, document: RequestDocument) -> None:
        """Take back the last fix and what was typed for it, step by step."""
        before = self._before.pop(document, None)
        while before is not None and document.current.value != before:
            if not document.current.can_undo:
                return
            document.current.undo()

    def _forget(self, document: object) -> None:
        if isinstance(document, RequestDocument):
            self._expected.pop(document, None)
            self._before.pop(document, None)


def _sets_variable(fix: Fix) -> bool:
    return any(change.field.area == "environment" for change in fix.changes)
