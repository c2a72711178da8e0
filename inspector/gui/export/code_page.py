"""The page of a request as code: the language, the code, and what its variables stand for."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from inspector.export.code.snippet import languages
from inspector.gui.export.code_document import CodeDocument, write
from inspector.gui.forms.code_edit import CodeEdit
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.label import FieldLabel, InlineCheck, Label
from inspector.gui.widgets.left_as import keep_as
from inspector.gui.widgets.page import Page
from inspector.wording import tr, tr_n

if TYPE_CHECKING:
    from inspector.workbench.attempts.as_code import Code

_SHELLS = ("curl", "httpie")


class CodePage(Page):
    """The request is the document's, as it was when the page was asked for; nothing is sent."""

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        assert isinstance(document, CodeDocument)  # noqa: S101 - the screen's kind says so
        lead = tr("As it would leave, with its login. Variables stand where its secrets are.")
        super().__init__(document.title, lead, parent)
        self._tools, self._code = tools, _nothing()
        theme = tools.theme
        self.add_icon(theme, "file-text")
        self.language = QComboBox()
        self.language.setObjectName("code_language")
        self.language.addItems([each.title() for each in languages()])
        keep_as("code_language", self.language)
        self.copy = Button(theme, tr("Copy"), "primary", "copy")
        self.runnable = Button(theme, tr("Copy, runnable"), "secondary", "copy")
        self.text = CodeEdit(theme, tr("Code"))
        self.text.setReadOnly(True)
        self.note = InlineCheck(theme)
        self.reading = CodeEdit(theme, tr("Lines that read its secrets"))
        self.reading.setReadOnly(True)
        self.variables = Card(theme, 14)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.text)
        names = tuple(each.NAME for each in languages())
        job = write(tools, document.request, document.scope, names)
        job.succeeded.connect(self._take)

    def _lay_out(self) -> None:
        label = FieldLabel(tr("Language"), self.language)
        for widget in (label, self.language, self.runnable, self.copy):
            self.add_action(widget)
        self.column.addWidget(self.note)
        self.column.addWidget(self.text, 3)
        head = QHBoxLayout()
        self.told = Label("", "heading", wrap=True)
        self.copy_reading = Button(self._tools.theme, tr("Copy these lines"), "ghost", "copy")
        head.addWidget(self.told, 1)
        head.addWidget(self.copy_reading)
        self.variables.column.addLayout(head)
        self.why = Label("", "body", wrap=True)
        self.variables.column.addWidget(self.why)
        self.variables.column.addWidget(self.reading)
        self.column.addWidget(self.variables, 1)
        self.variables.hide()

    def _connect(self) -> None:
        self.language.currentIndexChanged.connect(lambda _at: self._show())
        self.copy.clicked.connect(lambda _=False: self._put(self.text.toPlainText()))
        self.runnable.clicked.connect(lambda _=False: self._put(self._code.runnable(self._name)))
        self.copy_reading.clicked.connect(lambda _=False: self._put(self.reading.toPlainText()))

    @property
    def _name(self) -> str:
        return languages()[self.language.currentIndex()].NAME

    def _take(self, code: "Code") -> None:
        self._code = code
        self._show()

    def _show(self) -> None:
        """Show the chosen language; there may be no code in it, with the reason."""
        made = self._code.snippets.get(self._name)
        refused = self._code.failure or (made.refused if made is not None else "")
        there = made is not None and not refused
        self.note.show_check(refused, "odd")
        self.text.show_text(made.text if made is not None else "", json=False)
        reading = self._code.reading(self._name)
        for button in (self.copy, self.runnable):
            button.setEnabled(there)
        self.runnable.setVisible(self._name in _SHELLS and bool(reading))
        count = len(made.variables) if made is not None and there else 0
        self.variables.setVisible(bool(count))
        self.told.setText(
            tr_n("{count} secret is a variable", "{count} secrets are variables", count)
        )
        self.why.setText(_why(reading, count))
        self.reading.setVisible(bool(reading))
        self.column.setStretchFactor(self.variables, 1 if reading else 0)
        self.copy_reading.setVisible(bool(reading))
        self.reading.show_text(reading, json=False)
        self.arrange()

    def _put(self, text: str) -> None:
        copy_text(text)
        self._tools.notices.say(tr("Copied. No secret is in it."))


def _why(reading: str, count: int) -> str:
    if reading:
        return tr(
            "These lines of a shell read what the vault keeps, at the moment they are run, and"
            " only for this host."
        )
    return tr_n(
        "Set it where you run this. A value that is kept for this run only can't be read.",
        "Set them where you run this. Values that are kept for this run only can't be read.",
        count,
    )


def _nothing() -> "Code":
    from inspector.workbench.attempts.as_code import Code  # noqa: PLC0415 - as late as the languages

    return Code()
