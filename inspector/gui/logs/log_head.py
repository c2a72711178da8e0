"""The card at the top of a log tab: the likeliest trouble, what to do, and the numbers."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from inspector.gui.logs.log_document import LogDocument
from inspector.gui.logs.reading_view import problem_words
from inspector.gui.theme import Theme
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.label import InlineCheck, Label
from inspector.logs.report import LogReport
from inspector.logs.spans import number, percent, when
from inspector.model.annotation import Level
from inspector.wording import tr, tr_n

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
