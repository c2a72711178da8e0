"""A body, however large: JSON as a tree, a picture, text or hexadecimal; filtered, searched."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.bodies.body_bar import BodyBar
from inspector.gui.bodies.event_pane import EventPane
from inspector.gui.bodies.event_view import EventView
from inspector.gui.bodies.json_view import JsonView
from inspector.gui.bodies.line_view import LineView
from inspector.gui.bodies.page_view import PageView
from inspector.gui.bodies.path_bar import PathBar
from inspector.gui.bodies.picture_view import PictureView
from inspector.gui.bridge.job import Job
from inspector.gui.response.body_filter import BodyFilter
from inspector.gui.response.body_search import BodySearch
from inspector.gui.response.token_button import TokenButton
from inspector.gui.state.tools import Tools, known_of
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Line
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import OneLine
from inspector.model.message import Header
from inspector.presentation.bodies.body_rows import (
    AT_ONCE,
    BodyText,
    Prepared,
    beginning,
    page_of_body,
    prepare,
)
from inspector.presentation.bodies.body_ways import Way, way_words, ways_of
from inspector.presentation.bodies.event_log import EventLog, foot_words, log_of
from inspector.presentation.bodies.json_blocks import ALL
from inspector.presentation.bodies.json_rows import JsonRows
from inspector.presentation.bodies.line_index import rows_of
from inspector.presentation.exchange.body_words import facts
from inspector.protocol.media_types import content_type, media_type
from inspector.protocol.redaction import masked_text
from inspector.reading.pages.blocks import Block
from inspector.reading.pages.pdf import is_pdf
from inspector.wording import tr

_PLAIN = 1_000_000
_UNSEARCHED: frozenset[Way] = frozenset({"picture", "events", "page"})
_FIRST = 512 * 1024  # bytes of a large body that are shown while the rest is read
_LARGE = 4 * 1024 * 1024


class BodyView(QWidget):
    """Shows one body; whatever takes long is prepared on a worker thread."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._wanted = BodyText(body=b"")
        self._ways: tuple[Way, ...] = ("text",)
        self._note = ""
        self._wire = 0
        self._job: Job | None = None
        self.plain = LineView(tools.theme)
        self.plain.setObjectName("body_view")
        self.plain.setAccessibleName(tr("Body"))
        self.tree = JsonView(tools.theme)
        self.tree.setObjectName("body_tree")
        self.tree.setAccessibleName(tr("Body as JSON"))
        self.picture = PictureView(tools.theme)
        self.events = EventView(tools.theme)
        self.event_pane = EventPane(tools.theme, self.events)
        self._live: EventLog | None = None
        self.bar = BodyBar(tools.theme)
        self.find_bar = self.bar.finder
        self.search = BodySearch(self.find_bar, tools.background, lambda: self.lines)
        self.filter = BodyFilter(self.bar, self.tree, tools.background)
        self.page = PageView(tools.theme)
        self.path = PathBar(tools.theme)
        self.tokens = TokenButton(tools)
        self._about = OneLine("quiet")
        self.fold = Button(tools.theme, tr("Fold all"), "link", "chevrons-down-up")
        self.unfold = Button(tools.theme, tr("Unfold all"), "link", "chevrons-up-down")
        self._plainly = Button(tools.theme, tr("Plain text"), "link")
        self._arrange()
        self._connect()

    @property
    def lines(self) -> LineView:
        """The rows of text that are shown."""
        if self._pages.currentWidget() is self.event_pane:
            return self.events
        return self.tree if self._pages.currentWidget() is self.tree else self.plain

    @property
    def way(self) -> Way:
        """How the body is shown."""
        return self._wanted.way or self._ways[0]

    def show_body(
        self, body: bytes, headers: tuple[Header, ...], note: str = "", wire: int = 0
    ) -> None:
        """Show a body; note: what is wrong with it (cut, damaged). wire: bytes sent for it."""
        self._note, self._wire = note, wire
        said: tuple[Way, ...] = ("events",) if self._live and self._live.is_socket else ()
        self._ways = (*said, *ways_of(body, headers))
        self._wanted = BodyText(body=body, headers=headers)
        self.bar.filter.forget()
        self._prepare()

    def show_live(self, log: EventLog) -> None:
        """Show a stream whose events arrive."""
        self._note, self._wire, self._ways, self._live = "", 0, ("events",), log
        self._wanted = BodyText(body=b"")
        self._job = None
        self.bar.filter.forget()
        self._show_parts("events")
        self._show_events(log)

    def keep_live(self, log: EventLog | None) -> None:
        """Take the events of the answer that is shown next as they arrived, None: nobody saw."""
        self._live = log

    def refresh_live(self) -> None:
        """Show what came since."""
        self.events.refresh()
        self._tell_about()

    def renew(self) -> None:
        """Show the same body again: the choice about secrets has changed."""
        self._prepare()

    def choose(self, way: Way) -> None:
        """Show the body in another way."""
        self._wanted = BodyText(body=self._wanted.body, headers=self._wanted.headers, way=way)
        self._prepare()

    def begin_find(self) -> None:
        """Look for a text."""
        if self.find_bar.isHidden() and "text" in self._ways:
            self.choose("text")
        self.find_bar.begin()

    def begin_filter(self) -> None:
        """Filter by a JSONPath."""
        if "tree" in self._ways and self.way != "tree":
            self.choose("tree")
        self.bar.filter.setFocus()

    def copy_path(self) -> None:
        """Copy the path of the current line."""
        if self.way == "tree":
            copy_text(self.path.path)

    def copy_shown(self) -> None:
        """Copy what is shown, secrets masked."""
        page = self.page.toPlainText() if self.way == "page" else None
        copy_text(self.lines.as_text() if page is None else page)

    def open_plain(self) -> QDialog:
        """Open the body, up to 1 MB, in an ordinary text field (for screen readers)."""
        return _plain_window(self.lines.as_text(_PLAIN), self)

    # ------------------------------------------------------------ what is shown
    def _prepare(self) -> None:
        way = self.way
        self._wanted = BodyText(
            body=self._wanted.body,
            headers=self._wanted.headers,
            revealed=not self._tools.choices.value.secrets_hidden,
            way=way,
            values=known_of(self._tools),
        )
        self.search.forget()
        self.filter.forget()
        self._show_parts(way)
        if way == "picture":
            self._job = None
            self._pages.setCurrentWidget(self.picture)
            self._tell_about(self.picture.show_picture(self._wanted.body))
        elif way == "events":
            self._prepare_events()
        elif way == "page":
            self._say_reading()
            job = self._job = self._tools.background.compute(page_of_body, self._wanted)
            job.succeeded.connect(lambda blocks: self._show_page(job, blocks))
        elif len(self._wanted.body) <= AT_ONCE:
            self._job = None
            self._show(prepare(self._wanted))
        else:
            self._prepare_elsewhere(way)

    def _prepare_events(self) -> None:
        """Show the events of a body; those that were seen to arrive keep their times."""
        body, live, self._job = self._wanted.body, self._live, None
        whole = live is not None and (
            live.is_socket or live.size == len(body) or _is_cut(live, body)
        )
        if live is not None and (not body or whole):
            self._show_events(live)
            return
        kind = media_type(content_type(self._wanted.headers))
        if len(body) <= AT_ONCE:
            self._show_events(log_of(body, kind))
            return
        job = self._job = self._tools.background.compute(log_of, body, kind)
        job.succeeded.connect(lambda log: self._show_events(log) if job is self._job else None)

    def _show_page(self, job: Job, blocks: tuple[Block, ...]) -> None:
        if job is self._job:
            self._job = None
            self._pages.setCurrentWidget(self.page)
            self.page.show_blocks(blocks)
            pdf = is_pdf(self._wanted.body)
            said = tr("as text") if pdf else tr("no pictures, styles or scripts")
            self._tell_about((said,))

    def _show_events(self, log: EventLog) -> None:
        self._job = None
        self._pages.setCurrentWidget(self.event_pane)
        hidden = self._tools.choices.value.secrets_hidden
        self.event_pane.show_log(log, known_of(self._tools), hidden=hidden)
        self._tell_about()

    def _say_reading(self) -> None:
        self._pages.setCurrentWidget(self.plain)
        self.plain.show_rows(rows_of(tr("Reading the body…").encode()))

    def _prepare_elsewhere(self, way: Way) -> None:
        self._say_reading()
        large = way == "tree" and len(self._wanted.body) > _LARGE
        if large:
            begun = self._tools.background.compute(beginning, self._wanted, _FIRST)
            begun.succeeded.connect(partial(self._begun, self._wanted))
        job = self._tools.background.compute(prepare, self._wanted)
        self._job = job
        job.succeeded.connect(lambda made: self._arrived(job, made))

    def _begun(self, wanted: BodyText, made: Prepared) -> None:
        """Show the first rows, unless all of them came before."""
        if wanted is self._wanted and self._job is not None and isinstance(made.rows, JsonRows):
            self._pages.setCurrentWidget(self.tree)
            self.tree.show_json(made.rows)

    def _arrived(self, job: Job, made: Prepared) -> None:
        if job is self._job:
            self._job = None
            self._show(made)

    def _show(self, made: Prepared) -> None:
        if isinstance(made.rows, JsonRows):
            begun = self._pages.currentWidget() is self.tree and self._is_same_text(made.rows)
            self._pages.setCurrentWidget(self.tree)
            self.tree.show_json(made.rows, keep_place=begun)
        else:
            self._pages.setCurrentWidget(self.plain)
            self.plain.show_rows(made.rows)
        self._tell_about()
        self.search.repeat()
        if self.way == "tree" and self.bar.filter.text():
            self._filter(self.bar.filter.text())

    def _is_same_text(self, rows: JsonRows) -> bool:
        shown = self.tree.json_rows
        return (
            shown is not None
            and 0 < len(shown.data) < len(rows.data)
            and rows.data.startswith(shown.data)
        )

    def _show_parts(self, way: Way) -> None:
        """Show what can be done with a body in a way."""
        names = tuple((each, way_words(each)) for each in self._ways)
        self.bar.ways.show_ways(names if self._wanted.body else (), way)
        self.bar.show_parts(filters=way in ("tree", "events"), finds=way not in _UNSEARCHED)
        self.bar.filter.set_subject(events=way == "events")
        self.events.tools.setVisible(way == "events" and self.events.log.is_live)
        self.picture.zoom.setVisible(way == "picture")
        self.path.setVisible(way == "tree")
        for button in (self.fold, self.unfold):
            button.setVisible(way == "tree")
        self._plainly.setVisible(way not in _UNSEARCHED)

    def _tell_about(self, more: tuple[str, ...] = ()) -> None:
        if self.way == "events":
            self._about.show_line("  ·  ".join((*foot_words(self.events.log), *more)))
            return
        body, headers = self._wanted.body, self._wanted.headers
        rows = self.lines.rows
        count = len(rows.lines) if isinstance(rows, JsonRows) else 0
        if self.way in ("text", "indented"):
            count = max(
                (rows.number(row) for row in range(max(len(rows) - 50, 0), len(rows))), default=0
            )
        known = facts(body, headers, 0 if self.way in ("picture", "page") else count, self._wire)
        line = "  ·  ".join((*known, *more, *filter(None, (self._note,))))
        self._about.show_line(masked_text(line, known_of(self._tools)))

    # ------------------------------------------------------------ filter and path
    def _filter(self, path: str) -> None:
        if self.way == "events":
            self.events.show_only(path)
            return
        self.filter.apply(path)

    def _show_path(self) -> None:
        rows = self.tree.json_rows
        if rows is not None and self.lines is self.tree and len(rows):
            self.path.show_line(rows, self.tree.line)

    def _go_to_line(self, line: int) -> None:
        rows = self.tree.json_rows
        if rows is not None:
            self.tree.go_to(rows.folds.row(line))
            self.tree.setFocus()

    # ------------------------------------------------------------ arrangement
    def _connect(self) -> None:
        self.bar.filter.filtered.connect(self._filter)
        self.bar.filter.left.connect(self.tree.setFocus)
        self.bar.ways.chosen.connect(self.choose)
        self.tree.current_changed.connect(lambda _row: self._show_path())
        self.path.chosen.connect(self._go_to_line)
        self.fold.clicked.connect(lambda: self.tree.fold_to(1))
        self.unfold.clicked.connect(lambda: self.tree.fold_to(ALL))
        self._plainly.clicked.connect(self.open_plain)
        self.events.tools.stop.clicked.connect(lambda: self._tools.actions.run("stop"))

    def _arrange(self) -> None:
        self.bar.add(self.picture.zoom)
        self.bar.add(self.events.tools)
        self._pages = QStackedWidget()
        for page in (self.plain, self.tree, self.picture, self.event_pane, self.page):
            self._pages.addWidget(page)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 4, 12, 0)
        foot.setSpacing(8)
        foot.addWidget(self._about, 1)
        for button in (self.tokens, self.fold, self.unfold, self._plainly):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.path)
        column.addWidget(Line())
        column.addWidget(self._pages, 1)
        column.addWidget(Line())
        column.addLayout(foot)


def _plain_window(text: str, parent: QWidget) -> QDialog:
    """Show a text in an ordinary text field."""
    window = QDialog(parent)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.setWindowTitle(tr("Body as plain text"))
    window.resize(720, 480)
    edit = QPlainTextEdit(text)
    edit.setReadOnly(True)
    edit.setTabChangesFocus(True)
    edit.setAccessibleName(tr("Body as plain text"))
    set_kind(edit, "code")
    QVBoxLayout(window).addWidget(edit)
    window.open()
    return window


def _is_cut(log: EventLog, body: bytes) -> bool:
    """Whether a body is the beginning of what was seen to arrive."""
    return log.size > len(body) >= _LARGE
