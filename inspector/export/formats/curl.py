"""The request as a curl command for bash."""

import re

from inspector.export.options import Options
from inspector.export.redact import Redacted
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, readable
from inspector.wording import tr

NAME = "curl"
SUFFIX = ".sh"
ORDER = 5
WHOLE = True
ALL = False
_SAFE = re.compile(r"[A-Za-z0-9_@%+=:,./-]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# Made by curl itself from the rest of the command.
_LEFT_TO_CURL = {"host", "content-length", "connection", "transfer-encoding"}


def title() -> str:
    """Return what the format is called."""
    return tr("cURL (bash)")


def fits(redacted: Redacted) -> bool:
    """Whether this answer has a request to repeat."""
    return redacted.attempt.request_known and bool(redacted.attempt.exchanges)


def write(redacted: Redacted, options: Options) -> str:
    """Return the command that sends the explained request again."""
    del options
    exchange = _start(redacted)
    message = exchange.request
    words = ["curl", "-i", *_method(message), quote(readable(message.url))]
    rows = [f"-H {quote(_header(header))}" for header in _headers(message)]
    if message.body:
        rows.append(f"--data-binary {quote(readable(message.body.decode('latin-1')))}")
    rows += _options(redacted)
    return " \\\n  ".join([" ".join(words), *rows]) + "\n"


def quote(text: str) -> str:
    """Return the text as one word of bash; control characters by $'…'."""
    if _SAFE.fullmatch(text):
        return text
    if _CONTROL.search(text):
        inside = text.replace("\\", "\\\\").replace("'", "\\'")
        return "$'" + _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", inside) + "'"
    return "'" + text.replace("'", "'\\''") + "'"


def _start(redacted: Redacted) -> Exchange:
    """Return the exchange that the explained one goes back to: before redirects and challenges."""
    exchanges = redacted.attempt.exchanges
    entry = redacted.verdict.entry
    at = entry if entry is not None and entry < len(exchanges) else len(exchanges) - 1
    before = exchanges[at].answers
    while before is not None and before < at:
        at, before = before, exchanges[before].answers
    return exchanges[at]


def _method(message: Message) -> list[str]:
    method = readable(message.method)
    if method == "HEAD":
        return ["-I"]
    implied = "POST" if message.body else "GET"
    return [] if method == implied else ["-X", quote(method)]


def _headers(message: Message) -> list[Header]:
    kept = [
        header
        for header in message.headers
        if header.name.lower() not in _LEFT_TO_CURL and not header.name.startswith(":")
    ]
    names = {header.name.lower() for header in kept}
    if message.body and "content-type" not in names:
        kept.append(Header("Content-Type", ""))  # curl would add one for forms
    return kept


def _header(header: Header) -> str:
    name, value = readable(header.name), readable(header.value)
    if value:
        return f"{name}: {value}"
    # `Name;` sends it empty, `Name:` leaves it out.
    return f"{name}:" if header.name == "Content-Type" else f"{name};"


def _options(redacted: Redacted) -> list[str]:
    request = redacted.attempt.request
    rows: list[str] = []
    if request is None:
        return rows
    options = request.options
    if options.follow_redirects:
        rows.append("-L")
    if not options.verify_tls:
        rows.append("-k")
    if options.ca_file:
        rows.append(f"--cacert {quote(options.ca_file)}")
    if options.http_version in {"1.1", "1.0"}:
        rows.append(f"--http{options.http_version}")
    if options.proxy not in {"system", "none", ""}:
        rows.append(f"-x {quote(options.proxy)}")
    return rows
