"""The export of findings: what leaves is shown before it leaves; nothing is asked twice."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from inspector.disk.atomic import write_file
from inspector.export.registry import all_formats
from inspector.gui.export.choices_pane import ChoicesPane
from inspector.gui.export.file_saving import say_saved
from inspector.gui.export.produced import Produced
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.banner import Banner, BannerState
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Line
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.question import opening_size
from inspector.model.collection import Problem
from inspector.presentation.bodies.printable import visible
from inspector.wording import tr, tr_n

if TYPE_CHECKING:
    from inspector.export.leak_check import Leak
    from inspector.workbench.answer import Answer


# ---------------- What the export says where a secret is still in it
_LONGEST = 24  # characters of what was found


def leak_words(leaks: "tuple[Leak, ...]") -> str:
    """Return the sentences about what was found; they name the first one."""
    leak = leaks[0]
    said = _in_body(leak) if leak.body else _in_text(leak)
    if len(leaks) == 1:
        return said
    more = tr_n("{count} more is in it.", "{count} more are in it.", len(leaks) - 1)
    return f"{said} {more}"


def _in_text(leak: "Leak") -> str:
    return tr(
        "Can't leave like this: “{found}” (characters {start} to {end}) belongs to {name},"
        " {shown}.",
        found=_short(leak.found),
        start=leak.at + 1,
        end=leak.end,
        name=_name(leak),
        shown=leak.shown,
    )


def _in_body(leak: "Leak") -> str:
    return tr(
        "Can't leave like this: “{found}” (characters {start} to {end} of a body of exchange "
        "{number}, in Base64 here) belongs to {name}, {shown}.",
        found=_short(leak.found),
        start=leak.at + 1,
        end=leak.end,
        number=leak.body,
        name=_name(leak),
        shown=leak.shown,
    )


def _name(leak: "Leak") -> str:
    return leak.name or tr("a secret that you typed or saved")


def _short(found: str) -> str:
    text = visible(found)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


_SIZE, _CHOICES, _MOST = (1000, 680), 320, 0.48  # the choices, and their largest share
_SHOWN = 400_000  # characters of the preview; the file has all of it


class ExportDialog(QDialog):
    """Opened with `open()`. The answer is that of the moment it was asked for."""

    def __init__(self, answer: "Answer", name: str, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        self._tools, self._name = tools, name
        self.produced = Produced(answer, name, tools)
        self.setWindowTitle(tr("Export findings"))
        self.setObjectName("export_dialog")
        self.choices = ChoicesPane(self.produced, all_formats())
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setProperty("kind", "code")
        self.preview.setObjectName("export_preview")
        self.preview.setAccessibleName(tr("Exactly what leaves"))
        self._state = Banner(tools.theme, "")
        self.mask_too = self._state.add_action(tr("Mask it too"), self._mask_too)
        self.mask_too.hide()
        self.copy = Button(tools.theme, tr("Copy"), "secondary", "copy")
        self.save = Button(tools.theme, tr("Save…"), "primary", "download")
        self._lay_out()
        self.produced.changed.connect(self._show)
        self.produced.working.connect(self._wait)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._choose_file)
        self.produced.begin()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(16, 16, 16, 16)
        right.setSpacing(10)
        right.addWidget(Label(tr("Exactly what leaves"), "heading"))
        right.addWidget(self.preview, 1)
        right.addWidget(self._state)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        close = Button(self._tools.theme, tr("Close"), "secondary")
        close.clicked.connect(self.close)
        for button in (close, self.copy, self.save):
            buttons.addWidget(button)
        right.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.choices)
        row.addWidget(Line(upright=True))
        row.addLayout(right, 1)
        self.resize(opening_size(self._tools.theme, _SIZE, self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the choices grow with the font, up to about half of the dialog."""
        super().resizeEvent(event)
        wanted = self._tools.theme.px(_CHOICES)
        self.choices.setFixedWidth(min(wanted, round(self.width() * _MOST)))

    def _wait(self) -> None:
        self._enable(on=False)

    def _enable(self, *, on: bool) -> None:
        self.copy.setEnabled(on)
        self.save.setEnabled(on)

    def _show(self) -> None:
        exported = self.produced.exported
        self._enable(on=self.produced.ready)
        if exported is not None:
            self.preview.setPlainText(exported.text[:_SHOWN])
            self._point_at(exported.leaks)
        self._state.show_text(*self._said())
        stopped = exported is not None and bool(exported.leaks)
        self.mask_too.setVisible(stopped and not self.produced.choices.include_secrets)

    def _point_at(self, leaks: "tuple[Leak, ...]") -> None:
        """Select the first place that the leak check found."""
        place = next((leak for leak in leaks if not leak.body and leak.end <= _SHOWN), None)
        if place is not None:
            text = self.preview.toPlainText()
            cursor = self.preview.textCursor()
            cursor.setPosition(_units(text, place.at))
            cursor.setPosition(_units(text, place.end), QTextCursor.MoveMode.KeepAnchor)
            self.preview.setTextCursor(cursor)

    def _said(self) -> tuple[str, BannerState]:
        exported = self.produced.exported
        if exported is None:
            return tr("This can't be exported; Help > Log has the details."), "err"
        if self.produced.choices.include_secrets:
            return tr("The secrets are left in. Share this with care."), "warn"
        if exported.leaks:
            return leak_words(exported.leaks), "err"
        return tr("Searched for every known secret: none is in it."), "ok"

    def _mask_too(self) -> None:
        self.produced.choose(mask_leaks=True)

    def _copy(self) -> None:
        exported = self.produced.exported
        if exported is not None:
            QGuiApplication.clipboard().setText(exported.text)
            self._tools.notices.say(tr("Copied."))

    def _choose_file(self) -> None:
        exported = self.produced.exported
        if exported is None:
            return
        dialog = QFileDialog(self, tr("Save the export"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(f"{_file_name(self._name) or tr('findings')}{exported.suffix}")
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Write what is shown to a file, away from the window's thread."""
        exported = self.produced.exported
        if exported is None or not self.produced.ready:
            return
        job = self._tools.background.compute(
            partial(write_file, path, exported.text.encode(), private=True)
        )
        job.succeeded.connect(lambda problem: self._saved(path, problem))

    def _saved(self, path: Path, problem: Problem | None) -> None:
        if problem is not None:
            self._state.show_text(f"{problem.what} {problem.todo}", "err")
            return
        say_saved(self._tools.notices, tr("Saved as {name}.", name=path.name), path)
        self.close()


def _units(text: str, at: int) -> int:
    """Return the place in a text as Qt counts, which takes two for characters beyond U+FFFF."""
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


def _file_name(title: str) -> str:
    """Return a file's name without its suffix: letters, digits and dashes of the title."""
    plain = "".join(each if each.isalnum() else "-" for each in title.lower())
    return "-".join(part for part in plain.split("-") if part)[:60]
