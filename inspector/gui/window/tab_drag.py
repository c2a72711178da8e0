"""Lets a request's tab be dragged out of the row of tabs, into a folder of the sidebar."""

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QMouseEvent

from inspector.gui.state.documents import TAB_MIME
from inspector.gui.state.open_tabs import OpenTabs
from inspector.gui.widgets.document_tabs import DocumentTabs

_AWAY = 16  # so far from the row a tab is carried off, not moved within it


class TabDrag(QObject):
    """Watches the row; the tab stays where it is, whatever becomes of the drag.

    Keys do the same: Ctrl+S asks for the folder.
    """

    def __init__(self, row: DocumentTabs, tabs: OpenTabs) -> None:
        super().__init__(row)
        self._row, self._tabs = row, tabs
        self._pressed = -1
        row.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice a press on a tab and the pointer leaving the row with it."""
        if isinstance(event, QMouseEvent):
            point = event.position().toPoint()
            if event.type() == QEvent.Type.MouseButtonPress:
                self._press(event, point)
            elif event.type() == QEvent.Type.MouseButtonRelease:
                self._pressed = -1
            elif event.type() == QEvent.Type.MouseMove and self._carries(event, point):
                self._carry(event.globalPosition())
                return True
        return super().eventFilter(watched, event)

    def _press(self, event: QMouseEvent, point: QPoint) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self._row.tabAt(point) if left else -1

    def _carries(self, event: QMouseEvent, point: QPoint) -> bool:
        if self._pressed < 0 or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        away = self._row.theme.px(_AWAY)
        return not self._row.rect().adjusted(-away, -away, away, away).contains(point)

    def _carry(self, place: QPointF) -> None:
        # The pressed tab is the current one: it may have been moved within the row meanwhile.
        index, self._pressed = self._row.currentIndex(), -1
        self._let_go(place)
        document = self._tabs.documents[index]
        if document.kind != "request":
            return
        drag = QDrag(self._row)
        data = QMimeData()
        data.setData(TAB_MIME, document.key.encode())
        drag.setMimeData(data)
        drag.setPixmap(self._row.grab(self._row.tabRect(index)))
        drag.exec(Qt.DropAction.MoveAction)

    def _let_go(self, place: QPointF) -> None:
        """End the move within the row as if the button had been let go."""
        release = QMouseEvent(
            QEvent.Type.MouseButtonRelease,
            self._row.mapFromGlobal(place),
            place,
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QCoreApplication.sendEvent(self._row, release)
