"""The schema of a GraphQL API: asked for with the request's credential, kept with the tab."""

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from inspector.gui.bridge.job import Job
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.model.exchange import Exchange
from inspector.model.request import JsonBody
from inspector.protocol.graphql.call import GraphqlCall, write
from inspector.protocol.graphql.schema import INTROSPECTION, Schema, read_schema
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer


class GraphqlSchema(QObject):
    """Owner of what is known of the API at the address. changed(): it is, or is not any more."""

    changed = Signal()

    def __init__(self, current: CurrentRequest, tools: Tools) -> None:
        super().__init__()
        self._current, self._tools = current, tools
        self._schemas: dict[str, Schema] = {}  # by address, as typed
        self._job: Job | None = None
        self._shown = current.value.url
        current.changed.connect(self._follow)

    @property
    def known(self) -> Schema | None:
        """The schema of the address that is typed."""
        return self._schemas.get(self._current.value.url)

    @property
    def is_fetching(self) -> bool:
        """Whether it is asked for."""
        return self._job is not None

    def fetch(self) -> None:
        """Ask for the schema, as the request would be sent."""
        document = self._tools.tabs.active_request
        if document is None or self._job is not None:
            return
        body = JsonBody(text=write(GraphqlCall(query=INTROSPECTION)))
        wanted = replace(document.inherit(self._current.value), method="POST", body=body)
        scope = replace(self._tools.environments.scope(), login=document.logins())
        job = self._job = self._tools.background.start(
            lambda _report: self._tools.workbench.send(wanted, scope)
        )
        url = self._current.value.url
        job.succeeded.connect(lambda answer: self._read(url, answer))
        job.ended.connect(self._ended)
        self.changed.emit()

    def _read(self, url: str, answer: "Answer") -> None:
        exchange = answer.attempt.exchanges[-1]
        body = exchange.reply.body if exchange.reply is not None else b""
        reading = self._tools.background.compute(read_schema, body)
        reading.succeeded.connect(lambda schema: self._take(url, exchange, schema))

    def _take(self, url: str, exchange: Exchange, schema: Schema | None) -> None:
        if schema is not None:
            self._schemas[url] = schema
            self.changed.emit()
            return
        reply = exchange.reply
        why = tr("no reply") if reply is None else str(reply.status)
        text = tr("No schema came ({why}). Send the request to see whether it is refused.", why=why)
        self._tools.notices.warn(text)

    def _ended(self) -> None:
        self._job = None
        self.changed.emit()

    def _follow(self) -> None:
        """Tell that another API is meant now."""
        if self._shown != self._current.value.url:
            self._shown = self._current.value.url
            self.changed.emit()
