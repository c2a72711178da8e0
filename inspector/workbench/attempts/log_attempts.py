"""Makes attempts of lines taken out of logs, and hands them to the history in small portions."""

import hashlib
import re
from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol

import msgspec

from inspector.diagnose.verdict.log_lines import NAMED_USER
from inspector.logs.taking import Taken, Takings
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Message, Reply, latin1
from inspector.protocol.dates import utc
from inspector.record import Kept, Row
from inspector.wording import tr_n
from inspector.workbench.answer import answer
from inspector.workbench.attempts.arrival import arrived
from inspector.workbench.attempts.remembering import remembered

_AT_ONCE = 100  # lines written as one: others wait some milliseconds for their turn
_HOST = re.compile(r"(?:(https?)://)?(\[[0-9A-Fa-f:.]+\]|[\w.-]+)(:\d{1,5})?/?", re.IGNORECASE)
Pair = tuple[Row, Kept]
_Alike = tuple[str, str, str, int, bool]
Told = Callable[[int], bool]
"""Hears how many lines were kept so far; answers whether to go on."""


class Store(Protocol):
    """The history, as far as it is needed here."""

    def add_many(self, pairs: tuple[Pair, ...]) -> "Future[int]":
        """Keep attempts; the future has how many were not there yet."""


class Secrets(msgspec.Struct, frozen=True):
    """known: values of the vault. key: of the fingerprints."""

    known: tuple[str, ...]
    key: bytes


class LogKept(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a log's refused lines.

    added: attempts new in the history. again: those that were there already. left_out: refused
    lines over the limit. untimed: those without a time.
    """

    added: int = 0
    again: int = 0
    left_out: int = 0
    untimed: int = 0


def keep(takings: Takings, host: str, store: Store, secrets: Secrets, told: Told) -> LogKept:
    """Write the lines as attempts; host: where they name none. Raises what the store raises."""
    lines, added, done = takings.lines, 0, 0
    alike: dict[_Alike, Pair] = {}
    for at in range(0, len(lines), _AT_ONCE):
        portion = lines[at : at + _AT_ONCE]
        added += store.add_many(
            tuple(_pair(line, attempt_of(line, host), secrets, alike) for line in portion)
        ).result()
        done += len(portion)
        if not told(done):
            break
    return LogKept(
        added=added,
        again=done - added,
        left_out=_left_out(takings),
        untimed=takings.untimed,
    )


def _pair(taken: Taken, attempt: Attempt, secrets: Secrets, alike: dict[_Alike, Pair]) -> Pair:
    """Return what the history keeps of a line; lines that differ in their time alone are alike."""
    if "?" in taken.target:  # what a query holds may end at a time
        return remembered(answer(attempt), secrets.known, secrets.key)
    key = (taken.method, taken.host, taken.target, taken.status, taken.named)
    if key not in alike:
        alike[key] = remembered(answer(attempt), secrets.known, secrets.key)
    row, kept = alike[key]
    replace = msgspec.structs.replace
    exchange = replace(kept.attempt.exchanges[0], started=attempt.started)
    whole = replace(kept.attempt, id=attempt.id, started=attempt.started, exchanges=(exchange,))
    return (
        replace(row, id=attempt.id, started=int(taken.at * 1000)),
        replace(kept, attempt=whole),
    )


def _left_out(takings: Takings) -> int:
    taken = sum(line.refused for line in takings.lines)
    return max(0, takings.refused - takings.untimed - taken)


def attempt_of(taken: Taken, host: str = "") -> Attempt:
    """Return a line as an attempt; host: where it names none, perhaps with http:// in front.

    Its id comes from the whole line, so that the same log adds nothing the second time.
    """
    asked = taken.host or host
    started = utc(taken.at)
    target = latin1(taken.target)
    exchange = Exchange(
        request=Message(method=taken.method, url=_url(target, asked, taken.method), target=target),
        reply=Reply(status=taken.status),
        started=started,
        redacted=(NAMED_USER,) if taken.named else (),
    )
    given = hashlib.blake2b(b"" if taken.host else host.encode(), digest_size=4)
    return Attempt(
        id=f"log-{taken.digest.hex()}-{given.hexdigest()}",
        exchanges=(exchange,),
        started=started,
        origin="import",
        source="log",
        may_be_sanitised=True,
    )


def kept_words(kept: LogKept) -> str:
    """Return what became of the lines, in sentences."""
    said = arrived(kept.added, kept.again)
    if kept.left_out:
        said.append(
            tr_n(
                "{count} earlier refusal was left out.",
                "{count} earlier refusals were left out.",
                kept.left_out,
            )
        )
    if kept.untimed:
        said.append(tr_n("{count} has no time.", "{count} have no time.", kept.untimed))
    return " ".join(said)


def typed_host(text: str) -> str | None:
    """Return a typed host as it is used: lower case, perhaps with scheme and port; None if bad."""
    if not text.strip():
        return ""
    found = _HOST.fullmatch(text.strip())
    if found is None:
        return None
    if found[2] in {"-", "_"}:  # what servers write for no name
        return ""
    scheme = f"{found[1].lower()}://" if found[1] else ""
    return f"{scheme}{found[2].lower()}{found[3] or ''}"


def _url(target: str, host: str, method: str) -> str:
    """Return the address as far as it is known; the scheme is a guess where the log lacks it."""
    if "://" in target.partition("?")[0]:
        return target
    if method == "CONNECT":
        return f"https://{target}"
    known = typed_host(host)
    if not known:
        return target
    scheme, found, rest = known.rpartition("://")
    usual = "http" if rest.endswith(":80") else "https"
    name = rest.removesuffix(":80").removesuffix(":443")
    slash = "" if target.startswith("/") else "/"
    return f"{scheme if found else usual}://{name}{slash}{target}"
