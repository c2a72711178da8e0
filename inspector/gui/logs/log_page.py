"""The page of a log tab: head, chart, and tables with a filter."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.forms.line_icon import Emptier
from inspector.gui.logs.keep_card import KeepCard
from inspector.gui.logs.log_document import LogDocument
from inspector.gui.logs.log_table import LogTableView
from inspector.gui.logs.refusal_chart import RefusalChart
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.label import InlineCheck, Label
from inspector.gui.widgets.left_as import keep_as
from inspector.gui.widgets.page import Page
from inspector.gui.widgets.scrolled import Scrolled
from inspector.gui.widgets.tabs import TabMark, UnderlineTabs
from inspector.logs.report import LogReport
from inspector.logs.spans import when
from inspector.model.annotation import Level
from inspector.model.collection import Problem
from inspector.presentation.logs.log_rows import LogTable, tables_of
from inspector.wording import tr, tr_n
from inspector.wording.numbers import number, percent

# ---------------- What a log tab shows while it reads
_WIDE = 560


class ReadingView(QWidget):
    """Progress with Stop, or why there is nothing with Read again."""

    def __init__(self, theme: Theme, document: LogDocument) -> None:
        super().__init__()
        self._theme = theme
        self._document = document
        self.words = Label("", "heading", wrap=True)
        self.words.setObjectName("log_progress")
        self.more = Label("", "body", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of reading"))
        self.stop = Button(theme, tr("Stop"), "secondary", "square")
        self.again = Button(theme, tr("Read again"), "secondary", "refresh-cw")
        self.stop.clicked.connect(document.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self.words, self.more, self.bar, self.stop, self.again):
            column.addWidget(widget)
        column.addStretch(1)
        theme.changed.connect(self._size)
        self.setFocusProxy(self.stop)
        self._size()

    def renew(self) -> None:
        """Show what the document says."""
        document = self._document
        for widget in (self.bar, self.stop):
            widget.setVisible(document.running)
        self.again.setVisible(not document.running)
        share = document.done / document.size if document.size else 0.0
        self.bar.setRange(0, 1000 if document.size else 0)
        self.bar.setValue(min(round(share * 1000), 1000))
        if document.running:
            self.words.setText(tr("Reading {name} …", name=document.title))
            self.more.setText(tr("{share} read", share=percent(min(share, 1))))
        elif document.stopped:
            self.words.setText(tr("Reading was stopped."))
            self.more.setText(tr("Nothing was counted."))
        else:
            self.words.setText(tr("There is nothing to show."))
            self.more.setText("\n".join(map(problem_words, document.problems)))

    def _size(self) -> None:
        self.bar.setMaximumWidth(self._theme.px(_WIDE))


def problem_words(problem: Problem) -> str:
    """Return a problem as one line: where, what, what to do."""
    where = f"{problem.where}: " if problem.where else ""
    return f"{where}{problem.what} {problem.todo}".strip()


# ---------------- The card at the top of a log tab
_EDGES = {"alarm": "err_fill", "notice": "warn_fill", "normal": "ok_fill"}
_LEVELS: dict[str, Level] = {"alarm": "bad", "notice": "odd", "normal": "good"}


class LogHead(Card):
    """Says it in words; the edge and icon repeat how grave it is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.headline = Label("", "heading", wrap=True)
        self.headline.setObjectName("log_headline")
        self.advice = Label("", "body", wrap=True)
        self.numbers = Label("", "quiet", wrap=True)
        self.numbers.setObjectName("log_numbers")
        self.level = InlineCheck(theme)
        self.remarks = InlineCheck(theme)
        words = QVBoxLayout()
        words.setSpacing(4)
        for label in (self.headline, self.advice, self.numbers):
            words.addWidget(label)
        row = QHBoxLayout()
        row.addLayout(words, 1)
        self.column.addWidget(self.level)
        self.column.addLayout(row)
        self.column.addWidget(self.remarks)

    def show_document(self, document: LogDocument) -> None:
        """Show the report of a document that has one."""
        report = document.report
        if report is None:
            return
        first = report.kinds[0] if report.kinds else None
        leads = first is not None and first.sentence == report.headline
        level = first.level if first and leads else ("notice" if report.spikes else "normal")
        self.set_edge(_EDGES[level])
        self.level.show_check(_level_words(level), _LEVELS[level])
        self.headline.setText(report.headline)
        self.advice.setText(first.advice if first and leads else "")
        self.advice.setVisible(bool(self.advice.text()))
        self.numbers.setText(numbers_of(report))
        self.remarks.show_check(_remarks(report, document), "odd")


