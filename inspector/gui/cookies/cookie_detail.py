"""The chosen cookie beside the list: its value, why it goes or stays, and facts."""

from datetime import UTC, datetime

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.forms.secret_edit import SecretEdit
from inspector.gui.state.tools import Tools
from inspector.gui.tokens.token_head import Chip
from inspector.gui.widgets.buttons import IconButton
from inspector.gui.widgets.card import Card, Line
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.label import FieldLabel, InlineCheck, Label
from inspector.model.annotation import Level
from inspector.presentation.cookies.cookie_words import (
    Row,
    goes_to,
    is_sent,
    last_sent,
    name_of,
    rule_reason,
    rule_words,
    set_by,
    short,
    until,
)
from inspector.protocol.cookie.choosing import Mark, marks_of
from inspector.protocol.cookie.cookies import SetCookie
from inspector.protocol.cookie.kept import KeptCookie, RefusedCookie
from inspector.wording import tr
from inspector.workbench.kept_cookies import CookiesNow

_LEVELS: dict[Mark, Level] = {"fits": "good", "broken": "bad", "not-reached": "info"}
_replace = msgspec.structs.replace


class CookieDetail(Card):
    """edit_asked(), delete_asked(); revalued(str): another value was typed."""

    edit_asked = Signal()
    delete_asked = Signal()
    revalued = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme, 14)
        self.setObjectName("cookie_detail")
        self._theme = tools.theme
        self.name = Label("", "heading", wrap=True)
        self.origin = Label("", "quiet", wrap=True)
        self.edit = IconButton(tools.theme, "pencil", tr("Edit the cookie"))
        self.delete = IconButton(tools.theme, "trash-2", tr("Delete the cookie"))
        self.value = SecretEdit(tools.theme, tools.choices, tr("Value of the cookie"))
        self._typed = ""
        self._chips, self._rules, self._facts = QWidget(), QWidget(), QWidget()
        self._lay_out()
        self.edit.clicked.connect(self.edit_asked)
        self.delete.clicked.connect(self.delete_asked)
        self.value.edited.connect(self._take)
        self.value.line.editingFinished.connect(self._tell)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.name)
        words.addWidget(self.origin)
        top = QHBoxLayout()
        top.addLayout(words, 1)
        for button in (self.edit, self.delete):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(top)
        self._label = FieldLabel(tr("Value"), self.value.line)
        self.column.addWidget(self._label)
        self.column.addWidget(self.value)
        self.column.addWidget(self._chips)
        self.column.addWidget(Line())
        self._why = Label("", "strong")
        self.column.addWidget(self._why)
        self.column.addWidget(self._rules)
        self.column.addWidget(Line())
        self.column.addWidget(self._facts)
        self.column.addStretch(1)

    def show_cookie(self, row: Row, now: CookiesNow) -> None:
        """Show this one."""
        kept = None if isinstance(row, RefusedCookie) else row.kept
        self.name.setText(short(name_of(row)))
        for widget in (self.value, self.edit, self._label):
            widget.setVisible(kept is not None)
        self.delete.set_name(
            tr("Delete the cookie") if kept is not None else tr("Forget what was refused")
        )
        self._typed = ""
        if isinstance(row, RefusedCookie):
            self.origin.setText(tr("Set by {request}", request=row.by))
            self._show_chips(())
            self._why.setText(tr("Why it was refused"))
            self._show_rules(((row.reason.message, "bad"),))
            self._show_facts(((tr("Source"), row.reason.reference),))
            return
        self._show_kept(row.kept, now)
        told = now.exchange is not None
        is_going = is_sent(row, now)
        why = tr("Why it is sent") if is_going else tr("Why it is not sent")
        self._why.setText(why if told else tr("Where it goes"))
        self._show_rules(_reasons(row) if told else ((" ".join(goes_to(row)), "info"),))

    def _show_kept(self, kept: KeptCookie, now: CookiesNow) -> None:
        del now
        self.value.set_secret(kept.value)
        self.origin.setText(set_by(kept))
        self._show_chips(_attributes(kept.stored.cookie))
        ends = kept.stored.cookie.expires
        over = ends is not None and ends <= datetime.now(UTC)
        self._show_facts(
            (
                (tr("Kept"), tr("ended") if over else until(kept)),
                (tr("Last sent"), last_sent(kept)),
            )
        )

    def _show_chips(self, words: tuple[str, ...]) -> None:
        chips = QWidget()
        flow = FlowLayout(chips)
        for word in words:
            flow.addWidget(Chip(self._theme, word))
        self._chips = self._swap(self._chips, chips)
        chips.setVisible(bool(words))

    def _show_rules(self, reasons: tuple[tuple[str, Level], ...]) -> None:
        made = QWidget()
        made.setObjectName("cookie_rules")
        made.setAccessibleName(". ".join(text for text, _ in reasons))
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for text, level in reasons:
            column.addWidget(InlineCheck(self._theme, text, level))
        self._rules = self._swap(self._rules, made)

    def _show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        for line, (name, text) in enumerate(facts):
            grid.addWidget(Label(name, "quiet"), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(text, "small", wrap=True), line, 1)
        self._facts = self._swap(self._facts, made)

    def _swap(self, before: QWidget, after: QWidget) -> QWidget:
        self.column.replaceWidget(before, after)
        before.hide()
        before.deleteLater()
        return after

    def _take(self, text: str) -> None:
        self._typed = text

    def _tell(self) -> None:
        if self._typed:
            typed, self._typed = self._typed, ""
            self.revalued.emit(typed)


def revalued(cookie: SetCookie, value: str) -> SetCookie:
    """Return the cookie with another value."""
    return _replace(cookie, value=value, value_span=(0, len(value)))


def _reasons(row: Row) -> tuple[tuple[str, Level], ...]:
    assert not isinstance(row, RefusedCookie)  # noqa: S101 - asked of kept ones
    found = list[tuple[str, Level]]()
    for (rule, word), mark in zip(rule_words().items(), marks_of(row).values(), strict=True):
        if mark == "not-reached":
            text = tr("{rule}: not asked any more", rule=word)
        elif mark == "broken" and row.reason is not None:
            text = tr("{rule}: {reason}", rule=word, reason=row.reason.message)
        else:
            text = tr("{rule}: {reason}", rule=word, reason=rule_reason(rule, row))
        found.append((text, _LEVELS[mark]))
    return tuple(found)


def _attributes(cookie: SetCookie) -> tuple[str, ...]:
    named = (
        ("Secure", cookie.is_secure),
        ("HttpOnly", cookie.is_http_only),
        (f"SameSite={cookie.same_site.capitalize()}", bool(cookie.same_site)),
        ("Partitioned", cookie.is_partitioned),
    )
    return tuple(word for word, on in named if on)
