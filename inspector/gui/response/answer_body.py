"""The verdict card over the tabs of the reply; the card scrolls where the pane is short."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.annotate.tokens.found import has_token
from inspector.gui.diagnosis.verdict_card import VerdictCard
from inspector.gui.response.reply_tabs import EXCHANGE, EXPERIMENTS, SIGN_IN, STORY, ReplyTabs
from inspector.gui.response.sign_in_list import SignInCard
from inspector.gui.response.verdict_area import VerdictArea, VerdictGrip
from inspector.gui.state.choices import Choice
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.trace.exchange_text import LINE_HEIGHT
from inspector.gui.widgets.scrolled import page_of
from inspector.gui.widgets.tabs import BAR, TabMark
from inspector.model.attempt import Attempt
from inspector.model.sign_in import Walk
from inspector.presentation.bodies.event_log import EventLog
from inspector.presentation.exchange.pins import Pin, pins
from inspector.presentation.experiments.tried import Tried
from inspector.presentation.tokens.parties import parties
from inspector.presentation.tokens.sign_in_steps import SignInStep, broken_step, sign_in_steps
from inspector.presentation.tokens.walked_steps import walked_steps
from inspector.protocol.streams.socket_messages import SWITCHED

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer


# ---------------- Dims what lies under it
_STRENGTH = 0.55


class Veil(QWidget):
    """Covers its parent; clicks go through."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._covered = parent
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        parent.installEventFilter(self)
        self.hide()

    def lay(self, *, on: bool) -> None:
        """Cover or uncover."""
        self.setGeometry(self._covered.rect())
        self.setVisible(on)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what is covered."""
        if watched is self._covered and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._covered.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground of the pane, half through."""
        painter = QPainter(self)
        colour = self._theme.colour("bg")
        colour.setAlphaF(_STRENGTH)
        painter.fillRect(self.rect(), colour)
        painter.end()


_GAP = 12
_LINES = 12  # of the exchange, that a verdict leaves in sight or folds
_LINES_IN_DOUBT = 5  # so that eight causes have room in a window of 1440 x 900
_LEAST_TABS = 170  # pixels at least for the bytes, so that they stay in sight
_LEAST_STORY = 430  # for the graph of a few exchanges with its details
_LEAST_EXPERIMENTS = 260  # for the list of experiments, while it is turned to


def _succeeded(attempt: Attempt, entry: int) -> bool:
    """Whether an exchange ended with what was asked for (2xx, or a WebSocket)."""
    reply = attempt.exchanges[entry].reply if 0 <= entry < len(attempt.exchanges) else None
    if reply is None:
        return False
    return reply.status == SWITCHED or reply.status // 100 == 2  # noqa: PLR2004 - RFC 9110 §15.3


def _lines_in_sight(card: VerdictCard, tabs: ReplyTabs, theme: Theme) -> int:
    """Return how high the lines are that stay in sight; a table of causes in doubt leaves fewer."""
    most = _LINES_IN_DOUBT if card.is_in_doubt else _LINES
    shown = len(tabs.exchange.lines) if tabs.tabs.currentIndex() == EXCHANGE else most
    return theme.code_px(LINE_HEIGHT) * min(most, shown) + theme.px(BAR)


