"""What the tab of a token's request knows about it: its place, what is expected, its proofs."""

import re
from functools import cached_property
from typing import Any

from inspector.annotate.tokens.expected import Expected, described_by
from inspector.annotate.tokens.found import tokens_of
from inspector.annotate.tokens.given import given
from inspector.annotate.tokens.sent_checks import sent_with
from inspector.annotate.tokens.signatures import Signature
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.tokens.token_document import TokenDocument
from inspector.model.annotation import Place
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import Verdict
from inspector.model.request import Request
from inspector.model.token import Token
from inspector.presentation.exchange.pins import pins
from inspector.presentation.tokens.token_origin import expected_of, host_of_issuer, standing
from inspector.protocol.oauth.resource_metadata import ResourceMetadata
from inspector.protocol.tokens import jose
from inspector.wording import tr
from inspector.workbench.answer import Answer
from inspector.workbench.applying.companions import companions

# ---------------- The numbers of a verdict's proofs that stand on a claim of a token. Pure
_NAME = re.compile(r"[A-Za-z0-9_#]+")


def claim_pins(
    text: str, exchange: Exchange | None, attempt: Attempt, verdict: Verdict
) -> dict[str, int]:
    """Return the number of the proof for each claim that a proof on the token names.

    A proof names the claim it is about ("the token's exp is …"); its place says of which token.
    """
    secret = given(text).rest
    found: dict[str, int] = {}
    for pin in pins(verdict):
        if any(_on(secret, exchange, attempt, place) for place in pin.places):
            for name in _NAME.findall(pin.statement):
                found.setdefault(name, pin.number)
    return found


def _on(secret: str, exchange: Exchange | None, attempt: Attempt, place: Place) -> bool:
    """Whether a place lies on the token in the exchange that carried it."""
    known = attempt.exchanges[place.entry : place.entry + 1]
    if place.side != "request" or place.part != "header" or not known or known[0] != exchange:
        return False
    headers = known[0].request.headers
    value = headers[place.index].value if place.index < len(headers) else ""
    start = value.find(secret) if secret else -1
    end = len(value) if place.end is None else place.end
    return start >= 0 and (place.start or 0) < start + len(secret) and end > start


class TokenContext:
    """document: None for a pasted token, of which nothing is known."""

    def __init__(self, tools: Tools, text: str, document: TokenDocument) -> None:
        self._tools = tools
        self._text = text
        self._exchange = document.exchange
        self._place = document.place
        self._tab = document.tab
        read = jose.read(text)
        self._claims: dict[str, Any] = getattr(read, "claims", None) or {}

    def origin(self, signature: Signature | None) -> str:
        """Return where the token stands and who issued it, as sentences; empty if unknown."""
        name = self._tab.title if self._tab is not None else ""
        said = [standing(self._text, self._exchange, self._place, name)]
        host = host_of_issuer(str(self._claims.get("iss") or ""))
        if host and signature is not None and signature.state == "valid":
            said.append(tr("Signed by {host}.", host=host))
        elif host:
            said.append(tr("Issued by {host}.", host=host))
        return " ".join(filter(None, said))

    @cached_property
    def expected(self) -> Expected:
        """What the exchange and the requests beside it tell about what its API expects."""
        answer = self._answer
        neighbours = answer.attempt.exchanges if answer is not None else ()
        return expected_of(
            self._claims, self._text, self._exchange, neighbours, self._token_request
        )

    @property
    def content(self) -> bytes | None:
        """The body that a token without content signs: of the side whose header carries it."""
        exchange = self._exchange
        if exchange is None:
            return None
        if any(self._text in header.value for header in exchange.request.headers):
            return exchange.request.body
        reply = exchange.reply
        carried = reply is not None and any(self._text in one.value for one in reply.headers)
        return reply.body if reply is not None and carried else None

    def sent_with(self, token: Token) -> Token:
        """Return the token checked against the request that sent it, where one did."""
        exchange = self._exchange
        if exchange is None:
            return token
        sent = (one for one in tokens_of(exchange) if one.role == "sent")
        is_sent = any(one.text.strip() == self._text for one in sent)
        return sent_with(token, self._text, exchange.request) if is_sent else token

    def described(self, found: ResourceMetadata | None) -> Expected:
        """Return what is expected once the API has described itself."""
        if found is None or self._exchange is None:
            return self.expected
        return described_by(self.expected, found, self._exchange.request.url)

    @cached_property
    def pins(self) -> dict[str, int]:
        """The number of the proof that stands on a claim."""
        answer = self._answer
        if answer is None:
            return {}
        return claim_pins(self._text, self._exchange, answer.attempt, answer.verdict)

    @property
    def _answer(self) -> Answer | None:
        """The attempt that carried it, as far as the tab still has it."""
        answers = self._tab.attempts.answers if self._tab is not None else ()
        return next((one for one in answers if self._exchange in one.attempt.exchanges), None)

    @property
    def _token_request(self) -> Request | None:
        """The request that fetches such tokens."""
        tab = self._tab
        if tab is None or tab.renewal is not None:
            return tab.renewal if tab is not None else None
        others = [
            each.current.value
            for each in self._tools.tabs.documents
            if isinstance(each, RequestDocument)
        ]
        known = (*others, *self._tools.environments.requests)
        return companions(tab.current.value, known).token_request
