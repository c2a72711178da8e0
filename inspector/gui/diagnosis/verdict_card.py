"""The verdict: one sentence, its proofs, its fixes, and how the other causes fared."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from inspector.export.verdict_report import Cause, VerdictReport, ranked, verdict_report
from inspector.gui.diagnosis.evidence_row import EvidenceRow, said_of
from inspector.gui.diagnosis.fix_buttons import FixButtons
from inspector.gui.diagnosis.other_causes import OtherCauses
from inspector.gui.diagnosis.party_strip import PartyStrip
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import EDGE, Card
from inspector.gui.widgets.card import Line as Rule
from inspector.gui.widgets.kind import set_kind, set_property
from inspector.gui.widgets.label import Label, Picture
from inspector.gui.widgets.marks import Meter
from inspector.gui.widgets.painting import clear, focus_ring, smooth
from inspector.model.finding import Certainty, Finding, Limit, Verdict
from inspector.model.fix import Fix
from inspector.presentation.exchange.line import Line
from inspector.presentation.exchange.pins import Pin, pins
from inspector.presentation.experiments.experiment_offers import first_offer, more_offer
from inspector.presentation.experiments.tried import Tried
from inspector.presentation.verdict.cause_icons import icon as cause_icon
from inspector.presentation.verdict.verdict_card import listed
from inspector.wording import tr


# ---------------- Who does what about the cause found, and how to avoid it
class Advice(QWidget):
    """A button, and below it a row for each party. resized(): it needs another height."""

    resized = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._fold = Button(theme, tr("Who does what"), "ghost", "chevron-right")
        self._fold.setObjectName("advice_fold")
        self._fold.setCheckable(True)
        self._fold.toggled.connect(self._expand)
        self._body = QWidget()
        self._body.setObjectName("advice")
        self._body.setAccessibleName(tr("Who does what"))
        self._rows = QGridLayout(self._body)
        self._rows.setContentsMargins(8, 2, 0, 4)
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(6)
        self._rows.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._body)
        self._body.hide()

    def show_cause(self, cause: Cause) -> None:
        """Show the advice for a cause, folded; nothing where there is none."""
        clear(self._rows)
        shown = [(one.who, one.text) for one in cause.todo]
        shown += [(tr("How to avoid it"), cause.avoid), (tr("Reference"), cause.reference)]
        shown = [(name, text) for name, text in shown if text]
        for number, (name, text) in enumerate(shown):
            self._rows.addWidget(Label(name, "quiet"), number, 0, Qt.AlignmentFlag.AlignTop)
            value = Label(text, "body", wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAccessibleName(tr("{name}: {text}", name=name, text=text))
            self._rows.addWidget(value, number, 1)
        self.setVisible(bool(shown))
        self._fold.setChecked(False)

    def _expand(self, on: bool) -> None:  # noqa: FBT001 - the slot of toggled(bool)
        self._fold.set_icon("chevron-down" if on else "chevron-right")
        self._body.setVisible(on)
        for part in self._body.findChildren(QWidget):
            part.ensurePolished()
        self.resized.emit()


# ---------------- What can't be sent yet, with the curl command that can
class LimitNote(QWidget):
    """Shows a Limit; hidden where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._text = Label("", "body", wrap=True)
        self._command = Label("", "code", wrap=True)
        self._command.setObjectName("curl_command")
        self._command.setAccessibleName(tr("The curl command"))
        self._command.setMinimumWidth(1)  # a long address is cut, it does not widen the card
        self._command.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(6)
        column.addWidget(self._text)
        column.addWidget(self._command)
        self.hide()

    def show_limit(self, limit: Limit | None, *, titled: bool) -> None:
        """Show what can't be sent; titled: the card does not say so already."""
        self.setVisible(limit is not None)
        if limit is not None:
            lead = tr("{title}. {text}", title=limit.title, text=limit.text)
            self._text.setText(lead if titled else limit.text)
            self._command.setText(limit.fix.message)


