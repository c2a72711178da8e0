"""The tabs of a reply: Sign-in, Exchange, Body, Timeline, Story, Experiments and Raw."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from inspector.gui.experiments.experiments_tab import ExperimentsTab
from inspector.gui.response.body_saving import BodyTools
from inspector.gui.response.body_view import BodyView
from inspector.gui.response.sign_in_list import SignInList
from inspector.gui.state.choices import Choice
from inspector.gui.state.tools import Tools, known_of
from inspector.gui.story.story_pane import StoryPane
from inspector.gui.theme import Theme
from inspector.gui.trace.exchange_panel import ExchangePanel
from inspector.gui.trace.raw_view import RawView
from inspector.gui.trace.timeline_view import TimelineView
from inspector.gui.widgets.buttons import Button, IconButton
from inspector.gui.widgets.card import Card, Line
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.left_as import keep_as
from inspector.gui.widgets.tabs import TabMark, UnderlineTabs
from inspector.gui.widgets.tooltip import set_tip
from inspector.model.attempt import Attempt
from inspector.presentation.bodies.event_log import EventLog
from inspector.presentation.exchange import exchange_words
from inspector.presentation.exchange.rounds import rounds
from inspector.presentation.exchange.status_words import body_note
from inspector.presentation.tokens.sign_in_steps import SignInStep
from inspector.presentation.tokens.walked_steps import broken_at
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer


# ---------------- Says which exchange of several is shown, and steps to the next
class EntryBar(QWidget):
    """stepped(int): show that exchange. Hidden where there is only one."""

    stepped = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._entry = 0
        self._text = Label("", "small")
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._back = IconButton(theme, "chevron-left", tr("Exchange before"))
        self._forth = IconButton(theme, "chevron-right", tr("Exchange after"))
        self._back.clicked.connect(lambda: self.stepped.emit(self._entry - 1))
        self._forth.clicked.connect(lambda: self.stepped.emit(self._entry + 1))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 0)
        row.setSpacing(4)
        row.addWidget(self._back)
        row.addWidget(self._forth)
        row.addWidget(self._text, 1)
        self.hide()

    def show_entry(self, attempt: Attempt, entry: int) -> None:
        """Say which exchange it is."""
        self._entry = entry
        count = len(attempt.exchanges)
        exchange = attempt.exchanges[entry]
        status = str(exchange.reply.status) if exchange.reply else tr("no reply")
        purpose = exchange_words.purpose(exchange.purpose)
        self._text.setText(
            tr(
                "Exchange {number} of {count}: {purpose}, {status}",
                number=entry + 1,
                count=count,
                purpose=purpose,
                status=status,
            )
        )
        self._back.setEnabled(entry > 0)
        self._forth.setEnabled(entry < count - 1)
        self.setVisible(count > 1)


SIGN_IN, EXCHANGE, BODY, TIMELINE, STORY, EXPERIMENTS, RAW = range(7)
_SPARE = 40


class ShownPages(QStackedWidget):
    """Asks for the room that the page needs which is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        """Return the least width of all pages, and the least height of this one."""
        hint, shown = super().minimumSizeHint(), self.currentWidget()
        return QSize(hint.width(), shown.minimumSizeHint().height()) if shown is not None else hint


