"""What the stories of the cause families share: the window, driven as a user would."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPushButton,
    QToolButton,
    QWidget,
)

from inspector.export.verdict_report import headline
from inspector.gui.compose.auth.kinds import kinds
from inspector.gui.diagnosis.other_causes import CauseRow
from inspector.model.finding import Certainty


class Story:
    """Types, pastes, sends and fixes in the real window; asserts what it says on the way."""

    def __init__(self, driver):
        self.driver, self.qtbot, self.found = driver, driver.qtbot, None

    @property
    def credential(self):
        return self.driver.tab.current.value.credential

    def practise(self, slug):
        """Open a scenario of the practice server and send its request."""
        answer = self.driver.answer(lambda: self.driver.run("demo", slug))
        self.found = next(iter(answer.verdict.findings), None)
        return answer

    def type(self, url, kind=None, **fields):
        """Type an address, and a credential of that kind by its fields; send with Enter."""
        self.driver.run("new-tab")
        field = self.driver.find(QLineEdit, "url_edit")
        field.clear()
        self.qtbot.keyClicks(field, url)
        if kind is not None:
            combo = self.driver.find(QComboBox, "auth_type")
            combo.activated.emit([each.KIND for each in kinds()].index(kind))
        for name, text in fields.items():
            self.fill(name, text)
        return self.driver.answer(lambda: self.qtbot.keyClick(field, Qt.Key.Key_Return))

    def fill(self, name, text):
        """Type into a field by its object name."""
        field = self.driver.find(QLineEdit, name)
        field.setFocus()
        field.selectAll()
        self.qtbot.keyClicks(field, text)
        self.qtbot.keyClick(field, Qt.Key.Key_Tab)

    def paste(self, command):
        """Paste a curl command; it opens as a request."""
        before = self.driver.tab
        self.driver.run("paste-anything", f"curl {command}")
        self.qtbot.waitUntil(lambda: self.driver.tab not in (None, before))

    def send(self):
        return self.driver.answer(lambda: self.driver.run("send"))

    def paste_and_send(self, command):
        self.paste(command)
        return self.send()

    def refused(self, answer, family, slug):
        """The family comes first, with this finding, and the window says its sentence."""
        first = answer.verdict.findings[0]
        assert (str(first.cause), first.slug) == (family, slug)
        title = self.driver.find(QWidget, "verdict_title").text()
        rows = self.driver.window.findChildren(CauseRow)
        listed = next((row.toolTip() for row in rows if row.isVisible()), "")
        # A cause that is only possible is the headline where the reply speaks of it, and else
        # the first of the list beside it.
        named = first.certainty != Certainty.POSSIBLE or headline(answer.verdict) == first.title
        assert first.title == (title if named else listed)
        self.found = first
        return first

    def press_fix(self):
        """Press Alt+Enter, which applies the first fix."""
        window = self.driver.window
        window.activateWindow()
        self.qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)

    def fix(self):
        """Apply the first fix and wait for the answer to what it sends."""
        return self.driver.answer(self.press_fix)

    def fix_and_type(self, **fields):
        """Apply a fix that asks for something: it leads to the field; type, and send."""
        self.press_fix()
        self.qtbot.waitUntil(lambda: _focused() in fields)
        self.qtbot.waitUntil(lambda: self.driver.program.tools.actions.can_run("send"))
        for name, text in fields.items():
            self.fill(name, text)
        return self.send()

    def fix_and_agree(self):
        """Apply a fix that sends the credential to a new host: it asks first."""
        return self.driver.answer(lambda: (self.press_fix(), self.agree()))

    def questions(self):
        """Return how many questions stand open."""
        return len(_questions())

    def agree(self):
        """Say yes to the question that stands open, or is about to."""
        self._press(QMessageBox.ButtonRole.AcceptRole)

    def decline(self):
        """Say no to it."""
        self._press(QMessageBox.ButtonRole.RejectRole)

    def _press_button(self, title):
        """Press the button of a fix, which may stand under "More actions"."""
        named = [
            each
            for each in self.driver.window.findChildren(QPushButton)
            if each.accessibleName() == title and each.isVisible()
        ]
        if named:
            named[0].click()
            return
        opened = []
        with pytest.MonkeyPatch.context() as patch:  # the offscreen screen can't show a menu
            patch.setattr(QMenu, "popup", lambda menu, _where: opened.append(menu))
            self.driver.find(QToolButton, "more_fixes").click()
        next(action for action in opened[0].actions() if action.text() == title).trigger()

    def _press(self, role):
        self.qtbot.waitUntil(lambda: bool(_questions()))
        box = _questions()[0]
        buttons = box.findChildren(QPushButton)
        next(button for button in buttons if box.buttonRole(button) is role).click()

    def message(self):
        """Apply the fix that writes to somebody else; return what is on the clipboard then."""
        QApplication.clipboard().clear()
        self._press_button(next(fix.title for fix in self.found.fixes if fix.message))
        self.qtbot.waitUntil(lambda: QApplication.clipboard().text() != "")
        return QApplication.clipboard().text()


def _focused():
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def _questions():
    return [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, QMessageBox) and each.objectName() == "consent" and each.isVisible()
    ]


def status(answer):
    """Return the last status of an answer."""
    return answer.attempt.exchanges[-1].reply.status


@pytest.fixture
def story(start):
    """The window of a new user."""
    return Story(start())
