"""The open tabs: their documents in order, the active one, and the closed ones to reopen."""

from PySide6.QtCore import QMetaObject, QObject, Signal

from inspector.gui.state.documents import Document, RequestDocument
from inspector.model.request import Request
from inspector.wording import tr

CLOSED_KEPT = 20


class OpenTabs(QObject):
    """Owner of the tabs. Without any other tab there is Start.

    opened(document, index), closing(document, index): still in the list, closed(document),
    moved(from, to), activated(document), changed(document): its title, status or notice.
    """

    opened = Signal(object, int)
    closing = Signal(object, int)
    closed = Signal(object)
    moved = Signal(int, int)
    activated = Signal(object)
    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._documents: list[Document] = []
        self._active: Document | None = None
        self._closed: list[tuple[Document, int]] = []
        self._links: dict[Document, QMetaObject.Connection] = {}

    @property
    def documents(self) -> tuple[Document, ...]:
        """All open documents in their order."""
        return tuple(self._documents)

    @property
    def active(self) -> Document | None:
        """The document whose page is shown."""
        return self._active

    @property
    def active_request(self) -> RequestDocument | None:
        """The active document if it is a request."""
        return self._active if isinstance(self._active, RequestDocument) else None

    def open(self, document: Document, *, activate: bool = True) -> Document:
        """Open a document beside the others, or take the one with its key; then show it."""
        known = next((each for each in self._documents if each.key == document.key), None)
        if known is not None:
            self.activate(known)
            return known
        if document.passes:
            document.before = self._active
        self._leave_alone(document)
        index = len(self._documents)
        self._documents.append(document)
        self._links[document] = document.changed.connect(self._tell_changed)
        self.opened.emit(document, index)
        if activate:
            self.activate(document)
        return document

    def replace(self, document: Document, newcomer: Document) -> None:
        """Open a document in the place of one that passes; it is shown if that was."""
        shown, before = document is self._active, document.before
        if self.open(newcomer, activate=shown) is newcomer:
            newcomer.before = before if newcomer.passes else None
            last = len(self._documents) - 1
            self.move(last, self._documents.index(document))
        self._drop(document, self._documents.index(document))

    def open_request(self, request: Request, path: str = "", *, preview: bool = False) -> Document:
        """Open a request; one that is already open (by file) is activated instead.

        One without a file fills the tab that is shown where that is empty.
        """
        for each in self._documents:
            if path and isinstance(each, RequestDocument) and each.path == path:
                self.activate(each)
                return each
        blank = self.active_request
        if not path and not preview and blank is not None and blank.is_blank:
            blank.current.replace(request, tr("Paste a request"))
            return blank
        document = RequestDocument(request)
        if path:
            document.mark_saved(request, path)
        document.set_preview(preview)
        return self.open(document)

    def show_start(self) -> Document:
        """Show the first page."""
        return self.open(Document("start"))

    def activate(self, document: Document) -> None:
        """Show this document's page."""
        if document is not self._active and document in self._documents:
            self._active = document
            self.activated.emit(document)

    def activate_index(self, index: int) -> None:
        """Show the page at that place, if there is one; -1 = the last."""
        if -1 <= index < len(self._documents):
            self.activate(self._documents[index])

    def step(self, by: int) -> None:
        """Show the next (1) or previous (-1) page, round the end."""
        if self._active in self._documents:
            place = self._documents.index(self._active) + by
            self.activate(self._documents[place % len(self._documents)])

    def move(self, source: int, target: int) -> None:
        """Put a tab at another place."""
        if source != target and 0 <= source < len(self._documents):
            self._documents.insert(target, self._documents.pop(source))
            self.moved.emit(source, target)

    def close(self, document: Document) -> None:
        """Close a tab; closing the last one leads to Start."""
        if document not in self._documents:
            return
        index = self._documents.index(document)
        self._drop(document, index)
        if document.kind != "start" and not document.passes:
            self._closed.append((document, index))
            del self._closed[:-CLOSED_KEPT]
        if self._active is None:
            before = document.before
            while before is not None and before.passes and before not in self._documents:
                before = before.before
            self._show_another(before, index)

    def _show_another(self, before: Document | None, index: int) -> None:
        """Show what was shown before, else what stands at the place of the closed tab."""
        if before in self._documents:
            self.activate(before)
        elif self._documents:
            self.activate_index(min(index, len(self._documents) - 1))
        elif before is not None and before.kind == "start":
            self.open(before)  # with what was typed there
        else:
            self.show_start()

    def close_all(self) -> None:
        """Close all tabs for good: their window closes."""
        while self._documents:
            self._drop(self._documents[-1], len(self._documents) - 1)

    @property
    def can_reopen(self) -> bool:
        """Whether a tab was closed that can be opened again."""
        return bool(self._closed)

    def reopen(self, wanted: Document | None = None) -> None:
        """Open a tab again that was closed, without one the last."""
        places = [at for at, (each, _) in enumerate(self._closed) if wanted in (None, each)]
        if places:
            document, index = self._closed.pop(places[-1])
            self.open(document)
            self.move(len(self._documents) - 1, min(index, len(self._documents) - 1))

    def _tell_changed(self) -> None:
        self.changed.emit(self.sender())

    def _drop(self, document: Document, index: int) -> None:
        self.closing.emit(document, index)
        document.changed.disconnect(self._links.pop(document))
        self._documents.remove(document)
        if document is self._active:
            self._active = None
        self.closed.emit(document)

    def _leave_alone(self, newcomer: Document) -> None:
        """Close what the newcomer replaces: Start, or the preview tab by another preview."""
        for each in tuple(self._documents):
            if each.kind == "start" or (newcomer.preview and each.preview):
                self._drop(each, self._documents.index(each))
