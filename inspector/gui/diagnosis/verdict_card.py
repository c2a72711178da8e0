"""The verdict: one sentence, its proofs, its fixes, and how the other causes fared."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from inspector.export.look_alikes import doubts_report
from inspector.export.verdict_report import VerdictReport, is_open, ranked, verdict_report
from inspector.export.words import sure_words
from inspector.gui.diagnosis.advice import Advice
from inspector.gui.diagnosis.causes_popover import Opened, toggle_causes
from inspector.gui.diagnosis.doubt_table import DoubtTable
from inspector.gui.diagnosis.fix_buttons import FixButtons
from inspector.gui.diagnosis.limit_note import LimitNote
from inspector.gui.diagnosis.other_causes import OtherCauses, other_causes
from inspector.gui.diagnosis.party_strip import PartyStrip
from inspector.gui.diagnosis.proofs import Proofs
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button, IconButton
from inspector.gui.widgets.card import EDGE, Card
from inspector.gui.widgets.card import Line as Rule
from inspector.gui.widgets.kind import set_kind, set_property
from inspector.gui.widgets.label import Label, Picture
from inspector.gui.widgets.marks import Meter
from inspector.gui.widgets.painting import focus_ring, smooth
from inspector.model.finding import Certainty, Finding, Limit, Verdict
from inspector.model.fix import Fix
from inspector.presentation.exchange.line import Line
from inspector.presentation.exchange.pins import pins
from inspector.presentation.experiments.experiment_offers import first_offer, more_offer
from inspector.presentation.experiments.tried import Tried
from inspector.presentation.verdict.cause_icons import icon as cause_icon
from inspector.presentation.verdict.verdict_card import doubt_words, listed
from inspector.wording import tr

_OTHERS_WIDTH = 228
_BESIDE = 620  # narrower cards have the other causes in the row of buttons
_UNLIMITED = 16_777_215  # QWIDGETSIZE_MAX


class VerdictTitle(Label):
    """The sentence; focusable, so that it can be read and copied with the keyboard."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("", "verdict", wrap=True)
        self._theme = theme
        self.setObjectName("verdict_title")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, and the ring while it has the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = smooth(self)
            focus_ring(painter, self._theme, QRectF(self.rect()), 4)
            painter.end()


