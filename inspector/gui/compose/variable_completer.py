"""Offers the variables there are while `{{` is typed in any field of a request."""

import re
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QWidget

from inspector.gui.state.environments import Environments
from inspector.wording import tr

PANES = frozenset({"request_pane", "url_bar"})
_OPEN = re.compile(r"\{\{[ \t]{0,9}([\w.\-]{0,80})\Z")
_TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_MADE_ANEW = ("now", "uuid", "random")


def begun(before: str) -> str | None:
    """Return what was typed of a variable's name up to the cursor; None within no variable."""
    found = _OPEN.search(before[-120:])
    return found[1] if found else None


def fitting(names: Iterable[str], typed: str) -> list[str]:
    """Return the names that fit, those that begin so first."""
    wanted = typed.casefold()
    inside = [name for name in names if wanted in name.casefold()]
    return sorted(inside, key=lambda name: (not name.casefold().startswith(wanted), name))


class VariableCompleter(QObject):
    """Follows the focus: one list for every field of one line in the panes of a request."""

    def __init__(self, environments: Environments, parent: QObject) -> None:
        super().__init__(parent)
        self._environments = environments
        self._window = parent
        self._line: QLineEdit | None = None
        self._model = QStringListModel(self)
        self.list = QCompleter(self._model, self)
        self.list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.list.activated.connect(self._take)
        if (popup := self.list.popup()) is not None:
            popup.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the chosen name by Enter or Tab, before the field sends or leaves by them."""
        popup, pressed = self.list.popup(), event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _TAKE and popup:
            popup.hide()
            self._take(str(popup.currentIndex().data() or ""))
            return True
        return super().eventFilter(watched, event)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        here = new is not None and new.window() is self._window
        if here and isinstance(new, QLineEdit) and new is not self._line and in_request(new):
            self._leave()
            self._line = new
            new.textEdited.connect(self._offer)
            new.destroyed.connect(self._forget)
        elif old is not None and old is self._line and new is not None:
            self._leave()

    def _leave(self) -> None:
        if self._line is not None:
            self._line.textEdited.disconnect(self._offer)
            self._line.destroyed.disconnect(self._forget)
            self._line = None

    def _forget(self) -> None:
        self._line = None

    def _offer(self, text: str) -> None:
        """List what fits to the name that is typed; a field's own list may stay beside it."""
        line = self._line
        typed = begun(text[: line.cursorPosition()]) if line is not None else None
        names = fitting((*self._environments.values(), *_MADE_ANEW), typed or "")
        popup = self.list.popup()
        if popup is None:
            return
        if line is None or typed is None or not names or names == [typed]:
            popup.hide()
            return
        self._model.setStringList(names)
        if self.list.widget() is not line:
            self.list.setWidget(line)
        popup.setAccessibleName(tr("Variables"))
        self.list.complete()
        popup.setCurrentIndex(self._model.index(0, 0))

    def _take(self, name: str) -> None:
        """Put the name in the place of what was typed of it, and close it."""
        line = self._line
        if line is None:
            return
        text, at = line.text(), line.cursorPosition()
        typed = begun(text[:at])
        if typed is None or not name:
            return
        closing = "" if text[at:].lstrip().startswith("}}") else "}}"
        line.setSelection(at - len(typed), len(typed))
        line.insert(f"{name}{closing}")


def in_request(widget: QWidget) -> bool:
    """Whether a widget stands in a pane of a request."""
    parent: QWidget | None = widget
    while parent is not None:
        if parent.objectName() in PANES:
            return True
        parent = parent.parentWidget()
    return False
