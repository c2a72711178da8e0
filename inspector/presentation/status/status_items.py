"""What the status bar says about the answer that is shown and about the vault; pure."""

from typing import TYPE_CHECKING, NamedTuple

from inspector.model.exchange import Connection
from inspector.model.finding import Certainty
from inspector.presentation.status.remark import Promise, Remark
from inspector.presentation.status.unchecked import is_distrusted
from inspector.reading.statuses import ERRORS
from inspector.vault.store import VaultStatus
from inspector.wording import tr, tr_n
from inspector.wording.durations import counted

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer


class StatusItem(NamedTuple):
    """One item: its icon with colour, its words, the command of a click; right: at that end."""

    id: str
    icon: str
    token: str
    text: str
    command: str
    right: bool = False


_VAULT_LOOK = {
    "keyring": ("lock-keyhole", "ok"),
    "file": ("lock-keyhole", "ok"),
    "memory": ("triangle-alert", "warn"),
    "locked": ("lock", "warn"),
    "refused": ("circle-x", "err"),
    "older": ("triangle-alert", "err"),
    "unreadable": ("triangle-alert", "err"),
    "unopened": ("lock", "text2"),
}


class Screen(NamedTuple):
    """A screen without an answer. promise: what becomes of what it shows.

    remark: what it says of itself. waits: it is one to send from, and nothing is being sent.

    keeps, days: whether and how long the history keeps attempts, 0 = without a limit.
    """

    promise: Promise = "private"
    remark: Remark | None = None
    waits: bool = False
    keeps: bool = True
    days: int = 0


_OPEN = frozenset({Certainty.POSSIBLE, Certainty.UNLIKELY})
NOTHING = Screen(waits=True)


def status_items(
    answer: "Answer | None", vault: VaultStatus, screen: Screen = NOTHING
) -> tuple[StatusItem, ...]:
    """Return the items for an answer; None = nothing was sent in this tab."""
    icon, token = _VAULT_LOOK[vault.kind]
    kept = StatusItem("vault", icon, token, _vault_words(vault), "vault-status")
    if answer is not None:
        return (_finding(answer), kept, *_clock(answer), *_connection(answer))
    if screen.remark is not None:
        return (StatusItem("remark", *screen.remark), kept, _promise(screen))
    if not screen.waits:
        return (kept, _private())
    idle = tr("Nothing is sent until you press Send")
    return (kept, StatusItem("idle", "wifi-off", "text2", idle, "focus-url"), _private())


def _promise(screen: Screen) -> StatusItem:
    """Return what becomes of what is shown."""
    if screen.promise == "decoded-here":
        here = tr("Decoded on this computer")
        return StatusItem("local", "shield-check", "text2", here, "about", right=True)
    if screen.promise == "private":
        return _private()
    kept = tr("Attempts kept for {time}", time=counted(screen.days, "day"))
    if not screen.keeps:
        kept = tr("Attempts are not kept")
    elif not screen.days:
        kept = tr("Attempts kept without a time limit")
    return StatusItem("kept", "clock", "text2", kept, "settings", right=True)


def _private() -> StatusItem:
    text = tr("No telemetry, no account")
    return StatusItem("private", "shield-check", "text2", text, "about", right=True)


def _vault_words(vault: VaultStatus) -> str:
    words = {
        "keyring": tr("Vault: OS keyring"),
        "file": tr("Vault: encrypted file"),
        "memory": tr("Vault: this run only"),
        "locked": tr("Vault: OS keyring, locked") if vault.keyring else tr("Vault: file locked"),
        "refused": tr("Vault: the keyring refused"),
        "older": tr("Vault: older copy"),
        "unreadable": tr("Vault: file damaged"),
    }
    return words.get(vault.kind, tr("Vault: not opened yet"))


def _finding(answer: "Answer") -> StatusItem:
    causes = len(answer.verdict.findings)
    notes = len(answer.annotations)
    said = tr_n("{count} note", "{count} notes", notes)
    if any(one.entry == answer.verdict.entry for one in answer.verdict.healthy):
        text = tr("Part of what went well, {notes}", notes=said)
        return StatusItem("finding", "circle-check", "ok", text, "show-verdict")
    if causes:
        return _causes(answer, causes, said)
    limit = answer.verdict.limit
    if limit is not None:
        text = tr("{scheme} can't be sent yet, {notes}", scheme=limit.scheme, notes=said)
        return StatusItem("finding", "info", "info", text, "show-verdict")
    if answer.verdict.healthy:
        entries = len(answer.attempt.exchanges)
        healthy = tr_n(
            "Nothing to explain in {count} entry", "Nothing to explain in {count} entries", entries
        )
        return StatusItem("finding", "circle-check", "ok", healthy, "show-verdict")
    if _refused(answer):
        unclear = tr("No cause found, {notes}", notes=said)
        return StatusItem("finding", "triangle-alert", "warn", unclear, "show-verdict")
    return StatusItem(
        "finding", "circle-check", "ok", tr("Nothing wrong, {notes}", notes=said), "show-verdict"
    )


def _causes(answer: "Answer", count: int, said: str) -> StatusItem:
    """Say how many causes there are, and whether any of them is more than possible."""
    if answer.verdict.findings[0].certainty in _OPEN:
        count = len(answer.verdict.doubts) or count
        found = tr_n("{count} possible cause", "{count} possible causes", count)
        return StatusItem("finding", "triangle-alert", "warn", f"{found}, {said}", "show-verdict")
    found = tr_n("{count} cause found", "{count} causes found", count)
    return StatusItem("finding", "circle-x", "err", f"{found}, {said}", "show-verdict")


def _refused(answer: "Answer") -> bool:
    reply = answer.attempt.last_reply
    return reply is None or reply.status in ERRORS


def _clock(answer: "Answer") -> tuple[StatusItem, ...]:
    text = next((note.text for note in answer.annotations if note.kind == "clock-offset"), "")
    return (StatusItem("clock", "clock", "text2", text, "show-connection"),) if text else ()


def _connection(answer: "Answer") -> tuple[StatusItem, ...]:
    exchanges = answer.attempt.exchanges
    last = next((each for each in reversed(exchanges) if each.connection), None)
    found = last.connection if last is not None else None
    if last is None or found is None:
        return ()
    proxy = tr("Proxy {address}", address=found.proxy) if found.proxy else tr("No proxy")
    return (
        _tls(found, distrusted=is_distrusted(last)),
        StatusItem("proxy", "globe", "text2", proxy, "show-connection", right=True),
    )


def _tls(connection: Connection, *, distrusted: bool) -> StatusItem:
    if distrusted:
        look = ("shield-x", "err", tr("Certificate not trusted"))
    elif not connection.tls_version:
        look = ("wifi", "warn", tr("Not encrypted"))
    elif connection.verified is False:
        look = ("shield-x", "err", tr("Certificate not checked"))
    else:
        look = ("shield-check", "text2", tr("TLS verified"))
    return StatusItem("tls", *look, "show-connection", right=True)
