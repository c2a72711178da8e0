"""Plays the rounds of NTLM and Negotiate: each message an exchange, on one connection.

RFC 4559 §4 for HTTP; RFC 5929 §4 for the channel binding. The messages come from a `Context`.
"""

import base64
import binascii
from collections.abc import Callable, Generator
from http import HTTPStatus
from typing import Protocol

from inspector.authenticate.scheme import Answer, Send, Step, Steps, sent
from inspector.compose.amend import with_body, with_header, without_headers
from inspector.model.exchange import Exchange, Purpose
from inspector.model.message import Header, Message, Origin
from inspector.protocol.challenges.parsing import Challenge, challenges_of
from inspector.protocol.schemes.channel_binding import server_end_point

_SUCCESS = range(200, 300)
_MOST_ROUNDS = 8
_MOST_HANDSHAKES = 3  # a redirect may lead to another address of the same server, which asks anew
_AUTHORIZATION, _CHALLENGE = "Authorization", "WWW-Authenticate"
Made = Generator[Step, Answer, bytes]


class Context(Protocol):
    """One handshake: makes the client's messages, one after the other."""

    def next(self, received: bytes, binding: bytes) -> Made:
        """Make the next message, empty where there is nothing more to say.

        received: the server's message, empty at the beginning. binding: of the TLS connection
        (RFC 5929 §4), empty without TLS. Raises ValueError for a message that can't be read.
        """

    def finish(self, received: bytes) -> Generator[Step, Answer, None]:
        """Take the last message of a server that let us in, where it sent one."""

    def close(self) -> None:
        """Release what it holds."""


class Handshakes:
    """The rounds of one request: a handshake, and another one where a redirect led elsewhere."""

    def __init__(
        self,
        word: str,
        begin: Callable[[Message], Context],
        whole: Message,
        *,
        bare_first: bool = True,
    ) -> None:
        """Take the scheme word, what begins a handshake, and the message to be sent in the end.

        bare_first: its body waits for a later message, as the first one can't be accepted.
        """
        self._bare_first = bare_first
        self._word = word
        self._begin = begin
        self._whole = whole

    def steps(self) -> Steps:
        """Send the first message at once, as curl does; the body goes along with a later one."""
        purpose: Purpose = "main"
        for _ in range(_MOST_HANDSHAKES):
            context = self._begin(self._whole)
            first = yield from context.next(b"", b"")
            if not first:
                return
            exchange = yield from sent(self._opening(first, purpose))
            purpose = "challenge-answer"
            if self._is_asked_nothing(exchange):
                yield self._plain()
                return
            last = yield from self._answered(context, exchange)
            if last is None:
                return
            if not _is_refused(last):
                if (proof := message_of(last, self._word)) and last.reply is not None:
                    yield from context.finish(proof)
                return
            if not self._moved_on(last):
                return

    def _answered(
        self, context: Context, exchange: Exchange
    ) -> Generator[Step, Answer, Exchange | None]:
        """Answer each message of the server; return the last exchange, None where it ends here."""
        for _ in range(_MOST_ROUNDS):
            received = message_of(exchange, self._word) if _is_refused(exchange) else b""
            if not received:
                return exchange
            try:
                answer = yield from context.next(received, binding_of(exchange))
            except ValueError:
                return None  # what is wrong with it stands in the trace
            if not answer:
                return None
            step = Send(
                purpose="challenge-answer",
                message=self._signed(self._whole, answer),
                renew=self._renewed,
            )
            exchange = yield from sent(step)
        return exchange

    def _opening(self, first: bytes, purpose: Purpose) -> Send:
        has_body = bool(self._whole.body) and self._bare_first
        bare = with_body(self._whole, b"", ()) if has_body else self._whole
        return Send(purpose=purpose, message=self._signed(bare, first), renew=self._reopened)

    def _plain(self) -> Send:
        """Nobody asked: what was left out of the first message is sent without a credential."""
        return Send(purpose="retry", message=self._whole, renew=self._renewed)

    def _is_asked_nothing(self, exchange: Exchange) -> bool:
        reply = exchange.reply
        left_out = bool(self._whole.body) and self._bare_first
        return left_out and reply is not None and reply.status in _SUCCESS

    def _moved_on(self, exchange: Exchange) -> bool:
        """Whether a redirect led to another address, which asks for a handshake of its own."""
        asks = any(one.is_scheme(self._word) for _, one in _offered(exchange))
        if not asks or exchange.request.url == self._whole.url:
            return False
        self._whole = without_headers(exchange.request, _AUTHORIZATION)
        return True

    def _renewed(self, message: Message, _before: Exchange) -> Message:
        """Go on without: the connection is known by now, and no message serves twice."""
        return without_headers(message, _AUTHORIZATION)

    def _reopened(self, message: Message, before: Exchange) -> Message:
        """Take a redirected first message for the beginning of the same handshake."""
        whole = self._whole
        same = message.method == whole.method
        self._whole = without_headers(message, _AUTHORIZATION)
        if same and whole.body:
            self._whole = with_body(self._whole, whole.body, whole.body_secret)
        header = next(h for h in before.request.headers if h.name == _AUTHORIZATION)
        return with_header(message, header)

    def _signed(self, message: Message, token: bytes) -> Message:
        return with_header(message, header_of(_AUTHORIZATION, self._word, token, "credential"))


def _is_refused(exchange: Exchange) -> bool:
    return exchange.reply is not None and exchange.reply.status == HTTPStatus.UNAUTHORIZED


def header_of(name: str, word: str, token: bytes, origin: Origin) -> Header:
    """Return the header that carries a message of a handshake; all but the word is secret."""
    lead = f"{word} "
    value = lead + base64.b64encode(token).decode()
    return Header(name, value, origin, ((len(lead), len(value)),))


def _offered(exchange: Exchange, name: str = _CHALLENGE) -> list[tuple[int, Challenge]]:
    return list(challenges_of(exchange.reply.headers, name)) if exchange.reply is not None else []


def message_of(exchange: Exchange, word: str, name: str = _CHALLENGE) -> bytes:
    """Return the server's message of a handshake, empty where it sent none that can be read.

    name: of the header in which it stands.
    """
    for _, challenge in _offered(exchange, name):
        if challenge.is_scheme(word) and challenge.token68:
            try:
                return base64.b64decode(challenge.token68, validate=True)
            except (binascii.Error, ValueError):
                return b""
    return b""


def binding_of(exchange: Exchange) -> bytes:
    """Return the channel binding of the connection an exchange ran over, empty without TLS."""
    connection = exchange.connection
    leaf = connection.chain[0].der if connection is not None and connection.chain else b""
    return server_end_point(leaf)
