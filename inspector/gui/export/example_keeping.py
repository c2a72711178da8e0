"""The command that keeps an answer with its request, as an example without secrets."""

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject

from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.model.request import Example
from inspector.presentation.library.example_words import example_status, free_name
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer


class ExampleKeeping(QObject):
    """Masks on a worker thread; what was made is a change of the request, which Undo takes back."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        tools.actions.provide("keep-example", lambda _: self.keep(), when=self._can_keep)

    def keep(self) -> None:
        """Keep the shown answer of the active tab."""
        document = self._tools.tabs.active_request
        answer = document.attempts.current if document is not None else None
        if document is None or answer is None:
            return
        job = self._tools.background.compute(_made, answer, self._tools.vault.known_values())
        job.succeeded.connect(lambda made: self._kept(document, made))

    def _kept(self, document: RequestDocument, made: Example) -> None:
        request = document.current.value
        example = msgspec.structs.replace(made, name=free_name(made.name, request.examples))
        changed = msgspec.structs.replace(request, examples=(*request.examples, example))
        document.current.replace(changed, tr("Keep an example"))
        said = tr("Kept as an example of the request, secrets masked. Save the request to keep it.")
        self._tools.notices.say(said)

    def _can_keep(self) -> bool:
        document = self._tools.tabs.active_request
        if document is None or document.kind != "request":
            return False
        answer = document.attempts.current
        return answer is not None and any(each.reply for each in answer.attempt.exchanges)


def _made(answer: "Answer", known: tuple[str, ...]) -> Example:
    """Return the last reply of an answer; on a worker thread."""
    from inspector.protocol.masking.masked_example import masked_example  # noqa: PLC0415 - rarely wanted

    last = next(each for each in reversed(answer.attempt.exchanges) if each.reply)
    made = masked_example("", last, known)
    return msgspec.structs.replace(made, name=example_status(made))
