"""The tabs and their pages: follows the owner of the open tabs."""

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDrag, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from inspector.gui.screens.registry import load, screens
from inspector.gui.state.documents import TAB_MIME, Document
from inspector.gui.state.open_tabs import OpenTabs
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.document_tabs import DocumentLook, DocumentTabs
from inspector.gui.widgets.left_as import left_in, restore
from inspector.gui.window.tab_row import TabRow
from inspector.presentation.bodies.printable import visible_name
from inspector.presentation.status.tab_names import Named, told_apart


def look_of(document: Document, name: str = "") -> DocumentLook:
    """Return what a document's tab shows; name: where its title is not enough to tell it apart."""
    return DocumentLook(
        title=name or visible_name(document.title),
        method=document.method,
        status=document.status,
        icon=document.icon,
        preview=document.preview,
        modified=document.modified,
        address=document.address,
    )


def named(document: Document) -> Named:
    """Return what tells a document's tab from others."""
    kind = document.method or document.icon
    return Named(kind, visible_name(document.title), document.address, own=document.is_named)


def _within(widget: QWidget) -> bool:
    """Whether the focus is inside that widget."""
    focused = QApplication.focusWidget()
    return focused is not None and widget.isAncestorOf(focused)


class TabArea(QWidget):
    """The row of tabs over a stack of pages; pages are made when their tab is first shown."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._pages: dict[Document, QWidget] = {}
        self._following = False
        self._waits = False
        self._first: Document | None = None  # whose page waits
        self._lost = False  # the focus was on a page that is closed
        self.tabs = DocumentTabs(tools.theme)
        self.stack = QStackedWidget()
        self.row = TabRow(self.tabs, tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.row)
        column.addWidget(self.stack, 1)
        self._connect()

    def wait_for_paint(self) -> None:
        """Build the page of the active tab only after the window was painted once."""
        self._waits = not self._pages

    def paintEvent(self, event: QPaintEvent) -> None:
        """Go on with the page that waited."""
        super().paintEvent(event)
        if self._waits:
            QTimer.singleShot(0, self, self.wait_no_more)

    def wait_no_more(self) -> None:
        """Build the page that waited."""
        waited, self._waits = self._waits, False
        active = self._tools.tabs.active
        if waited and active is not None:
            self._activate(active)

    def page(self, document: Document) -> QWidget | None:
        """Return the page of a document if it was made, or waits to be."""
        self.wait_no_more()
        return self._pages.get(document)

    def _connect(self) -> None:
        owner = self._tools.tabs
        owner.opened.connect(self._open)
        owner.closing.connect(self._close)
        owner.closed.connect(self._rename)
        owner.moved.connect(self._move)
        owner.activated.connect(self._activate)
        owner.changed.connect(self._renew)
        self.tabs.currentChanged.connect(self._chosen)
        self.tabs.tabMoved.connect(self._dragged)
        self.tabs.close_asked.connect(self._close_asked)
        self._tools.theme.changing.connect(self._drop_hidden)
        for index, document in enumerate(owner.documents):
            self._open(document, index)
        if owner.active:
            self._activate(owner.active)

    def _open(self, document: Document, index: int) -> None:
        self._following = True
        self.tabs.insertTab(index, "")
        self._following = False
        self._renew(document)

    def _close(self, document: Document, index: int) -> None:
        # The page first: a field that loses the focus may still change the document, and its tab.
        page = self._pages.pop(document, None)
        self._lost = page is not None and _within(page)
        if page is not None:
            document.left |= left_in(page)
            self._remove(page)
        self._following = True
        self.tabs.removeTab(index)
        self._following = False

    def _move(self, source: int, target: int) -> None:
        if not self._following:
            self._following = True
            self.tabs.moveTab(source, target)
            self._following = False
            self.row.arrange()

    def _activate(self, document: Document) -> None:
        self._following = True
        self.tabs.setCurrentIndex(self._tools.tabs.documents.index(document))
        self._following = False
        self.row.bring()
        if self._waits and self._first in (None, document):
            self._first = document
            return
        self._waits = False
        focused = _within(self.stack)
        if document not in self._pages:
            self._pages[document] = self._make(document)
            restore(self._pages[document], document.left)
            self.stack.addWidget(self._pages[document])
        self.stack.setCurrentWidget(self._pages[document])
        if focused or self._lost:
            self._lost = False
            self._pages[document].setFocus(Qt.FocusReason.OtherFocusReason)
        self._tools.actions.refresh()

    def _make(self, document: Document) -> QWidget:
        """Return a new page, made where it will stand: elsewhere it would be styled twice."""
        page: QWidget = load(screens()[document.kind].page)(document, self._tools, self.stack)
        return page

    def _drop_hidden(self) -> None:
        """Forget hidden pages: a style sheet costs time for each widget. They are made anew.

        All that counts is in its document, and there goes how the page is left.
        """
        for document in tuple(self._pages):
            if document is not self._tools.tabs.active:
                document.left |= left_in(self._pages[document])
                # At once: a page that is to be deleted later would still be styled now.
                shiboken6.delete(self._pages.pop(document))

    def _remove(self, page: QWidget) -> None:
        self.stack.removeWidget(page)
        page.hide()
        page.setParent(None)
        page.deleteLater()

    def _renew(self, document: Document) -> None:
        index = self._tools.tabs.documents.index(document)
        if index == self.tabs.count():
            return  # changed by who else heard that it opens: its tab comes with its name
        self.tabs.set_look(index, look_of(document, self._names()[index]))
        self._rename()

    def _names(self) -> tuple[str, ...]:
        """Return what the tabs are called; one is told apart from a tab on the way in not yet."""
        shown = self._tools.tabs.documents[: self.tabs.count()]
        return told_apart([named(each) for each in shown])

    def _rename(self) -> None:
        """Name the other tabs anew: those that looked alike, or did until now."""
        if self.tabs.count() != len(self._tools.tabs.documents):
            return  # one is on its way in or out
        for index, name in enumerate(self._names()):
            look = self.tabs.look(index)
            if look.title != name:
                self.tabs.set_look(index, look._replace(title=name))
        self.row.arrange()

    def _chosen(self, index: int) -> None:
        if not self._following and index >= 0:
            self._tools.tabs.activate_index(index)

    def _dragged(self, source: int, target: int) -> None:
        if not self._following:
            self._following = True
            self._tools.tabs.move(source, target)
            self._following = False

    def _close_asked(self, index: int) -> None:
        self._tools.tabs.close(self._tools.tabs.documents[index])


# ---------------- Lets a request's tab be dragged out of the row of tabs
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
