"""The tabs of a request with a table: parameters of the query, and headers."""

from urllib.parse import parse_qsl

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.gui.compose.draft import Draft, explain_rows, rows_remark, with_value
from inspector.gui.lists.key_value_table import KeyValueTable, Row
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.label import InlineCheck, Label
from inspector.model.request import QueryParam, RequestHeader
from inspector.wording import tr

# ---------------- Names of request headers that are offered while one is typed
HEADER_NAMES = (
    "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Authorization",
    "Cache-Control", "Connection", "Content-Encoding", "Content-Language", "Content-Type",
    "Cookie", "Date", "DPoP", "Expect", "Forwarded", "From", "Host", "If-Match",
    "If-Modified-Since", "If-None-Match", "If-Unmodified-Since", "Idempotency-Key", "Origin",
    "Pragma", "Prefer", "Proxy-Authorization", "Range", "Referer", "Sec-Fetch-Dest",
    "Sec-Fetch-Mode", "Sec-Fetch-Site", "TE", "traceparent", "Upgrade", "User-Agent", "Via",
    "X-Api-Key", "X-Api-Version", "X-Correlation-Id", "X-Csrf-Token", "X-Forwarded-For",
    "X-Forwarded-Host", "X-Forwarded-Proto", "X-Request-Id", "X-Requested-With", "X-XSRF-TOKEN",
)  # fmt: skip


_MARGIN = 16


class RowsTab(QWidget):
    """A table bound to a tuple of rows of the request."""

    path = ""
    label = ""
    record: type[QueryParam | RequestHeader] = QueryParam

    def __init__(self, current: CurrentRequest, tools: Tools, name: str) -> None:
        super().__init__()
        self._current = current
        self.table = KeyValueTable(tools.theme, name)
        explain_rows(self.table.model, tools)
        tools.choices.changed.connect(self.table.view.viewport().update)
        self.check = InlineCheck(tools.theme)
        self.hint = Label("", "quiet", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 8)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addWidget(self.check)
        column.addWidget(self.hint)
        self.table.edited.connect(self._edited)
        self.table.edited.connect(self.show_mark)
        current.changed.connect(self.show_rows)
        current.marked.connect(self.show_mark)
        self.show_mark()

    def show_rows(self) -> None:
        """Show the owner's rows."""
        rows = getattr(self._current.value, self.path)
        self.table.show_rows(tuple(Row(row.name, row.value, row.enabled) for row in rows))

    def show_mark(self) -> None:
        """Show the evidence that stands on a row."""
        mark = next((each for each in self._current.marks if self._is_ours(each.field)), None)
        text = f"{mark.field.partition('.')[2]}: {mark.text}" if mark else ""
        text, stale = text or rows_remark(self.table.rows), mark is not None and mark.stale
        self.check.show_check(text, "info" if stale else "bad", mark.pin if mark else 0)

    def focus_field(self, path: str) -> bool:
        """Begin to edit the row of that name; a new row where there is none."""
        if not self._is_ours(path):
            return False
        name = path.partition(".")[2]
        rows = getattr(self._current.value, self.path)
        places = [at for at, row in enumerate(rows) if row.name.lower() == name.lower()]
        if not places and name:
            self._edited((*self.table.rows, Row(name)))
            self.show_rows()
        self.table.edit_row(places[0] if places else len(self.table.rows) - bool(name))
        return True

    def _is_ours(self, field: str) -> bool:
        return field.partition(".")[0] == self.path

    def _edited(self, rows: tuple[Row, ...]) -> None:
        made = tuple(self.record(row.name, row.value, row.enabled) for row in rows)
        changed = with_value(self._current.value, self.path, made)
        self._current.replace(changed, self.label, self.path)


class ParamsTab(RowsTab):
    """Parameters that are added to the query; those of the address stand grey above them."""

    path = "query"

    def __init__(self, current: CurrentRequest, tools: Tools) -> None:
        super().__init__(current, tools, tr("Query parameters"))
        self.label = tr("Change the parameters")
        self.hint.setText(
            tr("Added to the query of the address, percent-encoded. Grey ones stand in it already.")
        )
        self.show_rows()

    def show_rows(self) -> None:
        """Show the rows, below those of the address."""
        rows = tuple(Row(row.name, row.value, row.enabled) for row in self._current.value.query)
        note = tr("This one stands in the address.")
        query = self._current.value.url.partition("?")[2].partition("#")[0]
        fixed = tuple(
            Row(name, value, fixed=True, note=note)
            for name, value in parse_qsl(query, keep_blank_values=True)
        )
        self.table.show_rows(rows, fixed)


class HeadersTab(RowsTab):
    """Headers in their order; those added by the program stand grey above them."""

    path = "headers"
    record = RequestHeader

    def __init__(self, current: CurrentRequest, draft: Draft, tools: Tools) -> None:
        super().__init__(current, tools, tr("Headers"))
        self._draft = draft
        self.label = tr("Change the headers")
        self.table.complete(HEADER_NAMES)
        self.hint.setText(
            tr("Grey ones are added by the program; one of yours by that name takes its place.")
        )
        draft.renewed.connect(self.show_rows)
        draft.renewed.connect(self.show_mark)
        self.show_rows()

    def show_rows(self) -> None:
        """Show the rows, below those the program adds."""
        rows = tuple(Row(row.name, row.value, row.enabled) for row in self._current.value.headers)
        self.table.show_rows(rows, self._draft.added)

    def show_mark(self) -> None:
        """Show the evidence, else who wins where two write the same header."""
        super().show_mark()
        draft = getattr(self, "_draft", None)
        if draft is not None and draft.conflict and not self.check.text:
            self.check.show_check(draft.conflict, "odd")