class VerdictCard(Card):
    """fix_chosen(Fix), copy_asked(), proof_chosen(int); resized(): its height has changed.

    experiment_asked(tuple of ids): run these experiments, all safe ones where there are none.
    line_chosen(int): the line at that place of the exchange is wanted. fold_asked(): fold it, or
    unfold it.
    """

    fix_chosen = Signal(object)
    experiment_asked = Signal(object)
    copy_asked = Signal()
    inspect_asked = Signal()
    proof_chosen = Signal(int)
    line_chosen = Signal(int)
    fold_asked = Signal()
    resized = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 0, "err_fill")
        self.setObjectName("verdict_card")
        self.setAccessibleName(tr("Verdict"))
        self._icon, self._icon_look = Picture(), ("circle-x", "err")
        self._headline, self._why = Label("", "error", wrap=True), Label("", "body", wrap=True)
        self._meter = Meter(theme, Certainty.CERTAIN)
        self._title = VerdictTitle(theme)
        self._question = Label("", "body", wrap=True)
        self._doubts, self._possible = DoubtTable(theme), Label("", "heading")
        self._limit = LimitNote()
        self.parties = PartyStrip(theme)
        self._proofs = Proofs(theme)
        self._folded, self._slim = False, False
        self._shown: tuple[Verdict, tuple[Line, ...]] = Verdict(), ()
        self._fold = IconButton(theme, "chevrons-down-up", tr("Fold the verdict"))
        self._count = Button(theme, "", "ghost", "list")
        self._short, self._alone, self._tried = False, False, Tried()
        self._fixes = FixButtons(theme)
        self._advice = Advice(theme)
        self._side = QWidget()
        self._column = QVBoxLayout(self._side)
        self._rule = Rule(upright=True)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._others = OtherCauses(theme)
        self._arrange()
        self._connect()
        theme.changed.connect(self._restyle)

    def _connect(self) -> None:
        self._fold.setObjectName("fold_verdict")
        self._count.setObjectName("other_causes")
        self._proofs.chosen.connect(self.proof_chosen)
        self._fold.clicked.connect(self.fold_asked)
        self._count.clicked.connect(lambda: self._open(self._count, possible=True))
        self._fixes.chosen.connect(self.fix_chosen)
        self._fixes.copy_asked.connect(self.copy_asked)
        self._fixes.inspect_asked.connect(self.inspect_asked)
        self._advice.resized.connect(self.resized)
        self._others.resized.connect(self.resized)
        self._others.excluded_asked.connect(lambda anchor: self._open(anchor, possible=False))
        for part in (self._fixes, self._others):
            part.experiment_asked.connect(self.experiment_asked)

    @property
    def first_fix(self) -> Fix | None:
        """The fix that the shortcut carries out."""
        return self._fixes.first

    def show_verdict(self, verdict: Verdict, lines: Iterable[Line], keys: str) -> None:
        """Show a verdict; lines: where its pins stand; keys: the shortcut of the first fix.

        Without findings it has a limit: what can't be sent yet.
        """
        self._show_limit(verdict.limit, alone=not verdict.findings)
        self.show_lines(verdict, lines)
        if verdict.findings:
            self._show_findings(verdict, keys)
        elif verdict.limit is not None:
            self._fixes.show_fixes((verdict.limit.fix,), keys, sure=True)
            self._fixes.offer(None, "")
        # Sizes are right only after the style sheet was applied to the new parts.
        for part in self.findChildren(QWidget):
            part.ensurePolished()
        self.resized.emit()

    def show_keys(self, first: str, experiments: str) -> None:
        """Name other shortcuts: of the first fix, and of the experiments."""
        self._fixes.show_keys(first, experiments)

    def _show_findings(self, verdict: Verdict, keys: str) -> None:
        report, first = verdict_report(verdict), ranked(verdict)[0]
        self._show_report(report, first)
        self._fixes.show_fixes(first.fixes, keys, sure=report.is_told)
        if report.main is not None:
            self._advice.show_cause(report.main)
        self._others.show_causes(listed(report), report)
        self._count.set_text(other_causes(report))
        self._show_doubts(verdict)

    def _show_limit(self, limit: Limit | None, *, alone: bool) -> None:
        """Show what can't be sent yet: below a cause, or in its place without rank and proofs."""
        self._alone = alone
        self._meter.setVisible(not alone)
        self._show_side()
        self._limit.show_limit(limit, titled=not alone)
        if limit is not None and alone:
            self._icon_look = ("info", "info")
            self.set_edge("info_fill")
            self._headline.setText(tr("Not sendable yet"))
            set_property(self._headline, "role", "heading")
            self._title.setText(limit.title)
            self._title.setAccessibleName(limit.title)
            self._why.hide()
            self._question.hide()
            self._advice.hide()
            self._restyle()

    def show_experiments(self, verdict: Verdict, tried: Tried, keys: str) -> None:
        """Offer what can be tried, and number the experiments; keys: the shortcut to run them."""
        self._tried = tried
        self._show_doubts(verdict)
        self._fixes.offer(first_offer(verdict, tried), keys)
        self._others.offer(more_offer(tried))

    def _show_doubts(self, verdict: Verdict) -> None:
        """List the causes that look alike in place of the column beside; costs as they are here."""
        wanted = is_open(verdict) and not self._short
        doubts = doubts_report(verdict, self._tried.plans) if wanted else ()
        self._doubts.show_doubts(doubts, self._tried)
        self._others.list_causes(wanted=not doubts)
        self.arrange(self.width())

    def offer_inspection(self, *, wanted: bool) -> None:
        """Offer to take the token apart, where there is one."""
        self._fixes.offer_inspection(wanted=wanted)

    def take_form(self, *, short: bool) -> None:
        """Take the short form over a story: only the cause, its fixes, and proofs by entry."""
        if short == self._short:
            return
        self._short = short
        self._main.removeWidget(self._proofs)
        at = self._main.indexOf(self._below) if short else self._main.indexOf(self._gap)
        self._main.insertWidget(at, self._proofs)
        self._hairline.setVisible(short)
        self._show_side()
        self.resized.emit()

    @property
    def is_folded(self) -> bool:
        """Whether only its title, pins and buttons are shown."""
        return self._folded

    @property
    def is_in_doubt(self) -> bool:
        """Whether it lists causes that look alike, in place of one."""
        return not self._doubts.isHidden()

    @property
    def can_fold(self) -> bool:
        """Whether it has proofs whose lines would have the room."""
        return bool(self._proofs.rows) and not self._short

    def set_folded(self, *, folded: bool) -> None:
        """Show the title, the proofs in few words, and the buttons; or all of it."""
        if folded == self._folded:
            return
        self._folded = folded
        words = tr("Unfold the verdict") if folded else tr("Fold the verdict")
        self._fold.set_icon("chevrons-up-down" if folded else "chevrons-down-up")
        self._fold.set_name(words)
        row: QBoxLayout = self._head if folded else self._main
        (self._main if folded else self._head).removeWidget(self._title)
        row.insertWidget(1 if folded else self._main.indexOf(self._head) + 2, self._title)
        if folded:
            self._head.setStretchFactor(self._title, 1)
        self._draw_icon()
        self.arrange(self.width())
        self.column.activate()  # else the layouts inside still know their heights of before

    def _show_side(self) -> None:
        """Show what belongs to this form: folded, short over a story, or whole."""
        folded = self._folded
        self._headline.setVisible(not folded)
        self._told.setVisible(not folded)
        self._proofs.set_folded(folded=folded)
        self._below.setVisible(not folded and not self._short)
        whole = not self._alone and not self._short
        beside = whole and not folded and (self.is_in_doubt or not self._slim)
        for part in (self._side, self._rule):
            part.setVisible(beside)
        self._count.setVisible(whole and not beside)

    def show_lines(self, verdict: Verdict, lines: Iterable[Line]) -> None:
        """Show the proofs again, with the line numbers they have now, or their entries."""
        shown = tuple(lines)
        self._shown = verdict, shown
        self._proofs.show_lines(pins(verdict), shown, self._tried, in_entries=self._short)

    def _open(self, anchor: QWidget, *, possible: bool) -> None:
        """Open the list of other causes beside a button, or close it."""
        verdict, lines = self._shown
        look = Opened(self._theme, anchor, self.line_chosen.emit)
        toggle_causes(look, verdict, lines, possible=possible)

    def name_step(self, step: str) -> None:
        """Say which step of a sign-in the cause is about."""
        said = tr("{step} step: {what}", step=step, what=self._headline.text())
        self._headline.setText(said)

    def focus_title(self) -> None:
        """Put the focus on the sentence."""
        self._title.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_proof(self, number: int) -> None:
        """Put the focus on a proof."""
        self._proofs.focus_proof(number)

    def _show_report(self, report: VerdictReport, first: Finding) -> None:
        told = report.is_told
        named = report.headline == first.title
        icon = cause_icon(first) if named else "circle-dashed"
        self._icon_look = (icon, "err" if told else "warn")
        self.set_edge("err_fill" if told else "warn_fill")
        self._headline.setText(report.family)
        set_property(self._headline, "role", "error" if told else "warning")
        self._meter.show_certainty(first.certainty, first.score)
        if first.faults:
            self._meter.show_facts(sure_words(first))
        self._title.setText(report.headline)
        self._title.setAccessibleName(report.headline)
        self._why.setText(report.lead)
        self._why.setVisible(bool(report.lead))
        question = report.question.text if report.question is not None else ""
        self._question.setText(tr("What would tell: {question}", question=question))
        self._question.setVisible(bool(question) and not told and not report.doubts)
        words = doubt_words(report)
        self._possible.setText(words)
        self._possible.setVisible(bool(words))
        self._meter.setVisible(not words)
        self._restyle()

    def _draw_icon(self) -> None:
        name, colour = self._icon_look
        size = 30 if self._folded else 20
        self._icon.setPixmap(self._theme.pixmap(name, colour, size, self.devicePixelRatioF()))

    def _restyle(self) -> None:
        self._draw_icon()
        self.arrange(self.width())
        self.resized.emit()

    def arrange(self, width: int) -> None:
        """Put the other causes beside the verdict, or below it where that is too narrow."""
        in_doubt = self.is_in_doubt  # the table needs the whole width
        self._slim = width < self._theme.px(_BESIDE)
        below = in_doubt or self._slim
        self._show_side()
        direction = QBoxLayout.Direction
        self._across.setDirection(direction.TopToBottom if below else direction.LeftToRight)
        self._others.lie(flat=below)
        set_kind(self._rule, "line" if below else "upright-line")
        self._column.setContentsMargins(20 + EDGE if below else 16, 14, 16, 12)
        self._side.setMinimumWidth(0 if below else self._theme.px(_OTHERS_WIDTH))
        self._side.setMaximumWidth(_UNLIMITED if below else self._theme.px(_OTHERS_WIDTH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the two columns for the new width."""
        super().resizeEvent(event)
        self.arrange(event.size().width())

    def _arrange(self) -> None:
        self._main = main = QVBoxLayout()
        main.setContentsMargins(20 + EDGE, 16, 20, 14)
        main.setSpacing(0)
        self._head = _beside(self._icon, self._headline, self._possible, self._meter, self._fold)
        self._head.setStretch(1, 1)
        main.addLayout(self._head)
        main.addSpacing(6)
        main.addWidget(self._title)
        said = ((self._why, 0), (self._question, 8), (self._limit, 0))
        self._told = _stacked(*said, (self._doubts, 0), (self.parties, 0))
        main.addWidget(self._told)
        main.addWidget(self._proofs)
        self._gap = QSpacerItem(0, 12)
        main.addItem(self._gap)
        row = QHBoxLayout()
        row.addWidget(self._fixes, 1)
        row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        main.addLayout(row)
        self._hairline = _held(Rule(), (0, 10, 0, 8))
        self._hairline.hide()
        self._below = _held(self._advice, (0, 2, 0, 0))
        main.addWidget(self._hairline)
        main.addWidget(self._below)
        main.addStretch(1)
        self._column.addWidget(self._others)
        self._across.setSpacing(0)
        self._across.addLayout(main, 1)
        self._across.addWidget(self._rule)
        self._across.addWidget(self._side)
        self.column.addLayout(self._across)


def _beside(*parts: QWidget) -> QHBoxLayout:
    """Return a row of parts."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    return row


def _stacked(*parts: tuple[QWidget, int]) -> QWidget:
    """Return parts one below the other, each with the room below it."""
    stack = QWidget()
    column = QVBoxLayout(stack)
    column.setContentsMargins(0, 4, 0, 0)
    column.setSpacing(0)
    for part, gap in parts:
        column.addWidget(part)
        column.addSpacing(gap)
    return stack


def _held(part: QWidget, margins: tuple[int, int, int, int]) -> QWidget:
    """Return a part with room round it, which goes as the part does."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(*margins)
    column.addWidget(part)
    return holder
