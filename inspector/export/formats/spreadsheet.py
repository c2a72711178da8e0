"""The exchanges as a table, one a row, with what was found of each: CSV without formulas."""

from inspector.export.entry_findings import found_of
from inspector.export.options import Options
from inspector.export.redact import Redacted
from inspector.model.message import readable
from inspector.wording import tr
from inspector.wording.spreadsheets import csv_text

NAME = "csv"
SUFFIX = ".csv"
ORDER = 7
WHOLE = False
ALL = True
_COLUMNS = (
    "number",
    "method",
    "url",
    "status",
    "milliseconds",
    "cause",
    "finding",
    "title",
    "certainty",
)


def title() -> str:
    """Return what the format is called."""
    return tr("CSV")


def fits(redacted: Redacted) -> bool:
    """Whether this answer has exchanges."""
    return bool(redacted.attempt.exchanges)


def write(redacted: Redacted, options: Options) -> str:
    """Return a row for each exchange."""
    del options
    found = found_of(redacted.verdict, len(redacted.attempt.exchanges))
    rows = []
    for index, exchange in enumerate(redacted.attempt.exchanges):
        told = found.get(index)
        rows.append(
            (
                index + 1,
                readable(exchange.request.method),
                readable(exchange.request.url),
                exchange.reply.status if exchange.reply else "",
                "" if exchange.timing.total is None else round(exchange.timing.total),
                *((told.cause, told.slug, told.title, told.certainty) if told else [""] * 4),
            )
        )
    return csv_text(_COLUMNS, rows)