def numbers_of(report: LogReport) -> str:
    """Return how many of how many were refused, and when."""
    counts = ", ".join(f"{number(n)} × {status}" for status, n in report.statuses.items())
    parts = []
    if report.requests:
        parts.append(
            tr(
                "{refused} of {about}{requests} requests were refused ({share}): {counts}.",
                refused=number(report.refused),
                about=tr("about ") if report.about else "",
                requests=number(report.requests),
                share=percent(report.refused / max(report.requests, report.refused)),
                counts=counts or "0",
            )
        )
    if report.start is not None:
        parts.append(
            tr("From {start} to {end} UTC.", start=when(report.start), end=when(report.end))
        )
    titles = dict.fromkeys(log.title for log in report.logs)
    parts.append(tr("Read as: {titles}.", titles=", ".join(titles)))
    return " ".join(parts)


def _level_words(level: str) -> str:
    return {
        "alarm": tr("Somebody should act"),
        "notice": tr("Worth a look"),
        "normal": tr("Nothing to worry about"),
    }[level]


def _remarks(report: LogReport, document: LogDocument) -> str:
    lines = [
        tr("The end of {file} could not be read: {fault}.", file=log.file, fault=log.fault)
        for log in report.logs
        if log.fault
    ]
    first = report.first_unreadable
    if first is not None:
        lines.append(
            tr_n(
                "{count} line could not be read: line {line} of {file}.",
                "{count} lines could not be read; the first is line {line} of {file}.",
                report.unreadable,
                line=first.number,
                file=first.file,
            )
        )
    lines += map(problem_words, document.problems)
    return "\n".join(lines)


_TABLE_LEAST, _FILTER = 180, 220


