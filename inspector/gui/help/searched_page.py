"""A page with a list under headings, and a field above it that leaves the rows one looks for."""

from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTreeView, QVBoxLayout, QWidget

from inspector.annotate.annotators.status import meanings
from inspector.annotate.challenge_params import parameters
from inspector.annotate.error_codes import codes
from inspector.gui.forms.line_icon import Emptier
from inspector.gui.lists.plain_rows import PlainCell, PlainRow, PlainRows
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.left_as import keep_as
from inspector.gui.widgets.page import Page
from inspector.protocol.schemes.computed_schemes import Computed, known_schemes
from inspector.wording import tr

_ROW, _WIDEST, _LEAST = 30, 820, 200


class Column(NamedTuple):
    """One column. width: 0 takes the room that is left. code: whether it is set as code."""

    title: str
    width: int = 0
    code: bool = False


class Group(NamedTuple):
    """A heading and the rows below it, each with a text for each column.

    names: what each row stands for, where it stands for something.
    """

    title: str
    rows: tuple[tuple[str, ...], ...]
    names: tuple[str, ...] = ()


class Listed(NamedTuple):
    """What is listed. name: begins the names of the controls. find, nothing: what they say.

    widest: how wide it may become, in points.
    """

    name: str
    columns: tuple[Column, ...]
    find: str
    nothing: str
    groups: Callable[[], Iterable[Group]]
    widest: int = _WIDEST


def matching(groups: Iterable[Group], words: str) -> tuple[Group, ...]:
    """Return the rows in which all the words stand, under their headings."""
    wanted = words.lower().split()
    fitting = (_fitting(group, wanted) for group in groups)
    return tuple(group for group in fitting if group.rows)


def _fitting(group: Group, wanted: list[str]) -> Group:
    places = [place for place, row in enumerate(group.rows) if _has(row, wanted)]
    rows = tuple(group.rows[place] for place in places)
    return Group(group.title, rows, tuple(group.names[place] for place in places if group.names))


def _has(row: tuple[str, ...], wanted: list[str]) -> bool:
    text = " ".join(row).lower()
    return all(word in text for word in wanted)


class SearchedPage(Page):
    """Shows what is listed; it is asked for anew whenever something is typed.

    below: the column that the list ends, for what a page has below it.
    """

    def __init__(
        self, document: Document, tools: Tools, listed: Listed, parent: QWidget | None = None
    ) -> None:
        super().__init__(document.title, parent=parent)
        self._tools = tools
        self._listed = listed
        self.search = QLineEdit()
        self.search.setObjectName(f"{listed.name}_search")
        keep_as("search", self.search)
        self.search.setPlaceholderText(listed.find)
        self.search.setAccessibleName(listed.find)
        Emptier(self._tools.theme, self.search)
        self.plain = PlainRows(tuple(each.title for each in listed.columns), self)
        self.list = QTreeView()
        self._prepare_list(document.title)
        self._nothing = EmptyState(tools.theme, listed.nothing, "", "search")
        self._lay_out()
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self.fill)
        tools.actions.provide("find", lambda _: self.search.setFocus(), owner=self)
        tools.theme.changed.connect(self.fill)
        self.fill()

    def _lay_out(self) -> None:
        card = Card(self._tools.theme, 8)
        card.column.addWidget(self.list)
        card.column.addWidget(self._nothing)
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.search)
        column.addWidget(card, 1)
        self.below = column
        row = QHBoxLayout()
        row.addWidget(self._inner, 10)
        row.addStretch(1)
        self.column.addLayout(row, 1)

    def _prepare_list(self, title: str) -> None:
        self.list.setObjectName(f"{self._listed.name}_list")
        self.list.setAccessibleName(title)
        self.list.setModel(self.plain)
        self.list.setRootIsDecorated(False)
        self.list.setItemsExpandable(False)
        self.list.setIndentation(0)
        set_kind(self.list, "bare")
        self.list.header().setStretchLastSection(False)
        self.list.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share the list's width anew whenever it has another one."""
        if event.type() == QEvent.Type.Resize:
            self._share()
        return super().eventFilter(watched, event)

    def _share(self) -> None:
        """Give the column without a width what is left; the list scrolls where it is too little."""
        px, columns = self._tools.theme.px, self._listed.columns
        rest = self.list.viewport().width() - sum(px(each.width) for each in columns)
        for place, column in enumerate(columns):
            width = px(column.width) if column.width else max(rest, px(_LEAST))
            self.list.header().resizeSection(place, width)

    def fill(self) -> None:
        """Show what fits what is looked for."""
        self._inner.setMaximumWidth(self._tools.theme.px(self._listed.widest))
        self._share()
        found = matching(self._listed.groups(), self.search.text())
        self.plain.show_rows(tuple(self._head(group) for group in found))
        for place in range(len(found)):
            self.list.setFirstColumnSpanned(place, QModelIndex(), True)
        self.list.expandAll()
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)

    def _head(self, group: Group) -> PlainRow:
        theme = self._tools.theme
        cell = PlainCell(
            text=group.title,
            font=theme.font(12, SEMIBOLD),
            ink=theme.colour("text2"),
            ground=theme.colour("bg"),
        )
        below = tuple(self.row(row, group) for row in group.rows)
        return PlainRow(cells=(cell,), below=below, height=theme.row(_ROW))

    def row(self, texts: tuple[str, ...], _group: Group) -> PlainRow:
        """Return a row of the list; a page may say what it stands for."""
        columns = zip(self._listed.columns, texts, strict=True)
        cells = tuple(self._cell(column, text) for column, text in columns)
        return PlainRow(cells=cells, height=self._tools.theme.row(_ROW))

    def _cell(self, column: Column, text: str) -> PlainCell:
        font = self._tools.theme.code_font(12) if column.code else None
        return PlainCell(text=text, tip=text, font=font)


