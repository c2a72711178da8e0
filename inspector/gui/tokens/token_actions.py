"""The buttons beside a token's title: what can be done with it."""

from PySide6.QtCore import QObject

from inspector.gui.theme import Theme
from inspector.gui.tokens.token_resending import TokenResending
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.tooltip import set_tip
from inspector.wording import tr


class TokenActions(QObject):
    """is_signed: whether its claims can be edited. is_sent: whether it was sent to an API."""

    def __init__(
        self, theme: Theme, resending: TokenResending, *, is_signed: bool, is_sent: bool
    ) -> None:
        super().__init__(resending)
        self.renew = Button(theme, tr("Renew token"), "primary", "refresh-cw")
        self.change = Button(theme, tr("Edit and resend"), "secondary", "pencil")
        self.issuer = Button(theme, tr("Ask its issuer"), "secondary", "search")
        self.compare = Button(theme, tr("Compare with…"), "secondary", "columns-3")
        self.copy = Button(theme, tr("Copy decoded"), "secondary", "copy")
        set_tip(self.issuer, tr("Asks whether the token is active: introspection, RFC 7662."))
        # What can be read here needs no asking; its issuer can be asked on the tab of experiments.
        can_ask = is_sent and not is_signed and resending.can_ask_issuer
        self._hidden = [self.issuer] if not can_ask else []
        self.renew.clicked.connect(resending.renew)
        self.issuer.clicked.connect(resending.ask_issuer)
        self._hidden += [] if resending.can_renew else [self.renew]
        self._hidden += [] if is_signed and resending.can_resend else [self.change]
        for button in self._hidden:
            button.hide()

    @property
    def all(self) -> tuple[Button, ...]:
        """Every button, in their order."""
        return self.renew, self.change, self.issuer, self.compare, self.copy

    def offer(self, *, editing: bool) -> None:
        """Offer one way at a time to send it anew."""
        for button in (self.renew, self.change):
            button.setVisible(not editing and button not in self._hidden)
