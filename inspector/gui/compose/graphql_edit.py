"""The body of a GraphQL request: its query, completed from the schema, and its variables."""

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.forms.code_edit import CodeEdit
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import FieldLabel, Label
from inspector.protocol.graphql.call import GraphqlCall, operations
from inspector.protocol.graphql.schema import Schema, fitting
from inspector.wording import tr, tr_n

_TAKEN_BY_LIST = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Escape)
_VARIABLE_LINES, _LINE = 5, 18
_QUERY_LINES = 8  # at least: what it stands in scrolls then


class QueryEdit(CodeEdit):
    """A GraphQL document; names of the schema are offered while it is typed, or by Ctrl+Space."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Query"))
        self._schema: Schema | None = None
        self._model = QStringListModel(self)
        self.list = QCompleter(self._model, self)
        self.list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.list.setWidget(self)
        self.list.activated.connect(self._take)

    def complete_from(self, schema: Schema | None) -> None:
        """Offer the names of a schema from now on."""
        self._schema = schema

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave keys to the list while it is open; offer what fits to what is typed."""
        popup = self.list.popup()
        if popup is not None and popup.isVisible() and event.key() in _TAKEN_BY_LIST:
            event.ignore()
            return
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        asked = control and event.key() == Qt.Key.Key_Space
        if not asked:
            super().keyPressEvent(event)
        if asked or event.text():
            self._offer(asked=asked)

    def _offer(self, *, asked: bool) -> None:
        popup, cursor = self.list.popup(), self.textCursor()
        if self._schema is None or popup is None:
            return
        begun, names = fitting(self._schema, self.toPlainText()[: cursor.position()])
        if not names or names == (begun,) or not (begun or asked):
            popup.hide()
            return
        self._model.setStringList(names)
        popup.setAccessibleName(tr("Names of the schema"))
        place = self.cursorRect()
        wanted = popup.sizeHintForColumn(0) + popup.verticalScrollBar().sizeHint().width()
        place.setWidth(wanted)
        self.list.complete(place)
        popup.setCurrentIndex(self._model.index(0, 0))

    def _take(self, name: str) -> None:
        """Put a name in the place of what was typed of it."""
        if self._schema is None:
            return
        cursor = self.textCursor()
        begun, _names = fitting(self._schema, self.toPlainText()[: cursor.position()])
        cursor.movePosition(
            QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(begun)
        )
        cursor.insertText(name)


class GraphqlEdit(QWidget):
    """edited(GraphqlCall): the user changed it. left(): an editor was left. fetch_asked()."""

    edited = Signal(object)
    left = Signal()
    fetch_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._call = GraphqlCall()
        self.query = QueryEdit(theme)
        self.query.setObjectName("graphql_query")
        self.variables = CodeEdit(theme, tr("Variables as JSON"))
        self.variables.setObjectName("graphql_variables")
        self.operation = QComboBox()
        self.operation.setObjectName("graphql_operation")
        self.fetch = Button(theme, tr("Fetch the schema"), "small", "download")
        self.fetch.setObjectName("graphql_fetch")
        self._known = Label("", "quiet")
        self.setFocusProxy(self.query)
        self._arrange()
        self.query.edited.connect(lambda text: self._change(query=text))
        self.variables.edited.connect(lambda text: self._change(variables=text))
        self.operation.activated.connect(self._choose)
        self.fetch.clicked.connect(self.fetch_asked)
        for part in (self.query, self.variables):
            part.left.connect(self.left)
            part.setTabChangesFocus(True)  # until something is typed
        theme.changed.connect(self._size)

    def show_call(self, call: GraphqlCall) -> None:
        """Show a request; what is being typed stays as it is."""
        self._call = call
        self.query.show_text(call.query, json=False)
        self.variables.show_text(call.variables, json=True)
        self._show_operations()

    def show_schema(self, schema: Schema | None) -> None:
        """Complete from a schema, and say how much it knows."""
        self.query.complete_from(schema)
        count = len(schema.types) if schema is not None else 0
        known = tr_n("{count} type known", "{count:,} types known", count)
        self._known.setText(known if schema is not None else "")

    def show_fetching(self, *, fetching: bool) -> None:
        """Say that the schema is on its way."""
        self.fetch.setEnabled(not fetching)
        self.fetch.set_text(tr("Fetching…") if fetching else tr("Fetch the schema"))

    def _show_operations(self) -> None:
        """Let one of several operations be chosen; a document with one needs no name."""
        names = operations(self._call.query)
        with QSignalBlocker(self.operation):
            self.operation.clear()
            self.operation.addItem(tr("No operation named"))
            self.operation.addItems(names)
            chosen = self._call.operation
            if chosen and chosen not in names:
                self.operation.addItem(chosen)
            self.operation.setCurrentIndex(max(self.operation.findText(chosen), 0) if chosen else 0)
        self._which.setVisible(len(names) > 1 or bool(self._call.operation))

    def _choose(self, index: int) -> None:
        self._change(operation=self.operation.itemText(index) if index else "")

    def _change(self, **changed: str) -> None:
        call = self._call
        self._call = GraphqlCall(
            query=changed.get("query", call.query),
            variables=changed.get("variables", call.variables),
            operation=changed.get("operation", call.operation),
            extensions=call.extensions,
        )
        self.edited.emit(self._call)
        self._show_operations()

    def _size(self) -> None:
        self.variables.setFixedHeight(self._theme.px(_VARIABLE_LINES * _LINE))
        self.query.setMinimumHeight(self._theme.px(_QUERY_LINES * _LINE))

    def _arrange(self) -> None:
        self._size()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(FieldLabel(tr("Query"), self.query))
        head.addStretch(1)
        head.addWidget(self._known)
        head.addWidget(self.fetch)
        column.addLayout(head)
        column.addWidget(self.query, 1)
        column.addSpacing(6)
        column.addWidget(FieldLabel(tr("Variables as JSON"), self.variables))
        column.addWidget(self.variables)
        self._which = QWidget()
        which = QVBoxLayout(self._which)
        which.setContentsMargins(0, 6, 0, 0)
        which.setSpacing(4)
        which.addWidget(FieldLabel(tr("Operation to run"), self.operation))
        which.addWidget(self.operation)
        column.addWidget(self._which)
        self._which.hide()
