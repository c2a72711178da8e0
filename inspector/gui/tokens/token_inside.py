"""What an encrypted token holds once a key opened it: checked like others, opened by itself."""

from PySide6.QtCore import QObject

from inspector.annotate.tokens.decryption import Opened
from inspector.gui.state.tools import Tools
from inspector.gui.tokens.expected_card import ExpectedCard
from inspector.gui.tokens.signature_card import SignatureCard
from inspector.gui.tokens.token_document import TokenDocument
from inspector.protocol.tokens.jose import Jws
from inspector.wording import tr


class TokenInside(QObject):
    """read: the token inside, None until it is known."""

    def __init__(
        self, tools: Tools, own: TokenDocument, signature: SignatureCard, expected: ExpectedCard
    ) -> None:
        super().__init__(signature)
        self._tools = tools
        self._own = own
        self._signature = signature
        self._expected = expected
        self.read: Jws | None = None
        signature.inside_asked.connect(self.inspect)

    def take(self, opened: Opened) -> None:
        """Ask what the API expects of it; only one that is signed is a token of its own."""
        self.read = opened.inside
        self._expected.setVisible(self.read is not None)
        self._signature.inside.setVisible(self.read is not None and bool(self.read.signature))

    def inspect(self) -> None:
        """Open the token inside in a tab of its own, to check its signature."""
        if self.read is not None:
            made = TokenDocument(
                self.read.compact,
                exchange=self._own.exchange,
                tab=self._own.tab,
                place=tr("the encrypted token"),
            )
            self._tools.tabs.open(made)