_OTHERS_WIDTH = 228
_BESIDE = 620  # narrower cards have the other causes below
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
    """

    fix_chosen = Signal(object)
    experiment_asked = Signal(object)
    copy_asked = Signal()
    inspect_asked = Signal()
    proof_chosen = Signal(int)
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
        self._limit = LimitNote()
        self.parties = PartyStrip(theme)
        self._proofs = QVBoxLayout()
        self._proofs.setSpacing(4)
        self._rows: list[EvidenceRow] = []
        self._proofs_shown: list[tuple[Pin, tuple[int, ...], int]] = []
        self._tried = Tried()
        self._fixes = FixButtons(theme)
        self._fixes.chosen.connect(self.fix_chosen)
        self._fixes.copy_asked.connect(self.copy_asked)
        self._fixes.inspect_asked.connect(self.inspect_asked)
        self._advice = Advice(theme)
        self._advice.resized.connect(self.resized)
        self._side = QWidget()
        self._column = QVBoxLayout(self._side)
        self._rule = Rule(upright=True)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._others = OtherCauses(theme)
        self._others.resized.connect(self.resized)
        for part in (self._fixes, self._others):
            part.experiment_asked.connect(self.experiment_asked)
        self._arrange()
        theme.changed.connect(self._restyle)

    @property
    def first_fix(self) -> Fix | None:
        """The fix that Alt+Enter carries out."""
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

    def _show_findings(self, verdict: Verdict, keys: str) -> None:
        report, first = verdict_report(verdict), ranked(verdict)[0]
        self._show_report(report, first)
        self._fixes.show_fixes(first.fixes, keys, sure=report.is_told)
        if report.main is not None:
            self._advice.show_cause(report.main)
        self._others.show_causes(listed(report), report)

    def _show_limit(self, limit: Limit | None, *, alone: bool) -> None:
        """Show what can't be sent yet: below a cause, or in its place without rank and proofs."""
        for part in (self._meter, self._side, self._rule):
            part.setVisible(not alone)
        self._limit.show_limit(limit, titled=not alone)
        if limit is not None and alone:
            self._icon_look = ("info", "info")
            self.set_edge("info_fill")
            self._headline.setText(tr("No fault of the server’s"))
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
        self._fixes.offer(first_offer(verdict, tried), keys)
        self._others.offer(more_offer(tried))

    def offer_inspection(self, *, wanted: bool) -> None:
        """Offer to take the token apart, where there is one."""
        self._fixes.offer_inspection(wanted=wanted)

    def show_lines(self, verdict: Verdict, lines: Iterable[Line]) -> None:
        """Show the proofs again, with the line numbers they have now."""
        shown = tuple(lines)
        proofs = [
            (proof, numbers_of(proof, shown), self._tried.number(proof.experiment))
            for proof in pins(verdict)
        ]
        if proofs == self._proofs_shown:
            return
        self._proofs_shown = proofs
        for row in self._rows:
            self._proofs.removeWidget(row)
            row.hide()  # else its layout, in a moment, would show it as a window of its own
            row.setParent(None)
            row.deleteLater()
        self._rows = [EvidenceRow(self._theme, said_of(*each)) for each in proofs]
        for row in self._rows:
            row.chosen.connect(self.proof_chosen)
            self._proofs.addWidget(row)

    def name_step(self, step: str) -> None:
        """Say which step of a sign-in the cause is about."""
        said = tr("{step} step: {what}", step=step, what=self._headline.text())
        self._headline.setText(said)

    def focus_title(self) -> None:
        """Put the focus on the sentence."""
        self._title.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_proof(self, number: int) -> None:
        """Put the focus on a proof."""
        for row in self._rows:
            if row.number == number:
                row.link.setFocus(Qt.FocusReason.MouseFocusReason)

    def _show_report(self, report: VerdictReport, first: Finding) -> None:
        told, main = report.is_told, report.main
        self._icon_look = (cause_icon(first), "err") if told else ("circle-dashed", "warn")
        self.set_edge("err_fill" if told else "warn_fill")
        named = main.named if told and main is not None else tr("Cannot be told from this reply")
        self._headline.setText(named)
        set_property(self._headline, "role", "error" if told else "warning")
        self._meter.show_certainty(first.certainty, first.score)
        self._title.setText(report.headline)
        self._title.setAccessibleName(report.headline)
        self._why.setText(report.lead)
        self._why.setVisible(bool(report.lead))
        question = report.question.text if report.question is not None else ""
        self._question.setText(tr("What would tell: {question}", question=question))
        self._question.setVisible(bool(question) and not told)
        self._restyle()

    def _restyle(self) -> None:
        name, colour = self._icon_look
        self._icon.setPixmap(self._theme.pixmap(name, colour, 20, self.devicePixelRatioF()))
        self.arrange(self.width())
        self.resized.emit()

    def arrange(self, width: int) -> None:
        """Put the other causes beside the verdict, or below it where that is too narrow."""
        below = width < self._theme.px(_BESIDE)
        direction = QBoxLayout.Direction
        self._across.setDirection(direction.TopToBottom if below else direction.LeftToRight)
        set_kind(self._rule, "line" if below else "upright-line")
        self._column.setContentsMargins(20 + EDGE if below else 16, 14, 16, 12)
        self._side.setMinimumWidth(0 if below else self._theme.px(_OTHERS_WIDTH))
        self._side.setMaximumWidth(_UNLIMITED if below else self._theme.px(_OTHERS_WIDTH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the two columns for the new width."""
        super().resizeEvent(event)
        self.arrange(event.size().width())

    def _arrange(self) -> None:
        main = QVBoxLayout()
        main.setContentsMargins(20 + EDGE, 16, 20, 14)
        main.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon)
        head.addWidget(self._headline, 1)
        head.addWidget(self._meter)
        main.addLayout(head)
        main.addSpacing(6)
        said = ((self._title, 4), (self._why, 0), (self._question, 8))
        for part, gap in (*said, (self._limit, 0)):
            main.addWidget(part)
            main.addSpacing(gap)
        main.addWidget(self.parties)
        main.addLayout(self._proofs)
        main.addSpacing(12)
        main.addWidget(self._fixes)
        main.addSpacing(2)
        main.addWidget(self._advice)
        main.addStretch(1)
        self._column.addWidget(self._others)
        self._across.setSpacing(0)
        self._across.addLayout(main, 1)
        self._across.addWidget(self._rule)
        self._across.addWidget(self._side)
        self.column.addLayout(self._across)


def numbers_of(proof: Pin, lines: Iterable[Line]) -> tuple[int, ...]:
    """Return the numbers of the lines that carry a pin, one for each place of the proof."""
    found = [line for line in lines if proof.number in line.pins]
    seen: dict[tuple[int, str, int], int] = {}
    for line in found:
        seen.setdefault((line.entry, line.side, line.index), line.number)
    return tuple(seen.values())
