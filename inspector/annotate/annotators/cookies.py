"""Cookies: what each Set-Cookie does, and which cookies were not sent back and why."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

from inspector.annotate.lines import Line, received, sent, target_place
from inspector.annotate.times import judged_at
from inspector.model.annotation import Annotation, Level
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import first, values
from inspector.protocol.cookie import cookie_rules, cookies
from inspector.protocol.cookie.cookie_reasons import Reason
from inspector.protocol.cookie.cookie_rules import StoredCookie
from inspector.protocol.cookie.cookies import SetCookie
from inspector.reading.statuses import ERRORS
from inspector.wording import tr, tr_n
from inspector.wording.dates import near_stamp

_REFERENCE = "RFC 6265bis"
_LOOK_BACK = 30
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def annotate(attempt: Attempt, index: int) -> Iterator[Annotation]:
    """Explain Cookie and Set-Cookie of an exchange, and what is missing in a refused request."""
    exchange = attempt.exchanges[index]
    for line in received(exchange, index):
        if line.name == "set-cookie":
            yield from _set(line, exchange)
    for line in sent(exchange, index):
        if line.name == "cookie":
            yield from _sent(line, exchange)
    if exchange.reply and exchange.reply.status in ERRORS and not attempt.may_be_sanitised:
        yield from _missing(attempt, index)


def _note(line: Line, text: str, level: Level = "info", reference: str = _REFERENCE) -> Annotation:
    return Annotation(
        place=line.place(), text=text, level=level, kind="cookie", reference=reference
    )


def _set(line: Line, exchange: Exchange) -> Iterator[Annotation]:
    now = judged_at(exchange) or _EPOCH
    cookie = cookies.parse(line.value, now)
    stored = _stored(cookie, exchange)
    if isinstance(stored, Reason):
        yield _note(line, stored.message, "odd", stored.reference)
        return
    yield _note(line, _life(cookie, now))
    before = _sent_values(exchange).get(cookie.name)
    if before is not None and before != cookie.value and not _is_over(cookie, now):
        text = tr("replaces the {name} that was sent", name=cookie.name[:40])
        yield _note(line, text, "odd")


def _life(cookie: SetCookie, now: datetime) -> str:
    name = cookie.name[:40]
    if _is_over(cookie, now):
        return tr("deletes the cookie {name}", name=name)
    if cookie.expires:
        return tr("keeps {name} until {time}", name=name, time=near_stamp(cookie.expires, now))
    return tr("keeps {name} for the session", name=name)


def _is_over(cookie: SetCookie, now: datetime) -> bool:
    return cookie.expires is not None and cookie.expires <= now


def _stored(cookie: SetCookie, exchange: Exchange) -> StoredCookie | Reason | None:
    try:
        return cookie_rules.store(cookie, exchange.request.url)
    except ValueError:
        return None


def _sent(line: Line, exchange: Exchange) -> Iterator[Annotation]:
    if exchange.lacks_header("cookie"):
        yield _note(line, tr("blanked out, at least in part, before it came here"), "odd")
        return
    pairs = cookies.pairs(line.value)
    yield _note(line, tr_n("{count} cookie", "{count} cookies", len(pairs)))
    times = Counter(pair.name for pair in pairs)
    for name in (one for one, many in times.items() if many > 1):
        yield _note(line, tr("{name} is there more than once", name=name[:40]), "odd")


def _missing(attempt: Attempt, index: int) -> Iterator[Annotation]:
    exchange = attempt.exchanges[index]
    now = judged_at(exchange) or _EPOCH
    had = _sent_values(exchange)
    for before, stored in _jar(attempt, index).values():
        name = stored.cookie.name
        if name in had:
            continue
        reason = _withheld(stored, exchange, now)
        if reason and reason.kind in ("not-domain", "host-only"):
            continue
        number = before + 1
        text = tr(
            "the cookie {name} of exchange {number} was not sent", name=name[:40], number=number
        )
        yield Annotation(
            place=target_place(index),
            text=reason.message if reason else text,
            level="odd",
            kind="cookie-missing",
            reference=reason.reference if reason else _REFERENCE,
        )


def _withheld(stored: StoredCookie, exchange: Exchange, now: datetime) -> Reason | None:
    try:
        return cookie_rules.withheld(stored, exchange.request.url, now)
    except ValueError:
        return None


def _jar(attempt: Attempt, index: int) -> dict[str, tuple[int, StoredCookie]]:
    """Return the cookies that the exchanges before left, each with the number of its exchange."""
    jar: dict[str, tuple[int, StoredCookie]] = {}
    for number in range(max(0, index - _LOOK_BACK), index):
        exchange = attempt.exchanges[number]
        if exchange.reply is None or first(exchange.reply.headers, "set-cookie") is None:
            continue
        now = judged_at(exchange) or _EPOCH
        for _, cookie in cookies.set_cookies_of(exchange.reply.headers, now):
            stored = _stored(cookie, exchange)
            if _is_over(cookie, now):
                jar.pop(cookie.name, None)
            elif isinstance(stored, StoredCookie):
                jar[cookie.name] = (number, stored)
    return jar


def _sent_values(exchange: Exchange) -> dict[str, str]:
    lines = values(exchange.request.headers, "cookie")
    return {pair.name: pair.value for line in lines for pair in cookies.pairs(line)}
