"""Keeps the exchange view in step with an answer: which exchanges, which values whole, masks."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from inspector.annotate.tokens.found import tokens_at
from inspector.gui.state.documents import Chosen
from inspector.gui.state.tools import Tools, known_of
from inspector.gui.trace.exchange_view import ExchangeView
from inspector.gui.widgets.ask_card import AskCard
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.menu import Entry, fill
from inspector.model.annotation import Place
from inspector.model.collection import Problem
from inspector.model.exchange import Exchange
from inspector.presentation.bodies.printable import visible
from inspector.presentation.exchange.exchange_lines import (
    View,
    default_entries,
    exchange_lines,
    key_of,
    more_entries,
)
from inspector.presentation.exchange.line import Line
from inspector.presentation.exchange.pins import pins
from inspector.protocol.redaction import KnownValues, asked_names
from inspector.settings.judged import KEYS, judge
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer


# ---------------- Asks about a header that nobody knows
_LONGEST = 80  # characters of a name that are shown


class HeaderQuestion(AskCard):
    """A strip with one question at a time; hidden while there is none.

    judged(): a header was judged, here or elsewhere, so masks may have changed.
    """

    judged = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme, "strip-info", heading="small", icon=("info", "info"))
        self._tools = tools
        self._name = ""
        self.secret = Button(tools.theme, tr("Yes, mask it"), "small")
        self.open = Button(tools.theme, tr("No, show it"), "small")
        self.secret.clicked.connect(lambda _=False: self._answer(is_secret=True))
        self.open.clicked.connect(lambda _=False: self._answer(is_secret=False))
        self.make_strip((self.secret, self.open))
        self.destroyed.connect(tools.settings.on_change(self._changed))
        self.hide()

    def ask(self, exchanges: Iterable[Exchange], known: KnownValues) -> None:
        """Ask about the first header of the exchanges that nobody knows or has judged."""
        self._name = next(iter(asked_names(exchanges, known)), "")
        if self._name:
            name = visible(self._name[:_LONGEST])
            asked = tr("Is {name} a secret?", name=name)
            self.title.setText(asked)
            self.setAccessibleName(asked)
            self.setAccessibleDescription(tr("It is masked until you answer."))
        self.setVisible(bool(self._name))

    def _answer(self, *, is_secret: bool) -> None:
        settings = self._tools.settings
        problem = judge(settings, self._name, is_secret=is_secret)
        if problem is not None:
            self._tell(problem)
            return
        self._tools.background.compute(settings.save).succeeded.connect(self._tell)

    def _tell(self, problem: Problem | None) -> None:
        if problem is not None:
            self._tools.notices.warn(f"{problem.what} {problem.todo}".strip())

    def _changed(self, key: str, _value: object) -> None:
        if key in KEYS:
            self.judged.emit()


_MOST_OFFERED = 6  # tokens of one line
_CACHE_LIMIT = 400  # exchanges shown at once, so that text stays quick


class ExchangePanel(QWidget):
    """renumbered(): the lines are other ones now, so their numbers may have changed."""

    renumbered = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._answer: Answer | None = None
        self._view = View()
        self.view = ExchangeView(tools.theme)
        self.question = HeaderQuestion(tools)
        self.question.judged.connect(self._take_answer)
        self.view.asked.connect(self._asked)
        self.view.menu_asked.connect(self._add_tokens)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.question)
        column.addWidget(self.view, 1)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines shown."""
        return self.view.lines

    def hasHeightForWidth(self) -> bool:
        """Return False: a pane that scrolls would otherwise give all bytes their whole height."""
        return False

    def show_answer(self, answer: "Answer | None") -> None:
        """Show an answer's exchanges."""
        self._answer = answer
        entries = default_entries(answer.attempt, answer.verdict) if answer else frozenset()
        self._view = View(entries=entries, revealed=self._revealed(), known=known_of(self._tools))
        self._fill(keep_place=False)

    def show_entry(self, entry: int) -> None:
        """Make sure that an exchange is among those shown, and go there."""
        if self._answer is None or len(self._answer.attempt.exchanges) == 1:
            return
        if entry not in self._view.entries:
            self._add(frozenset({entry}))
        places = [at for at, line in enumerate(self.lines) if line.entry == entry and line.segments]
        if places:
            self.view.bring_up(places[0])

    def bring_pins(self, entry: int) -> None:
        """Scroll so that the proofs in an exchange show."""
        self.view.bring_pins(entry)

    def renew(self) -> None:
        """Take up the choices about secrets, notes and motion."""
        choice = self._tools.choices.value
        self.view.set_notes(on=choice.notes_on)
        self.view.set_still(still=choice.reduced_motion)
        if self._view.revealed != self._revealed():
            self._view = msgspec.structs.replace(self._view, revealed=self._revealed())
            self._fill(keep_place=True)

    def _take_answer(self) -> None:
        self._view = msgspec.structs.replace(self._view, known=known_of(self._tools))
        self._fill(keep_place=True)

    def jump(self, pin: int) -> None:
        """Go to a proof and flash its bytes."""
        if not self.view.jump_to_pin(pin):
            self._show_pin(pin)
            self.view.jump_to_pin(pin)

    def _show_pin(self, pin: int) -> None:
        proofs = pins(self._answer.verdict) if self._answer else ()
        places: tuple[Place, ...] = next((p.places for p in proofs if p.number == pin), ())
        self._add(frozenset(place.entry for place in places))

    def _asked(self, line: Line) -> None:
        if line.action.startswith("show:"):
            self._add(more_entries(line.action))
        elif line.action == "expand":
            whole = self._view.whole ^ {key_of(line)}
            self._view = msgspec.structs.replace(self._view, whole=whole)
            self._fill(keep_place=True)

    def _add_tokens(self, menu: QMenu, line: Line) -> None:
        """Offer to inspect the tokens of a line."""
        exchanges = self._answer.attempt.exchanges if self._answer else ()
        if line.part is None or line.entry >= len(exchanges):
            return
        exchange = exchanges[line.entry]
        place = Place(entry=line.entry, side=line.side, part=line.part, index=line.index)
        tokens = tokens_at(exchange, place)[:_MOST_OFFERED]
        if tokens:
            menu.addSeparator()
            fill(
                menu,
                tuple(self._entry(Chosen(each, exchange)) for each in tokens),
                self._tools.theme,
            )

    def _entry(self, chosen: Chosen) -> Entry:
        place = chosen.found.place
        named = {
            "challenge": tr("Inspect the challenge in {place}", place=place),
            "certificate": tr("Inspect the certificate in {place}", place=place),
        }
        text = named.get(chosen.found.kind) or tr("Inspect the token in {place}", place=place)
        run = self._tools.actions.run
        return Entry(text, lambda: run("inspect-token", chosen), "scan-search")

    def _add(self, entries: frozenset[int]) -> None:
        shown = self._view.entries | entries
        if len(shown) > _CACHE_LIMIT:
            shown = entries
        self._view = msgspec.structs.replace(self._view, entries=shown)
        self._fill(keep_place=True)

    def _fill(self, *, keep_place: bool) -> None:
        answer = self._answer
        lines: tuple[Line, ...] = ()
        if answer is not None:
            lines = exchange_lines(answer.attempt, answer.annotations, answer.verdict, self._view)
        self.view.show_lines(lines, keep_place=keep_place)
        self.question.ask(self._shown(), known_of(self._tools))
        self.view.setPlaceholderText(tr("Nothing was sent yet."))
        self.renumbered.emit()

    def _shown(self) -> tuple[Exchange, ...]:
        exchanges = self._answer.attempt.exchanges if self._answer else ()
        return tuple(exchanges[at] for at in sorted(self._view.entries))

    def _revealed(self) -> bool:
        return not self._tools.choices.value.secrets_hidden
