"""The request as a curl command for bash, its secrets masked."""

from inspector.export.code.call import call_of_message
from inspector.export.options import Options
from inspector.export.redact import Redacted
from inspector.export.snippets import curl_bash
from inspector.model import request as requests
from inspector.model.exchange import Exchange
from inspector.wording import tr

NAME = "curl"
SUFFIX = ".sh"
ORDER = 5
WHOLE = True
ALL = False


def title() -> str:
    """Return what the format is called."""
    return tr("cURL (bash)")


def fits(redacted: Redacted) -> bool:
    """Whether this answer has a request to repeat."""
    return redacted.attempt.request_known and bool(redacted.attempt.exchanges)


def write(redacted: Redacted, options: Options) -> str:
    """Return the command that sends the explained request again."""
    del options
    composed = redacted.attempt.request
    chosen = composed.options if composed else requests.Options(follow_redirects=False)
    return curl_bash.write(call_of_message(_start(redacted).request, chosen))


def _start(redacted: Redacted) -> Exchange:
    """Return the exchange that the explained one goes back to: before redirects and challenges."""
    exchanges = redacted.attempt.exchanges
    entry = redacted.verdict.entry
    at = entry if entry is not None and entry < len(exchanges) else len(exchanges) - 1
    before = exchanges[at].answers
    while before is not None and before < at:
        at, before = before, exchanges[before].answers
    return exchanges[at]