class ReplyTabs(Card):
    """Shows one attempt in several ways; secrets_clicked(), notes_clicked(): the toggles.

    picked(int): that exchange is shown.
    """

    secrets_clicked = Signal()
    picked = Signal(int)
    notes_clicked = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme, 1)
        self._tools = tools
        self._words = ("", "")
        self._attempt = Attempt()
        self._entry = -1
        self._refused = False
        self._stale: set[int] = set()
        self.steps = SignInList(tools.theme)
        self.exchange = ExchangePanel(tools)
        self.body = BodyView(tools)
        self.timeline = TimelineView(tools.theme)
        self.story = StoryPane(tools, compact=True)
        self.offers_story = True
        self._answer: Answer | None = None
        self.experiments = ExperimentsTab(tools)
        self.raw = RawView(tools)
        self.bars = (EntryBar(tools.theme), EntryBar(tools.theme))
        self.tabs = UnderlineTabs(tools.theme, tr("Parts of the reply"))
        self.tabs.setObjectName("reply_tabs")
        keep_as("reply_part", self.tabs)
        self._pages = ShownPages()
        self.notes = Button(tools.theme, "", "ghost", "message-square-text")
        self.secrets = Button(tools.theme, "", "ghost", "eye-off")
        self.broken = Label("", "error")
        self.body_tools = BodyTools(tools)
        self.notes.setObjectName("notes_toggle")
        self.secrets.setObjectName("secrets_toggle")
        self._arrange()
        self._connect()

    def _connect(self) -> None:
        actions = self._tools.actions
        self.tabs.currentChanged.connect(self._turn)
        self.tabs.turned.connect(self._chosen)
        self.body_tools.copy.clicked.connect(self.body.copy_shown)
        self.notes.clicked.connect(self.notes_clicked)
        self.secrets.clicked.connect(self.secrets_clicked)
        self.timeline.chosen.connect(self.pick)
        self.story.open_asked.connect(self.show_exchange)
        self.story.whole_asked.connect(lambda: actions.run("open-story"))
        self.exchange.question.judged.connect(self.renew)
        self.steps.chosen.connect(self.show_exchange)
        for bar in self.bars:
            bar.stepped.connect(self.pick)

    def show_steps(self, steps: tuple[SignInStep, ...]) -> None:
        """Show the steps of a sign-in in a tab of their own; none takes the tab away."""
        self.steps.show_steps(steps)
        broken = any(step.disc == "broken" for step in steps)
        self.tabs.set_mark(SIGN_IN, TabMark(wrong=broken))
        self.broken.setText(broken_at(steps))
        if not steps and self.tabs.currentIndex() == SIGN_IN:
            self.tabs.setCurrentIndex(EXCHANGE)
        self.tabs.setTabVisible(SIGN_IN, bool(steps))
        self._show_broken()

    def show_exchange(self, entry: int) -> None:
        """Turn to an exchange."""
        self.pick(entry)
        self.tabs.setCurrentIndex(EXCHANGE)

    @property
    def entry(self) -> int:
        """The exchange that is shown, -1 for none."""
        return self._entry

    def show_attempt(self, attempt: Attempt, entry: int) -> None:
        """Show an attempt; entry: the exchange that body and bytes are shown of."""
        self._attempt = attempt
        count = len(attempt.exchanges)
        self.tabs.set_mark(TIMELINE, TabMark(badge=count if count > 1 else 0))
        self._stale.add(TIMELINE)
        self.pick(entry)

    def set_story_offered(self, *, offered: bool) -> None:
        """Say whether the story of an answer has a tab here."""
        if offered != self.offers_story:
            self.offers_story = offered
            self.show_story(self._answer)

    def show_story(self, answer: "Answer | None") -> None:
        """Offer the story of an answer with several exchanges; it is read when it is turned to."""
        self._answer = answer
        count = len(answer.attempt.exchanges) if answer is not None else 0
        offered = self.offers_story and count > 1
        if not offered and self.tabs.currentIndex() == STORY:
            self.tabs.setCurrentIndex(EXCHANGE)
        self.tabs.setTabVisible(STORY, offered)
        self.tabs.set_mark(STORY, TabMark(badge=count if offered else 0))
        if offered:
            self._stale.add(STORY)
            self._fill(self.tabs.currentIndex())

    def pick(self, entry: int) -> None:
        """Show body and bytes of that exchange, each when its tab is turned to."""
        known = 0 <= entry < len(self._attempt.exchanges)
        self._entry = entry if known else -1
        self.body_tools.show_exchange(self._attempt.exchanges[entry] if known else None)
        if known:
            for bar in self.bars:
                bar.show_entry(self._attempt, entry)
            self.exchange.show_entry(entry)
        self.timeline.pick(self._entry)
        self.steps.pick(self._entry)
        self.picked.emit(self._entry)
        self._stale |= {BODY, RAW}
        self._fill(self.tabs.currentIndex())

    def _fill(self, index: int) -> None:
        """Fill a tab that shows something old, now that it is looked at."""
        if index not in self._stale:
            return
        self._stale.discard(index)
        exchanges = self._attempt.exchanges
        exchange = exchanges[self._entry] if self._entry >= 0 else None
        if index == TIMELINE:
            self.timeline.show_rounds(rounds(exchanges, known_of(self._tools)), self._entry)
        elif index == STORY:
            if self._answer is not None:
                self.story.show_answer(self._answer)
        elif index == RAW:
            self.raw.show_exchange(exchange)
        else:
            reply = exchange.reply if exchange else None
            note = body_note(exchange) if exchange else ""
            self.body.tokens.show_exchange(exchange)
            headers = reply.headers if reply else ()
            self.body.show_body(
                reply.body if reply else b"", headers, note, reply.wire_size if reply else 0
            )

    def begin_find(self) -> None:
        """Look for a text in the body."""
        self.tabs.setCurrentIndex(BODY)
        self.body.begin_find()

    def begin_filter(self) -> None:
        """Filter the body by a JSONPath."""
        self.tabs.setCurrentIndex(BODY)
        self.body.begin_filter()

    # ------------------------------------------------------------ body, and where a reply opens
    def show_stream(self, log: EventLog) -> None:
        """Show the events of a reply that goes on."""
        self.tabs.setCurrentIndex(BODY)
        self._stale.discard(BODY)
        self.body_tools.show_exchange(None)
        self.body.tokens.show_exchange(None)
        self.body.show_live(log)

    def open_on(self, *, refused: bool) -> None:
        """Turn to the tab that a new reply opens on: the body of a success, else the exchange.

        A tab that was turned to by hand stays, of these two for every reply of the kind.
        """
        self._refused = refused
        if self.tabs.currentIndex() not in (EXCHANGE, BODY):
            return
        choice = self._tools.choices.value
        body = choice.refusal_on_body if refused else not choice.success_on_exchange
        self.tabs.setCurrentIndex(BODY if body and self.body_tools.has_body else EXCHANGE)

    def _chosen(self, index: int) -> None:
        """Remember a choice between the body and the exchange."""
        if index in (EXCHANGE, BODY) and self.body_tools.has_body:
            if self._refused:
                self._tools.choices.change(refusal_on_body=index == BODY)
            else:
                self._tools.choices.change(success_on_exchange=index == EXCHANGE)

    def show_choice(self, choice: Choice) -> None:
        """Take up what is chosen about notes and secrets."""
        self._words = (
            tr("Notes on") if choice.notes_on else tr("Notes off"),
            tr("Secrets hidden") if choice.secrets_hidden else tr("Secrets shown"),
        )
        self.notes.set_icon("message-square-text" if choice.notes_on else "message-square-off")
        hidden = choice.secrets_hidden
        self.secrets.set_icon("eye-off" if hidden else "eye", "" if hidden else "warn")
        self.secrets.setEnabled(not choice.presentation)
        self.experiments.show_choice(choice)
        self._label(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words of the toggles out where the tabs need the room."""
        super().resizeEvent(event)
        self._label(event.size().width())

    def _label(self, width: int) -> None:
        buttons = (self.notes, self.secrets)
        for button, text in zip(buttons, self._words, strict=True):
            button.set_text(text)
            set_tip(button, text)
        wanted = sum(part.sizeHint().width() for part in (self.tabs, *buttons))
        if width < wanted + self._tools.theme.px(_SPARE):
            for button in buttons:
                button.setText("")
        if self.tabs.currentIndex() == BODY:
            self.secrets.setText("")  # what can be done with a body goes first
        shown = (self.tabs.tabRect(at).width() for at in range(self.tabs.count()))
        beside = sum(shown) + self.secrets.sizeHint().width()
        self.body_tools.fit(width - beside - self._tools.theme.px(_SPARE))
        self._show_broken()

    def renew(self) -> None:
        """Show body and bytes again: the choice about secrets has changed."""
        self._stale |= {BODY, RAW}
        self._fill(self.tabs.currentIndex())

    def _turn(self, index: int) -> None:
        if not self.tabs.isTabVisible(
            index
        ):  # as an earlier run left it, before there is an answer
            self.tabs.setCurrentIndex(EXCHANGE)
            return
        self._fill(index)
        self._pages.setCurrentIndex(index)
        self.notes.setVisible(index == EXCHANGE)
        self.body_tools.setVisible(index == BODY)
        self._label(self.width())
        self.body_tools.settle()
        self.column.activate()  # words that come or go have their room at once

    def _show_broken(self) -> None:
        """Say which step is broken, beside the tabs, where there is room for it."""
        index, label = self.tabs.currentIndex(), self.broken
        wanted = self.tabs.sizeHint().width() + label.sizeHint().width()
        room = self.width() >= wanted + self._tools.theme.px(_SPARE)
        label.setVisible(index == SIGN_IN and bool(label.text()) and room)

    def _arrange(self) -> None:
        pages = (
            (tr("Sign-in"), self.steps),
            (tr("Exchange"), self.exchange),
            (tr("Body"), _below(self.bars[0], self.body)),
            (tr("Timeline"), self.timeline),
            (tr("Story"), self.story),
            (tr("Experiments"), self.experiments),
            (tr("Raw"), _below(self.bars[1], self.raw)),
        )
        for name, page in pages:
            self.tabs.addTab(name)
            self._pages.addWidget(page)
        self.tabs.setTabVisible(SIGN_IN, False)
        self.tabs.setTabVisible(STORY, False)
        self.tabs.setCurrentIndex(EXCHANGE)
        self._pages.setCurrentIndex(EXCHANGE)
        row = QHBoxLayout()
        row.setContentsMargins(8, 2, 8, 0)
        row.setSpacing(2)
        row.addWidget(self.tabs, 1)
        row.addWidget(self.broken)
        row.addWidget(self.body_tools)
        self.body_tools.hide()
        row.addWidget(self.notes)
        row.addWidget(self.secrets)
        self.column.setContentsMargins(1, 1, 1, 8)
        self.column.setSpacing(0)
        self.column.addLayout(row)
        self.column.addWidget(Line())
        self.column.addWidget(self._pages, 1)


def _below(bar: QWidget, view: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(bar)
    column.addWidget(view, 1)
    return holder
