"""What the card of a token's life says of each event. Pure: no Qt."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from inspector.presentation.history.attempt_words import when
from inspector.wording import tr, tr_n
from inspector.wording.durations import length

if TYPE_CHECKING:
    from inspector.record.row import Row
    from inspector.record.token_use import Met
    from inspector.workbench.attempts.token_life import EventKind, LifeEvent


class LifeLine(NamedTuple):
    """icon, colour: of the disc. title: what happened. detail: where, how often, when."""

    icon: str
    colour: str
    title: str
    detail: str
    event: "LifeEvent"

    @property
    def spoken(self) -> str:
        """The whole line for screen readers."""
        return tr("{what}: {detail}", what=self.title, detail=self.detail)


_LOOKS: "dict[EventKind, tuple[str, str]]" = {
    "renewed-from": ("history", "text2"),
    "obtained": ("key-round", "accent"),
    "used": ("check", "ok"),
    "refused": ("x", "err"),
    "unjudged": ("triangle-alert", "warn"),
    "ended": ("circle-slash", "text2"),
    "renewed": ("refresh-cw", "accent"),
}


def life_lines(events: "tuple[LifeEvent, ...]", now: datetime) -> tuple[LifeLine, ...]:
    """Return a line for each event; now: local, to write times as short as they are clear."""
    return tuple(
        LifeLine(*_LOOKS[event.kind], _TITLES[event.kind](event), _detail(event, now), event)
        for event in events
    )


def _obtained(event: "LifeEvent") -> str:
    if event.met.use.kind == "session":
        return tr("Set by {address}", address=_address(event.met))
    return tr("Obtained by {address}", address=_address(event.met))


def _used(event: "LifeEvent") -> str:
    if event.met.use.kind == "refresh":
        return tr_n("Spent by {count} request", "Spent by {count} requests", event.count)
    return tr_n("Accepted in {count} attempt", "Accepted in {count} attempts", event.count)


def _refused(event: "LifeEvent") -> str:
    return tr("Refused: {why}", why=event.met.row.title) if event.met.row.title else tr("Refused")


def _unjudged(event: "LifeEvent") -> str:
    return tr_n(
        "Sent in {count} attempt whose reply does not judge it",
        "Sent in {count} attempts whose replies do not judge it",
        event.count,
    )


def _ended(event: "LifeEvent") -> str:
    told = {
        "expired": tr("Past its lifetime when it was sent"),
        "replaced": tr("Replaced by a newer one"),
        "used-up": tr("Used up"),
        "cleared": tr("Cleared by the server"),
        "signed-out": tr("Ended by signing out"),
        "revoked": tr("Revoked"),
    }
    return told[event.met.use.outcome]


def _renewed(event: "LifeEvent") -> str:
    if event.tie != "source":
        return tr("Renewed into token {fingerprint}", fingerprint=event.other)
    return tr("Followed by token {fingerprint} from the same place", fingerprint=event.other)


def _renewed_from(event: "LifeEvent") -> str:
    if event.tie != "source":
        return tr("Renewed from token {fingerprint}", fingerprint=event.other)
    return tr("Came after token {fingerprint} from the same place", fingerprint=event.other)


_TITLES = {
    "renewed-from": _renewed_from,
    "obtained": _obtained,
    "used": _used,
    "refused": _refused,
    "unjudged": _unjudged,
    "ended": _ended,
    "renewed": _renewed,
}


def _detail(event: "LifeEvent", now: datetime) -> str:
    """Return status, grant, times and whose attempts these were, those that are known."""
    parts = [*_asked(event), _time(event, now), *_origins(event)]
    if event.idle >= _WORTH_SAYING:
        idle = length(timedelta(milliseconds=event.idle))
        parts.append(tr("{time} after it was accepted last", time=idle))
    if event.past_end:
        parts.append(tr("past its lifetime"))
    if event.again:
        parts.append(tr("accepted again later"))
    return ", ".join(filter(None, parts))


_WORTH_SAYING = 2000  # milliseconds that it lay idle


def _asked(event: "LifeEvent") -> tuple[str, ...]:
    if event.kind == "ended":
        return (row_address(event.met.row),)
    if event.kind not in {"obtained", "renewed", "renewed-from"}:
        return ()
    use = event.met.use
    status = str(use.status) if use.status is not None else ""
    address = "" if event.kind == "obtained" else use.address
    return (address, status, _grants().get(use.grant, use.grant))


def _grants() -> dict[str, str]:
    return {
        "refresh_token": tr("with a refresh token"),
        "password": tr("with user and password"),
        "client_credentials": tr("as the client itself"),
        "authorization_code": tr("after a login in the browser"),
        "urn:ietf:params:oauth:grant-type:device_code": tr("after a login on another device"),
        "urn:ietf:params:oauth:grant-type:jwt-bearer": tr("for an assertion"),
        "urn:ietf:params:oauth:grant-type:saml2-bearer": tr("for a SAML assertion"),
        "urn:ietf:params:oauth:grant-type:token-exchange": tr("in exchange for a token"),
    }


def _time(event: "LifeEvent", now: datetime) -> str:
    first, last = when(event.met.row, now), when(event.last.row, now)
    if event.count == 1 or first == last:
        return first
    if event.kind == "refused":
        return tr_n(
            "{count} time, first {time}", "{count} times, first {time}", event.count, time=first
        )
    return tr("{first} to {last}", first=first, last=last)


def _origins(event: "LifeEvent") -> tuple[str, ...]:
    found = []
    if event.experiments == event.count == 1:
        found.append(tr("an experiment"))
    elif event.experiments:
        found.append(
            tr_n(
                "{count} of them an experiment",
                "{count} of them experiments",
                event.experiments,
            )
        )
    if event.fixes and event.kind in {"obtained", "renewed"}:
        found.append(tr("by a fix"))
    elif event.fixes and event.kind == "used":
        found.append(tr("after a fix") if event.count == 1 else _after_fixes(event.fixes))
    return tuple(found)


def _after_fixes(count: int) -> str:
    return tr_n("{count} of them after a fix", "{count} of them after fixes", count)


def _address(met: "Met") -> str:
    return met.use.address or row_address(met.row)


def row_address(row: "Row") -> str:
    """Return where an attempt went."""
    return f"{row.method} {row.host}{row.path}"
