"""What a tab holds: a request with its answers, a token, or a screen of its own."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

import msgspec
from PySide6.QtCore import QObject, Signal

from inspector.gui.screens.registry import screens
from inspector.gui.state.attempts import Attempts
from inspector.gui.state.current_request import CurrentRequest
from inspector.library.inherit import Claim
from inspector.model.exchange import Exchange
from inspector.model.request import Request
from inspector.presentation.exchange.status_words import explained
from inspector.presentation.status.remark import Remark
from inspector.presentation.status.tab_names import end_of
from inspector.protocol.redaction import masked_url

if TYPE_CHECKING:
    from inspector.annotate.tokens.found import FoundToken

# A dragged tab: the key of its document.
TAB_MIME = "application/x-request-inspector-tab"


class Origin(NamedTuple):
    """The folder a request inherits its credential from; edit: lets the user change it there."""

    folder: str
    edit: Callable[[], object]


class Document(QObject):
    """One tab. changed(): title, status, preview, notice or remark differ.

    kind: of the screen that shows it, which says title and icon where none is given; raises
    KeyError where no room declares it. key: equal keys are the same document ("settings" opens
    once). topic: what a screen is about (the text of a token: kept in memory only). left: what was
    typed and chosen in its page by name, for a page that is made anew. passes: it goes by itself
    and is not reopened; before: what was shown when it came, and is shown again.
    """

    passes = False
    changed = Signal()

    def __init__(self, kind: str, title: str = "", topic: str = "") -> None:
        super().__init__()
        screen = screens()[kind]
        self.kind = kind
        self.key = f"{kind}:{topic if screen.single else uuid4().hex}"
        self.icon = screen.icon
        self.topic = topic
        self.left: dict[str, str | int] = {}
        self.before: Document | None = None
        self._title = title or screen.title
        self._preview = False

    @property
    def title(self) -> str:
        """What the tab shows, without secrets."""
        return self._title

    @property
    def method(self) -> str:
        """The method before the title; empty for screens."""
        return ""

    @property
    def address(self) -> str:
        """The address it is about, masked; empty for screens."""
        return ""

    @property
    def is_named(self) -> bool:
        """Whether a person gave it its name."""
        return False

    @property
    def status(self) -> int | None:
        """The last status code."""
        return None

    @property
    def modified(self) -> bool:
        """Whether something in it is not saved."""
        return False

    @property
    def preview(self) -> bool:
        """A preview tab is replaced by the next preview."""
        return self._preview

    @property
    def remark(self) -> Remark | None:
        """What the status bar says of it; requests leave that to their answers."""
        return None

    def set_preview(self, preview: bool) -> None:  # noqa: FBT001 - a setter as Qt's are
        """Make it a preview, or keep it."""
        if preview != self._preview:
            self._preview = preview
            self.changed.emit()


class RequestDocument(Document):
    """A request and its answers. kind "reply": an import without a request that could be sent.

    saved: the request as the file has it. path: the file of the collection, empty until saved.
    source: the file that an import was read from, empty for pasted ones.
    notice: a line above the tab ("Practice server on this computer…").
    practice: the slug of the practice scenario, empty for ordinary requests; renewal: the request
    that fetches a fresh token there. inherit: fills in what a request takes from its folder.
    origin: says which folder that is for the credential. logins: what logs in for it.
    claims: who says how it logs in, the nearest first.
    """

    def __init__(self, request: Request | None = None, kind: str = "request") -> None:
        super().__init__(kind)
        self.current = CurrentRequest(request)
        self.attempts = Attempts()
        self.saved: Request | None = None
        self.path = ""
        self.source = ""
        self.notice = ""
        self.practice = ""
        self.renewal: Request | None = None
        self.inherit: Callable[[Request], Request] = _as_it_is
        self.origin: Callable[[], Origin | None] = _nowhere
        self.logins: Callable[[], tuple[Request, ...]] = tuple
        self._masked = ("", "")  # the address, and as it may be shown
        self.claims: Callable[[], tuple[Claim, ...]] = tuple
        self.current.changed.connect(self._edited)
        self.attempts.selected.connect(self._tell)

    @property
    def title(self) -> str:
        """The request's name, else the end of its address, else "New request"."""
        request = self.current.value
        return request.name or end_of(request.url) or self._title

    @property
    def method(self) -> str:
        """The request's method."""
        return self.current.value.method if self.kind == "request" else ""

    @property
    def address(self) -> str:
        """The request's address, masked."""
        url = self.current.value.url if self.kind == "request" else ""
        if url != self._masked[0]:
            self._masked = (url, masked_url(url))
        return self._masked[1]

    @property
    def is_named(self) -> bool:
        """Whether the request has a name."""
        return bool(self.current.value.name)

    @property
    def status(self) -> int | None:
        """The status that the answer is about, as beside it."""
        answer = self.attempts.current
        if answer is None or not answer.attempt.exchanges:
            return None
        reply = answer.attempt.exchanges[explained(answer.attempt, answer.verdict)].reply
        return reply.status if reply else None

    @property
    def modified(self) -> bool:
        """Whether the request differs from its file."""
        return self.saved is not None and self.saved != self.current.value

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed, sent or saved in it."""
        request, bare = self.current.value, Request()
        alike = msgspec.structs.replace(request, options=bare.options, id=bare.id) == bare
        new = self.kind == "request" and not self.path and self.attempts.current is None
        return new and alike and not self.attempts.running and not self.notice

    def mark_saved(self, request: Request, path: str) -> None:
        """The file has this request now."""
        self.saved, self.path = request, path
        self.set_preview(False)
        self.changed.emit()

    def set_notice(self, notice: str) -> None:
        """Show a line above the tab."""
        self.notice = notice
        self.changed.emit()

    def set_title(self, title: str) -> None:
        """Name it where the request has neither name nor address."""
        self._title = title
        self.changed.emit()

    def _edited(self) -> None:
        self.set_preview(False)
        self.changed.emit()

    def _tell(self) -> None:
        self.changed.emit()


def _nowhere() -> Origin | None:
    return None


def _as_it_is(request: Request) -> Request:
    return request


# ---------------- The token that somebody points at in a reply or request, to be inspected
class Chosen(NamedTuple):
    """A token that somebody pointed at, and the exchange it stands in, if it stands in one."""

    found: "FoundToken"
    exchange: Exchange | None
