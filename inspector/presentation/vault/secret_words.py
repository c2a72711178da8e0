"""A row of the vault in words, for eyes and ears."""

from datetime import datetime

from inspector.presentation.vault.secret_rows import SecretRow, Warned, needs_look
from inspector.vault.store import VaultStatus
from inspector.wording import tr, tr_n
from inspector.wording.dates import day
from inspector.wording.durations import span

Two = tuple[str, str]


def headline(rows: tuple[SecretRow, ...]) -> str:
    """Return the page's title."""
    count, look = len(rows), sum(map(needs_look, rows))
    if not count:
        return tr("No secrets yet")
    said = tr_n("{count} secret", "{count} secrets", count)
    if not look:
        return said
    return tr_n(
        "{secrets}, {count} needs a look", "{secrets}, {count} need a look", look, secrets=said
    )


def worst(row: SecretRow) -> Warned | None:
    """Return the warning that stands in the row."""
    return next(iter(row.warnings), None)


def second_line(row: SecretRow) -> str:
    """Return the kind, with the worst warning."""
    told = worst(row)
    kind = tr("Locked") if row.secret.value is None else row.kind.name
    return kind if told is None else tr("{kind}, {warning}", kind=kind, warning=told.short)


def uses_words(row: SecretRow) -> str:
    """Return how many requests use it."""
    if not row.uses:
        return tr("no request")
    return tr_n("{count} request", "{count} requests", len(row.uses))


def host_lines(row: SecretRow) -> Two:
    """Return where it may go."""
    if not row.hosts:
        return tr("Not used yet"), ""
    more = len(row.hosts) - 1
    return row.hosts[0], tr_n("and {count} more", "and {count} more", more) if more else ""


def end_lines(row: SecretRow, now: datetime) -> Two:
    """Return when it ends, or is to be replaced."""
    ends = row.ends
    if ends is None:
        return tr("No end"), ""
    rotates = row.kind.ends is None or ends < row.kind.ends
    when = day(ends)
    if ends <= now:
        return when, tr("rotate now") if rotates else tr("ended")
    left = tr("in {time}", time=span(ends - now))
    if row.kind.renews:
        return left, tr("renews itself")
    return when, tr("rotate by") if rotates else left


def answer_lines(row: SecretRow, now: datetime) -> Two:
    """Return the last reply to it."""
    entry = row.secret.entry
    if not entry.status or entry.answered is None:
        return tr("None yet"), ""
    return str(entry.status), tr("{time} ago", time=span(max(now - entry.answered, now - now)))


def spoken(row: SecretRow, now: datetime) -> str:
    """Return a row to be read aloud."""
    ends, answer = end_lines(row, now), answer_lines(row, now)
    parts = (
        row.name,
        row.kind.name,
        tr("warning: {text}", text=told.short) if (told := worst(row)) is not None else "",
        uses_words(row),
        tr_n("{count} host", "{count} hosts", len(row.hosts)) if row.hosts else "",
        " ".join(filter(None, ends)),
        tr("last answer {status}", status=" ".join(filter(None, answer))),
    )
    return ", ".join(filter(None, parts))


# ---------------- Where they are kept
def store_title(status: VaultStatus) -> str:
    """Return the state of the store in a few words."""
    return {
        "keyring": tr("OS keyring, unlocked"),
        "file": tr("Encrypted file, open"),
        "memory": tr("This run only"),
        "locked": tr("OS keyring, locked") if status.keyring else tr("Encrypted file, locked"),
        "refused": tr("OS keyring, refused"),
        "older": tr("Encrypted file, an older copy"),
        "unreadable": tr("Encrypted file, damaged"),
    }.get(status.kind, tr("Not opened yet"))


def store_look(status: VaultStatus) -> Two:
    """Return icon and colour of the state of the store."""
    looks = {
        "keyring": ("lock", "ok"),
        "file": ("lock", "ok"),
        "unopened": ("lock", "text2"),
        "locked": ("lock-keyhole", "warn"),
        "memory": ("triangle-alert", "warn"),
    }
    return looks.get(status.kind, ("circle-x", "err"))


def kinds() -> tuple[tuple[str, str, str], ...]:
    """Return the kinds of the sidebar: id, icon, word."""
    return (
        ("", "vault", tr("All secrets")),
        ("look", "triangle-alert", tr("Need a look")),
        ("tokens", "scan-search", tr("Tokens")),
        ("passwords", "square-asterisk", tr("Passwords")),
        ("keys", "key-round", tr("Keys")),
        ("certificates", "shield-check", tr("Certificates")),
        ("others", "lock", tr("Others")),
    )
