"""A tab with a token taken apart: its life, its parts, its signature, and every check at once."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from inspector.annotate.tokens import advice as result_words
from inspector.annotate.tokens import decode
from inspector.annotate.tokens.check import Check
from inspector.annotate.tokens.checks import checked, checks, closing
from inspector.annotate.tokens.expected import Expected
from inspector.annotate.tokens.signatures import Signature
from inspector.annotate.tokens.standing import is_proven, is_unsigned, with_standing
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.tokens.compared_tokens import ComparingTokens
from inspector.gui.tokens.token_context import TokenContext
from inspector.gui.tokens.token_document import TokenDocument
from inspector.gui.tokens.token_editing import TokenEditing
from inspector.gui.tokens.token_head import TokenHead
from inspector.gui.tokens.token_panes import TokenCards
from inspector.gui.tokens.token_resending import TokenResending
from inspector.gui.tokens.token_work import TokenWork
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.label import InlineCheck
from inspector.gui.widgets.page import Page
from inspector.gui.widgets.tooltip import set_tip
from inspector.model.annotation import Level
from inspector.model.token import Token, TokenPart
from inspector.presentation.tokens.check_words import Late, field_levels, lateness, remark_of
from inspector.presentation.tokens.life_marks import LifeMarks, life_marks
from inspector.presentation.tokens.token_rows import Counted, counted, decoded_text, flaw_of
from inspector.presentation.tokens.token_state import (
    JOSE,
    Headline,
    advice,
    headline,
    is_checkable,
    kinds_of,
    token_name,
)
from inspector.protocol.redaction import DOTS
from inspector.protocol.tokens import jose
from inspector.wording import tr
from inspector.workbench.saml_login import consumer_host

if TYPE_CHECKING:
    from inspector.annotate.tokens.decryption import Opened
    from inspector.gui.tokens.token_editing import EditCard
    from inspector.model.token import Token
    from inspector.protocol.oauth.resource_metadata import ResourceMetadata


# ---------------- A token with everything that can be said of it at one moment. Pure: no Qt
class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """token: with its checks as notes. levels: of what is expected, by its field.

    closing: the one thing to change or to do.
    """

    token: Token
    headline: Headline
    marks: LifeMarks | None
    late: Late
    levels: dict[str, Level]
    counted: Counted
    closing: str


def judged(
    token: Token, expected: Expected, now: datetime, read: object, signature: Signature | None
) -> Judged:
    """Check a token against what is expected; read: as `jose.read` returned it."""
    found: tuple[Check, ...] = ()
    shown = token
    if isinstance(read, jose.Jws):
        found = checks(read, expected, now, signature)
        shown = checked(token, found)
    return Judged(
        token=shown,
        headline=headline(token, expected, now, found, signature),
        marks=life_marks(token, expected, now),
        late=lateness(token, expected, now),
        levels=field_levels(found, expected),
        counted=counted(shown.parts),
        closing=closing(found)
        if isinstance(read, jose.Jws) and not read.is_detached
        else advice(token, expected, now, signature),
    )


# ---------------- A token as presentation mode shows it
_OPEN = frozenset({"header", "outer-header"})


def presented(token: Token) -> Token:
    """Return the token with every value but those of its header masked; checks stay.

    Its result may name a user.
    """
    head = token.masked.partition(".")[0] if token.masked.startswith("eyJ") else ""
    return msgspec.structs.replace(
        token,
        result="",
        masked=f"{head}.{DOTS}.{DOTS}" if head else DOTS,
        parts=tuple(_part(part) for part in token.parts),
    )


def _part(part: TokenPart) -> TokenPart:
    if part.name in _OPEN:
        return part
    rows = tuple(msgspec.structs.replace(row, value=DOTS) for row in part.rows)
    return msgspec.structs.replace(part, rows=rows)


# ---------------- The buttons beside a token's title: what can be done with it
class TokenActions(QObject):
    """is_signed: whether its claims can be edited. is_sent: whether it was sent to an API.

    posted_to: the host that a SAML reply or assertion is meant for, empty for other tokens.
    """

    def __init__(
        self,
        theme: Theme,
        resending: TokenResending,
        *,
        is_signed: bool,
        is_sent: bool,
        posted_to: str = "",
    ) -> None:
        super().__init__(resending)
        self.renew = Button(theme, tr("Renew token"), "primary", "refresh-cw")
        self.post = Button(theme, tr("Post it to {host}", host=posted_to), "primary", "log-in")
        self.post.setObjectName("saml_post")
        set_tip(self.post, tr("Signs in with it, as a browser would; its cookies are kept."))
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
        self.post.clicked.connect(resending.post)
        self._hidden += [] if resending.can_renew else [self.renew]
        self._hidden += [] if posted_to else [self.post]
        self._hidden += [] if is_signed and resending.can_resend else [self.change]
        for button in self._hidden:
            button.hide()

    @property
    def all(self) -> tuple[Button, ...]:
        """Every button, in their order."""
        return self.renew, self.post, self.change, self.issuer, self.compare, self.copy

    def offer(self, *, editing: bool) -> None:
        """Offer one way at a time to send it anew."""
        for button in (self.renew, self.change):
            button.setVisible(not editing and button not in self._hidden)


_TICK = 1000  # milliseconds between two looks at the clock


class TokenPage(Page):
    """Shows the token of the document's topic; decoding needs no network."""

    def __init__(
        self, document: TokenDocument, tools: Tools, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Token"), parent=parent)
        self._tools = tools
        self._text = document.topic.strip()
        self._document = document
        self._token: Token = decode(self._text)
        # A session cookie may have the shape of a signed token, and be none.
        self._jws = jose.read(self._text) if self._token.kind in ("jwt", "jwe") else None
        self._signature: Signature | None = None
        self.context = TokenContext(tools, self._text, document)
        self._token = self.context.sent_with(self._token)
        self.work = TokenWork(tools, self._text, self, self.context.content)
        self.resending = TokenResending(tools, self._text, document, self)
        self.comparing = ComparingTokens(tools, document, self)
        self.head = TokenHead(tools.theme)
        self.title, self.lead = (
            self.use_head(self.head, self.head.title, self.head.below),
            self.head.lead,
        )
        self.panes = panes = TokenCards(tools, document, self._whole)
        self.column.addWidget(panes, 1)
        self.bar, self.encoded = panes.bar, panes.encoded
        self.life, self.claims = panes.life, panes.claims
        self.signature, self.expected, self.inside = panes.signature, panes.expected, panes.inside
        self.editing = TokenEditing(tools, document, self.panes, self.claims, self.resending)
        self._add_remarks()
        self._add_actions()
        self._connect()
        self._begin()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._run_on)
        self._clock.start(_TICK)

    # ------------------------------------------------------------ building
    def _add_remarks(self) -> None:
        # Of a signed token the cards below say what is merely to be known.
        told = [one for one in self._token.remarks if not self._is_signed or one.level != "info"]
        said = {self._token.result, result_words.as_title(result_words.not_checked())}
        told = [one for one in told if result_words.as_title(one.text) not in said]
        for remark in told:
            line = InlineCheck(self._tools.theme, remark.text, remark.level)
            self.encoded.column.addWidget(line)
            self.work.opened.connect(line.hide)

    def _add_actions(self) -> None:
        is_sent = self.context.expected.use == "access"
        self.buttons = TokenActions(
            self._tools.theme,
            self.resending,
            is_signed=self._is_signed,
            is_sent=is_sent,
            posted_to=consumer_host(self._text) if self._token.kind == "saml" else "",
        )
        self.renew, self.change = self.buttons.renew, self.buttons.change
        self.change.clicked.connect(lambda: self.editing.begin(self._jws))
        self.buttons.compare.clicked.connect(lambda: self.comparing.ask(self.buttons.compare))
        self.buttons.copy.clicked.connect(self._copy)
        for button in self.buttons.all:
            self.add_action(button)

    def _connect(self) -> None:
        self.expected.changed.connect(self._expect)
        self._tools.choices.changed.connect(self._choose)
        self.editing.turned.connect(lambda editing: self.buttons.offer(editing=editing))
        self.signature.fetch_asked.connect(self.work.agree)
        self.work.elsewhere.connect(self.signature.offer)
        self.signature.again_asked.connect(self.work.again)
        self.signature.key_given.connect(self.work.check)
        self.signature.key_typed.connect(self.work.check_typed)
        self.signature.key_chosen.connect(self.work.check_by)
        self.work.signature_found.connect(self._take_signature)
        self.work.discovered.connect(self.expected.suggest_issuer)
        self.work.opened.connect(self._show_opened)
        self.work.described.connect(self._take_described)
        self.expected.metadata_asked.connect(self.work.describe)

    # ------------------------------------------------------------ showing
    @property
    def _is_signed(self) -> bool:
        return isinstance(self._jws, jose.Jws)

    @property
    def _checked(self) -> jose.Jws | None:
        """What is checked claim by claim: the token, or what an encrypted one holds."""
        return self._jws if isinstance(self._jws, jose.Jws) else self.inside.read

    def _whole(self) -> str:
        return self._jws.compact if self._jws is not None else self._text

    def _begin(self) -> None:
        kept = self._document
        self.expected.show_expected(self.context.expected, kept.expected)
        self.expected.setVisible(self._is_signed)
        checkable = self._is_signed or self.work.is_encrypted or is_checkable(self._token)
        self.signature.setVisible(checkable)
        self.signature.begin(self.work.issuer_host, encrypted=self.work.is_encrypted)
        if is_unsigned(self._token):
            self.signature.begin_unsigned()
        if kept.signature is not None:
            self.signature.show_signature(kept.signature)
            self.signature.again.setVisible(bool(self.work.issuer_host))
            self._signature = kept.signature
        elif self.work.is_issuer_known:
            QTimer.singleShot(0, self, self.work.fetch_keys)
        self.editing.resume(self._jws)
        self._judge()

    def _expect(self) -> None:
        """Check by what was typed, and keep it for a page that is made anew."""
        self._document.expected = self.expected.expected
        self._judge()

    def _take_signature(self, found: Signature) -> None:
        """Show what a check found; its rows are checked anew."""
        self._signature = found
        if found.fit:
            self._document.signature = found
        self.signature.show_signature(found)
        self._judge()

    def _take_described(self, found: "ResourceMetadata | None") -> None:
        """Expect what the API says of itself."""
        if found is None:
            self._tools.notices.say(tr("The API does not describe itself at the address it names."))
        else:
            self.expected.show_expected(self.context.described(found))
            self._judge()

    def _show_opened(self, opened: "Opened") -> None:
        """Show and check what was encrypted, now that a key opened it."""
        self._token = opened.token
        self.inside.take(opened)
        self._judge()

    def _judge(self) -> None:
        """Check everything again: the expectations are others."""
        hidden = self._tools.choices.value.presentation
        token = presented(self._token) if hidden else self._token
        now = datetime.now(UTC)
        made = judged(token, self.expected.expected, now, self._checked, self._signature)
        self._show_headline(made.headline)
        self.head.show_kinds(kinds_of(self._token))
        self._document.set_name(token_name(self._token, hidden=hidden))
        self.head.show_origin(self.context.origin(self._signature))
        self.bar.show_marks(made.marks)
        self.panes.show_above(shown=made.marks is not None)
        self.expected.show_checks(made.levels, made.late)
        self._show_token(made.token)
        self.claims.show_closing(made.closing)
        trouble = made.headline.level == "bad"
        proven = is_proven(token, self._signature)
        self._document.set_remark(remark_of(made.counted, proven=proven, trouble=trouble))

    def _run_on(self) -> None:
        """Let the time that is left run; where something ends, all is checked anew."""
        if not self.isVisible() or self.editing.card is not None:
            return
        hidden = self._tools.choices.value.presentation
        token = presented(self._token) if hidden else self._token
        expected, now = self.expected.expected, datetime.now(UTC)
        made = judged(token, expected, now, self._checked, self._signature)
        if made.headline.level != self._shown.level:
            self._judge()
        elif made.headline != self._shown:
            self._show_headline(made.headline)
            self.bar.show_marks(made.marks)

    def _show_headline(self, headline: Headline) -> None:
        self._shown = headline
        self.head.show_result(headline)
        self.setAccessibleName(headline.text)

    def _show_token(self, token: "Token") -> None:
        """Show the token's parts; in presentation mode no claim is readable or editable."""
        hidden = self._tools.choices.value.presentation
        self.encoded.show_token(token.masked, flaw_of(token), coloured=token.kind in JOSE)
        read = self._checked if not hidden else None
        self.claims.show_token(token, read, self.context.pins)
        self.change.setEnabled(not hidden)
        if hidden:
            self.editing.turn(editing=False)

    def _choose(self, _choice: object) -> None:
        self._judge()

    # ------------------------------------------------------------ doing
    @property
    def edit(self) -> "EditCard | None":
        """The fields to edit the token, once they were wanted."""
        return self.editing.card

    def _copy(self) -> None:
        hidden = self._tools.choices.value.presentation
        stands = with_standing(self._token, datetime.now(UTC), self._signature)
        copy_text(decoded_text(presented(stands) if hidden else stands))
        self._tools.notices.say(tr("Copied the decoded token, secrets masked."))