class LogPage(Page):
    """Shows what its document holds; reads when it has nothing yet."""

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(document.title, parent=parent)
        if not isinstance(document, LogDocument):
            raise TypeError(document.kind)
        self._document = document
        self._tools = tools
        self._tables: tuple[LogTable, ...] = ()
        self.reading = ReadingView(tools.theme, document)
        self.head = LogHead(tools.theme)
        self.keeping = KeepCard(document.keeping, tools)
        self.chart = RefusalChart(tools.theme)
        self.chart_words = Label("", "quiet", wrap=True)
        self.period = Label("", "body", wrap=True)
        self.whole = Button(tools.theme, tr("Whole log"), "secondary", "undo-2")
        self.whole.setObjectName("log_whole")
        self.tabs = UnderlineTabs(tools.theme, tr("Tables of the log"))
        self.filter = QLineEdit()
        self.table = LogTableView(tools.theme)
        self.counted = Label("", "quiet", wrap=True)
        self._build()
        self.chart.told.connect(self.chart_words.setText)
        self.chart.chosen.connect(lambda since, until: self._read_period((since, until)))
        self.whole.clicked.connect(lambda: self._read_period(None))
        self.tabs.currentChanged.connect(self._choose)
        self.filter.textChanged.connect(self._look_for)
        self.reading.again.clicked.connect(self._read)
        document.renewed.connect(self._renew)
        tools.actions.provide(
            "keep-in-history", lambda _: self._ask_to_keep(), self, self._can_keep
        )
        tools.theme.changed.connect(self._size)
        self._size()
        self._renew()

    def _build(self) -> None:
        self.filter.setObjectName("log_filter")
        keep_as("filter", self.filter)
        keep_as("table", self.tabs)
        self.filter.setAccessibleName(tr("Filter the rows"))
        self.filter.setPlaceholderText(tr("Filter rows"))
        Emptier(self._tools.theme, self.filter)
        self.again = Button(self._tools.theme, tr("Read again"), "secondary", "refresh-cw")
        self.copy = Button(self._tools.theme, tr("Copy summary"), "secondary", "copy")
        self.keep = Button(self._tools.theme, tr("Keep in the history"), "secondary", "history")
        self.keep.setObjectName("log_keep")
        self.keep.clicked.connect(self._ask_to_keep)
        self.keeping.left.connect(self.keep.setFocus)
        self.again.clicked.connect(self._read)
        self.copy.clicked.connect(self._copy)
        self.add_action(self.keep)
        self.add_action(self.copy)
        self.add_action(self.again)
        whole = Scrolled()
        whole.column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.head, self.keeping, self._chart_card(), self._table_card()):
            whole.column.addWidget(widget)
        whole.column.setStretch(3, 1)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.reading)
        self._stack.addWidget(whole)
        self.column.addLayout(self._stack, 1)

    def _chart_card(self) -> QWidget:
        self._chart = Card(self._tools.theme, 12)
        self._chart.column.addWidget(self.chart)
        self._chart.column.addWidget(self.chart_words)
        row = QHBoxLayout()
        row.addWidget(self.period, 1)
        row.addWidget(self.whole)
        self._chart.column.addLayout(row)
        return self._chart

    def _show_period(self) -> None:
        """Say which period alone is counted, with the way back."""
        period = self._document.period
        for widget in (self.period, self.whole):
            widget.setVisible(period is not None)
        if period is not None:
            since, until = when(period[0]), when(period[1])
            said = tr("Only from {start} to {end} UTC, in every tab.", start=since, end=until)
            self.period.setText(said)

    def _read_period(self, period: tuple[float, float] | None) -> None:
        self._document.read_period(self._tools.background, period)

    def _table_card(self) -> QWidget:
        card = Card(self._tools.theme, 6)
        row = QHBoxLayout()
        row.addWidget(self.tabs, 1)
        row.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.counted)
        card.column.addLayout(column)
        return card

    def _renew(self) -> None:
        report = self._document.report
        ready = report is not None and not self._document.running
        self.again.setVisible(ready)
        self.copy.setVisible(ready)
        self.keep.setVisible(self._can_keep())
        self._tools.actions.refresh()
        self._stack.setCurrentIndex(1 if ready else 0)
        self.setFocusProxy(self.table if ready else self.reading)
        if report is None or not ready:
            self.reading.renew()
            return
        self.head.show_document(self._document)
        self.chart.show_report(report)
        self._show_period()
        shown = self.chart.isVisibleTo(self._chart) or self._document.period is not None
        self._chart.setVisible(shown)
        self._show_tables(tables_of(report))

    def _show_tables(self, tables: tuple[LogTable, ...]) -> None:
        if tables == self._tables:
            return
        self._tables = tables
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for index, table in enumerate(tables):
            self.tabs.addTab(table.name)
            self.tabs.set_mark(index, TabMark(badge=sum(bool(row[0]) for row in table.rows)))
        self.tabs.blockSignals(False)
        self._choose(self.tabs.currentIndex())

    def _choose(self, index: int) -> None:
        if 0 <= index < len(self._tables):
            self.table.show_table(self._tables[index])
            self._count()

    def _look_for(self, words: str) -> None:
        self.table.look_for(words)
        self._count()

    def _count(self) -> None:
        report = self._document.report
        index = self.tabs.currentIndex()
        if report is None or not 0 <= index < len(self._tables):
            return
        table = self._tables[index]
        words = tr("{shown} of {all} rows", shown=self.table.rows, all=len(table.rows))
        if table.kind == "lines" and report.kept_every > 1 and table is self._tables[-1]:
            words += ". " + tr_n(
                "Every line is listed.",
                "Of the refused lines every {count}th is listed.",
                report.kept_every,
            )
        self.counted.setText(words)

    def _read(self) -> None:
        self._document.read(self._tools.background)

    def _can_keep(self) -> bool:
        report = self._document.report
        return report is not None and not self._document.running and report.requests > 0

    def _ask_to_keep(self) -> None:
        """Let the user keep refused lines, those with the words of the filter where it has some."""
        self._document.keeping.ask(tuple(self.filter.text().split()))

    def _copy(self) -> None:
        """Copy headline and numbers with the evidence, masked as they are shown."""
        report = self._document.report
        if report is None:
            return
        lines = [report.headline, self.head.advice.text(), self.head.numbers.text()]
        lines += [line.text for kind in report.kinds[:1] for line in kind.evidence]
        copy_text("\n".join(line for line in lines if line))
        self._tools.notices.say(tr("Copied the summary, secrets masked."))

    def _size(self) -> None:
        px = self._tools.theme.px
        self.filter.setFixedWidth(px(_FILTER))
        self.table.setMinimumHeight(px(_TABLE_LEAST))
