"""Where a typed command goes on in the next line: by a sign at the end, or in open quotes."""

import re

CONTINUES = re.compile(r"(?<![\\^`])(?:\\\\){0,9}[\\^`][ \t\r]*\Z")
"""A line that ends with the sign of sh, cmd or PowerShell that it goes on."""


def open_quote(text: str, quote: str = "") -> str:
    """Return the quote that is still open at the end of a text; quote: open at its begin."""
    skipped = False
    for sign in text:
        if skipped:
            skipped = False
        elif sign in "\\^" and quote != "'":
            skipped = True
        elif quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
    return quote
