"""The fixes as buttons, and one line that says what the fix in question sends and changes."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.export.words import change_sentences, field_words
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button, ButtonKind, IconButton
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.label import OneLine
from inspector.gui.widgets.menu import Entry, menu_of
from inspector.gui.widgets.painting import taken_out
from inspector.gui.widgets.tooltip import set_tip
from inspector.model.fix import Fix
from inspector.presentation.experiments.experiment_offers import Offer
from inspector.protocol.patterns import lazy_re
from inspector.protocol.redaction import masked_text
from inspector.wording import tr


# ---------------- Says what a fix changes and what it sends, before it runs. Pure: no Qt
def fix_note(fix: Fix) -> str:
    """Return one line: what changes, what is typed, what goes out."""
    return masked_text(" ".join(_sentences(fix)))


def fix_line(fix: Fix) -> str:
    """Return the same with addresses cut where they are alike, to fit into one line."""
    return _ADDRESS.sub(_shortened, fix_note(fix))


_ADDRESS = lazy_re(r"https?://([^/\s]{1,200})(/[^\s?]{0,400}/)?([^\s?/]{0,200})")
_LONG = 12  # signs of the middle of a path that are worth cutting


def _shortened(found: re.Match[str]) -> str:
    host, middle, end = found[1], found[2] or "", found[3]
    return f"{host}{middle if len(middle) < _LONG else '/…/'}{end}"


def _sentences(fix: Fix) -> Iterator[str]:
    if fix.action.verb == "copy-command":
        yield tr("Copies a command for the terminal, without your secrets; nothing is sent.")
        return
    if fix.message:
        yield tr("Copies a text for whoever must act; nothing is sent.")
        if fix.because:
            yield fix.because
        return
    typed = [field_words(str(change.field)) for change in fix.changes if change.ask]
    yield from change_sentences(fix)
    if typed:
        yield tr("You type {fields}.", fields=tr(" and ").join(typed))
    if fix.sends:
        whole = fix.sends.endswith((".", "!", "…"))
        yield fix.sends if whole else tr("Sends {what}.", what=_inside(fix.sends))
    yield from _risks(fix)
    if fix.promise:
        yield tr("Should bring {promise}.", promise=fix.promise)
    if fix.because:
        yield fix.because


def _risks(fix: Fix) -> Iterator[str]:
    if fix.risk == "unsafe-method":
        yield tr("This can change something there.")
    elif fix.risk == "login-attempt" and fix.sends:
        yield tr("This counts as a login attempt.")
    elif fix.risk == "new-host":
        yield tr("You are asked first: the host has not had the credential so far.")


def _inside(text: str) -> str:
    """Return a text as it stands inside a sentence: "A token request" begins in lower case."""
    return text[:1].lower() + text[1:] if text[1:2] in (" ", "h") else text


_MOST = 3  # fixes that stand in the row
_POINTED = (QEvent.Type.Enter, QEvent.Type.FocusIn)


class FixButtons(QWidget):
    """chosen(Fix): carry it out. copy_asked(): the answer is wanted as Markdown.

    experiment_asked(tuple of ids): run these experiments, all safe ones where there are none.
    inspect_asked(): take the token apart.
    """

    chosen = Signal(object)
    experiment_asked = Signal(object)
    copy_asked = Signal()
    inspect_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._fixes: dict[QObject, Fix] = {}
        self._keys = self._offer_keys = ""
        self._offer: Offer | None = None
        self._row = QWidget()
        self._row.setMinimumWidth(1)  # a long title is cut, it does not widen the card
        self._flow = FlowLayout(self._row)
        self._note = OneLine()
        self._more = IconButton(theme, "ellipsis", tr("More actions"))
        self._more.setObjectName("more_fixes")
        self._more.clicked.connect(self._show_more)
        self._copy = Button(theme, tr("Copy"), "secondary", "copy")
        set_tip(self._copy, tr("Copy the answer as Markdown, secrets masked"))
        self._copy.setObjectName("copy_verdict")
        self._copy.clicked.connect(self.copy_asked)
        self._inspect = Button(theme, tr("Inspect token"), "secondary", "scan-search")
        self._inspect.setObjectName("inspect_token")
        self._inspect.clicked.connect(self.inspect_asked)
        self._inspect.hide()
        self._inspects = False
        self._fitted: tuple[int, ...] = ()
        self._try = Button(theme, tr("Run experiments"), "primary", "flask-conical")
        self._try.setObjectName("run_experiments")
        self._try.clicked.connect(self._ask)
        self._try.installEventFilter(self)
        self._try.hide()
        self._arrange()
        self._row.installEventFilter(self)
        theme.changed.connect(self._fit)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._row)
        column.addWidget(self._note)
        for button in (self._copy, self._inspect, self._try, self._more):
            button.setParent(self._row)  # shown without a parent it would be a window of its own
            button.hide()

    @property
    def first(self) -> Fix | None:
        """The fix that the shortcut carries out."""
        return next(iter(self._fixes.values()), None)

    def show_fixes(self, fixes: Sequence[Fix], keys: str, *, sure: bool) -> None:
        """Show these fixes; keys: the shortcut of the first; sure: it is the primary button."""
        self._keys = keys
        self._empty()
        self._flow.addWidget(self._try)
        for number, fix in enumerate(fixes, 1):
            button = self._button(fix, number, sure=sure)
            self._fixes[button] = fix
            self._flow.addWidget(button)
        self._flow.addWidget(self._inspect)
        self._flow.addWidget(self._copy)
        self._flow.addWidget(self._more)
        self._copy.show()
        self._rest()
        self._fit()
        self._row.updateGeometry()

    def offer_inspection(self, *, wanted: bool) -> None:
        """Offer to take the token apart, where there is one."""
        self._inspects = wanted
        if not wanted:
            self._inspect.hide()
        self._fit()
        self._row.updateGeometry()

    def offer(self, offer: Offer | None, keys: str) -> None:
        """Offer experiments before the fixes, or nothing to try; keys: their shortcut."""
        self._offer, self._offer_keys = offer, keys
        self._try.ensurePolished()  # its size is right only with its style
        self._try.setVisible(offer is not None)
        if offer is not None:
            self._try.set_text(offer.text)
            self._try.setAccessibleDescription(offer.note)
        self._rest()
        self._fit()
        self._row.updateGeometry()

    def show_keys(self, first: str, experiments: str) -> None:
        """Name other shortcuts: of the first fix, and of the experiments."""
        self._keys, self._offer_keys = first, experiments
        self._rest()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say what a fix does while it is pointed at or focused."""
        if event.type() in _POINTED and watched in self._fixes:
            self._tell(self._fixes[watched])
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.FocusOut):
            self._rest()
        elif event.type() == QEvent.Type.LayoutRequest and self._widths() != self._fitted:
            self._fit()  # a style or a larger font came after the last look
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut titles that are longer than the line."""
        super().resizeEvent(event)
        self._fit()

    def _ask(self) -> None:
        if self._offer is not None:
            self.experiment_asked.emit(self._offer.ids)

    def _rest(self) -> None:
        """Say what the first button does."""
        if self._offer is not None:
            self._note.show_line(tr("{note} {keys}", note=self._offer.note, keys=self._offer_keys))
            self._note.show()
        else:
            self._tell(self.first)

    def _fit(self) -> None:
        beside = self._more.minimumWidth() + self._flow.gap
        buttons = [each for each in self._fixes if isinstance(each, Button)]
        for button in (self._try, *buttons):
            button.set_room(self.width() - beside)
        shown = self._in_the_row(buttons)
        every = (*buttons, *((self._inspect,) if self._inspects else ()), self._copy)
        for button in every:
            button.setVisible(button in shown)
        self._more.setVisible(len(shown) < len(every))
        self._fitted = self._widths()
        self._row.updateGeometry()

    def _widths(self) -> tuple[int, ...]:
        """Return how wide each button would be, which a larger font changes."""
        buttons = (*self._fixes, self._try, self._inspect, self._copy, self._more)
        return tuple(one.sizeHint().width() for one in buttons if isinstance(one, QWidget))

    def _in_the_row(self, fixes: list[Button]) -> list[Button]:
        """Return the buttons that have room in one row; the others go under "More actions".

        The first fix always shows, beside experiments where both have room; then looking into the
        token, copying, and two more fixes.
        """
        beside = [*((self._inspect,) if self._inspects else ()), self._copy]
        wished = [*fixes[:1], *beside, *fixes[1:_MOST]]
        left = len(fixes) + len(beside) - len(wished)
        gap, tried = self._flow.gap, not self._try.isHidden()
        shown = [] if tried else list(fixes[:1])
        taken = [self._try] if tried else shown
        room = self.width() - sum(each.sizeHint().width() + gap for each in taken)
        for number, button in enumerate(wished[len(shown) :], len(shown) + 1):
            is_last = number == len(wished) and not left
            more = 0 if is_last else self._more.minimumWidth() + gap  # a fixed size, not its hint
            wide = button.sizeHint().width()
            if wide + more > room:
                break
            room -= wide + gap
            shown.append(button)
        return shown

    def _show_more(self) -> None:
        """Offer the other fixes, and what else has no room, in a menu."""
        entries = []
        for button, fix in self._fixes.items():
            if isinstance(button, QWidget) and button.isHidden():
                entries.append(Entry(fix.title, partial(self.chosen.emit, fix), fix_icon(fix)))
        if self._inspects and self._inspect.isHidden():
            entries.append(Entry(tr("Inspect token"), self.inspect_asked.emit, "scan-search"))
        if self._copy.isHidden():
            entries.append(Entry(tr("Copy"), self.copy_asked.emit, "copy"))
        menu = menu_of(self, tuple(entries), self._theme)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _empty(self) -> None:
        taken_out(self._flow)
        for button in self._fixes:
            if isinstance(button, QWidget):
                button.setParent(None)
                button.deleteLater()
        self._fixes = {}

    def _button(self, fix: Fix, number: int, *, sure: bool) -> Button:
        kind: ButtonKind = "primary" if sure and number == 1 else "secondary"
        button = Button(self._theme, fix.title, kind, fix_icon(fix))
        button.setObjectName("fix_primary" if number == 1 else f"fix_{number}")
        button.setAccessibleDescription(fix_note(fix))
        button.clicked.connect(lambda: self.chosen.emit(fix))
        button.installEventFilter(self)
        return button

    def _tell(self, fix: Fix | None) -> None:
        text = fix_line(fix) if fix else ""
        keys = self._keys if fix and fix is self.first else ""
        self._note.show_line(text, keys)
        self._note.setVisible(bool(text or keys))


def fix_icon(fix: Fix) -> str:
    """Return the icon of a fix: what it does first."""
    if fix.message or fix.action.verb.startswith("copy"):
        return "copy"
    if any(change.ask for change in fix.changes):
        return "pencil"
    return "refresh-cw" if fix.sends or fix.changes else "wrench"
