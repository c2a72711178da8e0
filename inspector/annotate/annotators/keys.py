"""API keys in headers, in the query and in cookies: whose they look like, and odd characters."""

from collections.abc import Iterator
from urllib.parse import unquote

from inspector.annotate.lines import Line, sent, target_place
from inspector.annotate.sent import CREDENTIAL_NAMES
from inspector.model.annotation import Annotation, Level
from inspector.model.attempt import Attempt
from inspector.protocol.field_names import PARAMETER_WORDS, is_secret_header, is_secret_name
from inspector.protocol.keys import key_words
from inspector.protocol.patterns import lazy_re
from inspector.protocol.urls import host_of
from inspector.wording import tr

_NOT_HERE = frozenset({*CREDENTIAL_NAMES, "cookie"})
_PARAMETER = lazy_re(r"[?&]([^=&#]{1,100})=([^&#]*)")
_UNPRINTABLE = lazy_re(r"[^\x21-\x7e]")


def annotate(attempt: Attempt, index: int) -> Iterator[Annotation]:
    """Remark on keys outside Authorization."""
    exchange = attempt.exchanges[index]
    seen: set[str] = set()
    host = host_of(exchange.request.url)
    for line in sent(exchange, index):
        if line.name in _NOT_HERE or not is_secret_header(line.name):
            continue
        if exchange.lacks_header(line.name):
            yield _note(line, tr("blanked out before it came here"), "odd")
            continue
        yield from _header(line, host)
        if line.name in seen:
            yield _note(line, tr("sent more than once: only one can count"), "odd")
        seen.add(line.name)
    yield from _query(exchange.request.target, index, host)


def _header(line: Line, host: str) -> Iterator[Annotation]:
    value = line.value
    if not value.strip():
        yield _note(line, tr("empty"), "odd")
        return
    if value != value.strip() or _UNPRINTABLE.search(value.strip()):
        yield _note(line, tr("blanks or unusual characters are part of the value"), "odd")
    if value[:1] == value[-1:] and value[:1] in "\"'":
        yield _note(line, tr("the value stands in quotes, which are part of it"), "odd")
    if said := key_words.described(value.strip(), host):
        yield _note(line, *said)


def _query(target: str, index: int, host: str) -> Iterator[Annotation]:
    for found in _PARAMETER.finditer(target):
        name = unquote(found.group(1))
        if name.lower() not in PARAMETER_WORDS and not is_secret_name(name):
            continue
        said = key_words.described(unquote(found.group(2)), host)
        text = tr("a key in the URL ends up in logs and histories")
        yield Annotation(
            place=target_place(index, found.span(2)),
            text=f"{said[0]}; {text}" if said else text,
            level="odd",
            kind="key-in-query",
            reference="RFC 6750 §2.3",
        )


def _note(line: Line, text: str, level: Level) -> Annotation:
    return Annotation(place=line.place(), text=text, level=level, kind="key")