# ---------------- What statuses, challenges and error codes mean for a login, as replies are
_NAME, _SOURCE, _WIDEST_TABLE = 248, 150, 1000


class ReferencePage(SearchedPage):
    """Each line says what stands in a reply, what it means, and where that is defined."""

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        listed = Listed(
            name="reference",
            columns=(
                Column(tr("In the reply"), _NAME, code=True),
                Column(tr("Meaning")),
                Column(tr("Source"), _SOURCE),
            ),
            find=tr("Find a status, parameter, error code or scheme"),
            nothing=tr("Nothing of that name is known here"),
            groups=reference,
            widest=_WIDEST_TABLE,
        )
        super().__init__(document, tools, listed, parent)


def reference() -> Iterator[Group]:
    """Return what is known, by the place in a reply where it stands."""
    yield Group(
        tr("Statuses"),
        tuple((_status(code), *_sourced(each[:2])) for code, each in sorted(meanings().items())),
    )
    yield Group(
        tr("Parameters of a challenge (WWW-Authenticate)"),
        tuple((name, *_sourced(each)) for name, each in sorted(parameters().items())),
    )
    yield Group(
        tr("Error codes of OAuth, Bearer, DPoP and OpenID Connect"),
        tuple((code, *_sourced(each)) for code, each in sorted(codes().items())),
    )
    yield Group(
        tr("Schemes whose credential is computed for each request"),
        tuple((each.name, *_sent(each)) for each in known_schemes()),
    )


def _status(code: int) -> str:
    """Return the code with its standard phrase, the code alone where a vendor made it up."""
    phrase = HTTPStatus(code).phrase if code in {each.value for each in HTTPStatus} else ""
    return f"{code} {phrase}".strip()


def _sourced(meaning: tuple[str, str]) -> tuple[str, str]:
    text, source = meaning
    named = text.partition(" ")[0].endswith(":")  # "nginx: …" keeps the product's own spelling
    return text if named else text[:1].upper() + text[1:], source or tr("The vendor's own")


def _sent(scheme: Computed) -> tuple[str, str]:
    if scheme.by_curl:
        return tr("Curl computes it: {options}", options=" ".join(scheme.options)), ""
    return tr("Curl can only repeat a value that was computed elsewhere"), ""
