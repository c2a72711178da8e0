"""What is said over a WebSocket: filled in, and kept from hosts that a secret is not meant for."""

from collections.abc import Iterable

import msgspec

from inspector.compose.assemble import Assembled
from inspector.compose.marked import Marked
from inspector.compose.variables import fill, variable_secrets
from inspector.model.exchange import Exchange, Failure
from inspector.model.message import Message, Reply
from inspector.protocol.redaction import DOTS
from inspector.protocol.streams.socket_messages import SWITCHED, bytes_of
from inspector.send.host_guard import HostGuard
from inspector.send.interaction import Interaction, Unanswered
from inspector.wording import tr


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """One message to say. typed: as it is shown, variables as they are; secrets: those in data."""

    typed: str
    data: bytes
    binary: bool = False
    secrets: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Words({self.typed!r})"


class SocketWords:
    """Makes what is typed ready to be said to one host. first: what the request says by itself."""

    def __init__(self, assembled: Assembled, interaction: Interaction, guard: HostGuard) -> None:
        self._assembled = assembled
        self._with = interaction
        self._guard = guard

    async def first(self, url: str) -> Words | None:
        """Return the body of the request, None for none. Raises Unanswered."""
        encoded = self._assembled.first_words
        if not encoded.data:
            return None
        message = Message(method="GET", url=url, body=encoded.data, body_secret=encoded.secret)
        await self._guarded(message)
        pieces = (encoded.data[start:end] for start, end in encoded.secret)
        secrets = tuple(piece.decode("utf-8", "replace") for piece in pieces)
        typed = _shown(encoded.data, encoded.secret)
        binary = typed is None
        return Words(
            typed=encoded.data.hex(" ") if typed is None else typed,
            data=encoded.data,
            binary=binary,
            secrets=secrets,
        )

    async def filled(self, text: str, url: str, *, binary: bool = False) -> Words:
        """Return a message as typed, made ready. binary: it is hexadecimal. Raises Unanswered."""
        made = await self._with_variables(text)
        message = Message(method="GET", url=url, body=made.data, body_secret=made.spans)
        await self._guarded(message)
        secrets = tuple(piece.text for piece in made.pieces if piece.secret)
        if not binary:
            return Words(typed=text, data=made.data, secrets=secrets)
        data = bytes_of(made.text)
        if data is None:
            raise Unanswered(_not_hex())
        return Words(typed=text, data=data, binary=True, secrets=secrets)

    async def _with_variables(self, text: str) -> Marked:
        scope = self._assembled.scope
        refs = variable_secrets(text, scope)
        if refs and self._with.secrets is not None:
            found = await self._with.secrets(refs)
            scope = scope.with_secrets(found)
            self._guard.learned(found)
        problems: list[Failure] = []
        made = fill(text, scope, problems)
        if problems:
            raise Unanswered(problems[0])
        return made

    async def _guarded(self, message: Message) -> None:
        """Ask where a secret would go elsewhere, and bind one that is used for the first time."""
        if not message.body_secret:
            return
        failure = await self._guard.refused(message, "address", None)
        if failure is not None:
            raise Unanswered(failure)
        await self._guard.arrived(
            Exchange(request=message, reply=Reply(status=SWITCHED)), "address"
        )


def _shown(data: bytes, secret: Iterable[tuple[int, int]]) -> str | None:
    """Return a text without its secrets, None where the bytes are no text."""
    at, pieces = 0, []
    for start, end in secret:
        pieces += [data[at:start], DOTS.encode()]
        at = end
    try:
        return b"".join((*pieces, data[at:])).decode()
    except UnicodeDecodeError:
        return None


def _not_hex() -> Failure:
    text = tr("This is not hexadecimal: write two digits or letters from a to f for each byte.")
    return Failure(stage="compose", kind="bad-message", message=text)
