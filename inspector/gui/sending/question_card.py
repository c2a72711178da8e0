"""What a scheme wants to know while a request is sent, asked on a card; nothing here waits."""

from concurrent.futures import Future
from itertools import pairwise
from math import ceil

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from inspector.gui.forms.field_form import FieldForm
from inspector.gui.forms.form_field import FieldKind, FormField
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.ask_card import AskCard
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.painting import clear
from inspector.model.question import Answers, Question, QuestionField
from inspector.model.secret import Secret
from inspector.wording import tr

_ROWS = 8  # of a command, before it scrolls
_Asked = tuple[Question, "Future[Answers | None]"]


class _Exact(QPlainTextEdit):
    """What is agreed to, all of it, as it is: as high as it needs, then it scrolls."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setObjectName("question_exact")
        self.setAccessibleName(tr("Command"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_kind(self, "bare-code")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Its lines break elsewhere now."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)  # within a change of size Qt breaks no line anew

    def _fit(self) -> None:
        rows = round(self.document().size().height())
        # Told before it is needed: a bar that comes by itself lies on the ends of lines.
        on, off = Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(on if rows > _ROWS else off)
        rows = min(rows, _ROWS)
        first = self.document().firstBlock()
        row = self.blockBoundingRect(first).height() / max(first.lineCount(), 1)
        around = self.height() - self.viewport().height() + 2 * self.document().documentMargin()
        self.setFixedHeight(ceil(rows * row + around) + 1)


def _field(asked: QuestionField) -> FormField:
    kind: FieldKind = "value" if asked.is_secret else "text"
    return FormField(asked.name, asked.label, kind, object_name=f"question_{asked.name}")


class QuestionCard(QWidget):
    """Shows one question after the other, in the order they came; a stopped request takes its own.

    `ask` is called on the network thread, everything else on the window's.
    """

    _news = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._waiting: list[_Asked] = []
        self._shown: _Asked | None = None
        self._form: FieldForm | None = None
        self.setObjectName("question")
        self.card = AskCard(tools.theme, "inset", heading="body", icon=None)
        self.go = Button(tools.theme, tr("Continue"), "secondary", "check")
        self.go.setObjectName("question_continue")
        self.browse = Button(tools.theme, tr("Open the browser"), "secondary", "external-link")
        self.cancel = Button(tools.theme, tr("Cancel"), "secondary")
        self.cancel.setObjectName("question_cancel")
        self.go.clicked.connect(lambda: self._end(self._answers()))
        self.browse.clicked.connect(self._open)
        self.cancel.clicked.connect(lambda: self._end(None))
        self._news.connect(self._renew, Qt.ConnectionType.QueuedConnection)
        self.card.body.setContentsMargins(12, 10, 12, 12)
        self.card.add_buttons((self.go, self.browse, self.cancel))
        around = QVBoxLayout(self)
        around.setContentsMargins(10, 6, 10, 6)
        around.addWidget(self.card)
        self.hide()

    async def ask(self, question: Question) -> Answers | None:
        """Show a question when it is its turn, and return what was entered."""
        import asyncio  # noqa: PLC0415 - takes long to load; who waits here has it

        future: Future[Answers | None] = Future()
        self._waiting.append((question, future))
        self._tell()
        try:
            return await asyncio.wrap_future(future)
        finally:
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is Cancel, Enter in a field goes on; what is agreed to wants its button."""
        if event.key() == Qt.Key.Key_Escape:
            self._end(None)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            exact = self._shown is not None and bool(self._shown[0].exact)
            if not exact or self.go.hasFocus():
                self._end(self._answers())
            elif self.cancel.hasFocus():
                self._end(None)
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        try:
            self._news.emit()
        except RuntimeError:
            return  # the window is gone; whoever asked ends with the network thread

    def _renew(self) -> None:
        if self._shown is not None and self._shown[1].done():
            self._shown = None
        self._waiting = [each for each in self._waiting if not each[1].done()]
        if self._shown is None and self._waiting:
            self._show(self._waiting.pop(0))
        self.setVisible(self._shown is not None)

    def _show(self, asked: _Asked) -> None:
        question, _ = self._shown = asked
        self.go.show()
        self.cancel.show()
        self.card.title.setText(question.text)
        self.setAccessibleName(question.text)
        self.browse.setVisible(bool(question.browser))
        self._lay_fields(question)
        self.show()
        beginning: QWidget = self.go
        if question.exact:  # nobody agrees by a key that was meant for something else
            beginning = self.cancel
        elif question.fields and self._form is not None:
            beginning = self._form.main(question.fields[0].name)
        beginning.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_fields(self, question: Question) -> None:
        clear(self.card.rows)
        self.go.setText(question.agree or tr("Continue"))
        if question.exact:
            self.card.rows.addWidget(_Exact(question.exact))
        self._form = FieldForm(map(_field, question.fields), self._tools)
        fields = tuple(map(self._form.main, self._form.fields))
        if fields:
            self.card.rows.addWidget(self._form)
        for one, following in pairwise((self.cancel, *fields, self.go, self.browse, self.cancel)):
            QWidget.setTabOrder(one, following)

    def _answers(self) -> Answers:
        form = self._form
        return (
            {name: Secret(str(form.values.get(name, ""))) for name in form.fields} if form else {}
        )

    def _end(self, answers: Answers | None) -> None:
        shown, self._shown, self._form = self._shown, None, None
        clear(self.card.rows)  # what was typed may be a secret
        if shown is not None and shown[1].set_running_or_notify_cancel():
            shown[1].set_result(answers)
        self._renew()

    def _open(self) -> None:
        """Open the address, as only an address of the web is one for a browser."""
        url = QUrl(self._shown[0].browser if self._shown is not None else "")
        if url.scheme() in {"http", "https"}:
            QDesktopServices.openUrl(url)