def _least_below(card: VerdictCard, tabs: ReplyTabs, theme: Theme, height: int) -> int:
    """Return how much of a height the tabs below a verdict keep at least."""
    shares = {EXPERIMENTS: _LEAST_EXPERIMENTS, STORY: _LEAST_STORY}
    share = shares.get(tabs.tabs.currentIndex(), _LEAST_TABS)
    wanted = theme.px(share)
    if card.is_in_doubt and share == _LEAST_TABS:
        wanted = min(wanted, _lines_in_sight(card, tabs, theme))
    most = height * (2 if wanted > _LEAST_EXPERIMENTS else 1) // 3
    return max(tabs.minimumSizeHint().height(), min(wanted, max(most, height // 2)))


class AnswerBody(QWidget):
    """Shows one answer. fix_chosen(Fix), copy_asked(), experiment_asked(tuple of ids)."""

    fix_chosen = Signal(object)
    copy_asked = Signal()
    experiment_asked = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._answer: Answer | None = None
        self._proof, self._followed = 0, -1
        self._left: int | None = None  # the tab that was shown before a sign-in ran
        self._given: int | None = None  # the height of the verdict as it was dragged
        self._fold: bool | None = None  # as it was chosen; None: as there is room
        self._gripped, self._whole = 0, (-1, 0)  # the width that the whole card was measured at
        self.card = VerdictCard(tools.theme)
        self.tabs = ReplyTabs(tools)
        self._area = VerdictArea(self.card)
        self.grip = VerdictGrip(tools.theme)
        self.steps = SignInCard(tools.theme)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area)
        column.addWidget(self.grip)
        column.addWidget(self.steps)
        column.addWidget(self.tabs, 1)
        self._veil = Veil(tools.theme, self)
        self.steps.list.chosen.connect(self.tabs.show_exchange)
        self.tabs.picked.connect(self.steps.list.pick)
        self._connect()

    def _connect(self) -> None:
        self.card.installEventFilter(self)
        self.card.resized.connect(self.fit)
        self.card.fix_chosen.connect(self.fix_chosen)
        self.card.copy_asked.connect(self.copy_asked)
        self.card.inspect_asked.connect(lambda: self._tools.actions.run("inspect-token"))
        self.card.proof_chosen.connect(self.jump)
        self.card.experiment_asked.connect(self.experiment_asked)
        self.card.fold_asked.connect(self.toggle_fold)
        self.card.line_chosen.connect(self._show_line)
        self.grip.gripped.connect(self._grip)
        self.grip.moved.connect(self._drag)
        self.grip.reset.connect(lambda: self._size(None, fold=None))
        self.grip.folded.connect(lambda: self._size(None, fold=True))
        self.grip.stretched.connect(lambda: self._size(self.height(), fold=False))
        self.tabs.tabs.currentChanged.connect(self._turn)
        self.tabs.exchange.renumbered.connect(self._renumber)
        self.tabs.exchange.view.pin_clicked.connect(self.card.focus_proof)
        self._tools.actions.keys_changed.connect(self._name_keys)
        self._name_keys()

    def _name_keys(self) -> None:
        """Name the shortcuts as they are now."""
        keys = self._tools.actions.keys
        self.card.show_keys(keys("apply-fix"), keys("run-experiments"))
        self.grip.show_keys(keys("fold-verdict"))

    def show_under_way(self, attempt: Attempt, steps: tuple[SignInStep, ...]) -> None:
        """Show a sign-in that runs: its steps, and the exchanges so far."""
        from inspector.workbench.answer import Answer  # noqa: PLC0415 - the window opens before

        first, entry = self._left is None, self.tabs.entry
        if first:
            self._left = self.tabs.tabs.currentIndex()
        follows = first or entry == self._followed
        self._answer = None
        self.tabs.exchange.show_answer(Answer(attempt=attempt))
        self._followed = len(attempt.exchanges) - 1
        self.tabs.show_attempt(attempt, self._followed if follows else entry)
        self._show_area(told=False)
        self.steps.hide()
        self.tabs.show_steps(steps)
        if first:
            self.tabs.tabs.setCurrentIndex(SIGN_IN)

    def show_stream(self, log: EventLog) -> None:
        """Show the events of a reply that goes on; its answer comes at its end."""
        self._answer = None
        self._go_back()
        self._show_area(told=False)
        self.steps.hide()
        self.tabs.show_stream(log)

    def show_answer(self, answer: "Answer | None", entry: int, walk: Walk | None = None) -> None:
        """Show an answer; entry: the exchange it is about. walk: the sign-in that it is of."""
        self._answer = answer
        self._go_back()
        self._proof = 0
        self.tabs.exchange.show_answer(answer)
        self.tabs.show_attempt(answer.attempt if answer else Attempt(), entry)
        self.tabs.show_story(answer)
        told = answer is not None and answer.verdict.is_told and walk is None
        self._show_area(told=told)
        if answer is not None and walk is not None:
            self._show_walk(answer.attempt, walk)
        else:
            self._show_steps(answer, told=told)
        if answer is not None and told:
            keys = self._tools.actions.keys("apply-fix")
            self.card.show_verdict(answer.verdict, self.tabs.exchange.lines, keys)
            if step := broken_step(sign_in_steps(answer.attempt, answer.verdict)):
                self.card.name_step(step)
            self.card.offer_inspection(wanted=has_token(answer.attempt, entry))
            self._area.verticalScrollBar().setValue(0)
        if answer is not None and walk is None:
            self.tabs.open_on(refused=told or not _succeeded(answer.attempt, entry))
        self._measure()
        QTimer.singleShot(0, self, self._measure)  # sizes are right only with their style
        self.tabs.exchange.bring_pins(entry)

    def _measure(self) -> None:
        """Decide anew whether there is room for the whole verdict."""
        self._whole = (-1, 0)
        self.fit()
        QTimer.singleShot(0, self, self._measure_again)  # its parts are laid out by then

    def _measure_again(self) -> None:
        if self.card.is_folded and self._fold is None:
            self.card.set_folded(folded=False)
            self._whole = (-1, 0)
            self.fit()

    def _show_area(self, *, told: bool) -> None:
        """Show the verdict with the border below it, or neither."""
        self._area.setVisible(told)
        self.grip.setVisible(told)
        self._column.setSpacing(0 if told else _GAP)

    @property
    def is_live(self) -> bool:
        """Whether a sign-in that runs is shown."""
        return self._left is not None

    def _go_back(self) -> None:
        """Turn back to the tab that was shown before a sign-in ran."""
        if self._left is not None:
            if self.tabs.tabs.currentIndex() == SIGN_IN:
                self.tabs.tabs.setCurrentIndex(self._left)
            self._left = None

    def _show_walk(self, attempt: Attempt, walk: Walk) -> None:
        """Show the steps of a sign-in that broke; its card stands above."""
        self.card.parties.show_parties(())
        self.steps.hide()
        self.tabs.show_steps(walked_steps(walk, attempt.exchanges))
        self.tabs.tabs.setCurrentIndex(SIGN_IN)

    def _show_steps(self, answer: "Answer | None", *, told: bool) -> None:
        """Show the steps of a sign-in once: over the tabs, or in a tab below a verdict."""
        steps = sign_in_steps(answer.attempt, answer.verdict) if answer is not None else ()
        self.card.parties.show_parties(
            parties(answer.attempt, answer.verdict, steps) if answer is not None and told else ()
        )
        self.steps.setVisible(bool(steps) and not told)
        self.tabs.show_steps(steps if told else ())
        if answer is not None and steps and not told:
            self.steps.show_steps(answer.attempt, steps)
            self.steps.list.pick(self.tabs.entry)

    def show_experiments(self, tried: Tried) -> None:
        """Show what was and can be tried for the answer."""
        answer = self._answer
        self.tabs.experiments.show_tried(answer, tried)
        number = next((pin.number for pin in self._proofs() if pin.experiment), 0)
        self.tabs.tabs.set_mark(EXPERIMENTS, TabMark(badge=len(tried.done), pin=number))
        if answer is not None and answer.verdict.findings:
            keys = self._tools.actions.keys("run-experiments")
            self.card.show_experiments(answer.verdict, tried, keys)
            if number:
                self._renumber()
            self._measure()

    def turn_to_experiments(self) -> None:
        """Show the Experiments tab and put the focus on its list."""
        self.tabs.tabs.setCurrentIndex(EXPERIMENTS)
        self.tabs.experiments.focus_list()

    def set_dimmed(self, *, dimmed: bool) -> None:
        """Show that this is the answer before, while another one is on its way."""
        self._veil.lay(on=dimmed)

    def show_choice(self, choice: Choice) -> None:
        """Take up what is chosen about notes, secrets and motion."""
        self.tabs.show_choice(choice)
        self.tabs.exchange.renew()
        self.tabs.renew()

    def jump(self, pin: int) -> None:
        """Show the bytes of a proof, or the experiment that it comes from."""
        proof = next((each for each in self._proofs() if each.number == pin), None)
        self._proof = pin
        if proof is not None and proof.experiment:
            self.tabs.tabs.setCurrentIndex(EXPERIMENTS)
            self.tabs.experiments.jump(proof.experiment)
        elif self.tabs.tabs.currentIndex() == STORY:
            self.tabs.story.choice.choose_proof(pin)
        else:
            self.tabs.tabs.setCurrentIndex(EXCHANGE)
            self.tabs.exchange.jump(pin)

    def step(self, by: int) -> None:
        """Show the next or previous proof."""
        numbers = [each.number for each in self._proofs() if each.places or each.experiment]
        if numbers:
            first = 0 if by > 0 else -1
            place = numbers.index(self._proof) + by if self._proof in numbers else first
            self.jump(numbers[place % len(numbers)])

    def _turn(self) -> None:
        """Leave the other causes out over a story, which tells more in their room."""
        self.card.take_form(short=self.tabs.tabs.currentIndex() == STORY)
        self._renumber()
        self.fit()

    def _proofs(self) -> tuple[Pin, ...]:
        return pins(self._answer.verdict) if self._answer else ()

    def focus_verdict(self) -> None:
        """Put the focus on the sentence, or on the exchange where there is none."""
        if self._area.isVisible():
            self.card.focus_title()
        else:
            self.tabs.exchange.view.setFocus()

    def fit(self) -> None:
        """Give the verdict the height it needs, but not more than its share."""
        least = _least_below(self.card, self.tabs, self._tools.theme, self.height())
        room = self.height() - least - self.grip.height()
        self.card.set_folded(folded=self._is_folded())
        if not self.card.is_folded:  # what was measured before its style came may be wrong
            self._whole = (self.width(), self.card.heightForWidth(self.width()))
        self._area.fit(self.width(), max(room, 1), self._given, whole=self._is_whole())
        self.grip.tell_height(self._area.sizeHint().height())

    def _is_whole(self) -> bool:
        """Whether the page scrolls as a whole, and nothing here by itself."""
        page = page_of(self)
        return page is not None and page.is_whole

    def _is_folded(self) -> bool:
        """Whether the verdict is folded: as chosen, else where it leaves too few lines."""
        if self._fold is not None:
            return self._fold
        place = self.tabs.tabs.currentIndex()
        if not self.card.can_fold or place == STORY or self._area.isHidden():
            return False
        if self._is_whole():
            return True
        if self._whole[0] != self.width():
            self._whole = (self.width(), self._area.wanted_height(self.width()))
        lines = _lines_in_sight(self.card, self.tabs, self._tools.theme)
        return self._whole[1] + self.grip.height() + lines > self.height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the verdict into the new room."""
        super().resizeEvent(event)
        self.fit()

    def toggle_fold(self) -> None:
        """Fold the verdict, or unfold it; so it stays in this tab."""
        self._size(None, fold=not self.card.is_folded)

    def _size(self, given: int | None, *, fold: bool | None) -> None:
        self._given, self._fold = given, fold
        self.fit()

    def _grip(self) -> None:
        self._gripped = self._area.height()

    def _drag(self, by: int) -> None:
        """Give the verdict more height; where it would be cut it folds, or unfolds, as a whole."""
        height, line = self._gripped + by, self._tools.theme.code_px(LINE_HEIGHT)
        whole = self._area.wanted_height(self.width())
        if not self.card.can_fold or height >= whole:
            self._size(height, fold=False)
        elif abs(by) >= line:
            self._size(None, fold=by < 0)

    def _show_line(self, at: int) -> None:
        self.tabs.tabs.setCurrentIndex(EXCHANGE)
        self.tabs.exchange.view.jump_to([at])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the verdict again when its contents want another size."""
        if watched is self.card and event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return False

    def _renumber(self) -> None:
        if self._answer is not None and self._answer.verdict.findings:
            self.card.show_lines(self._answer.verdict, self.tabs.exchange.lines)
