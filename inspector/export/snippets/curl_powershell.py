"""The request as a curl command for PowerShell from 7.3 on, which hands words on as they are."""

import re

from inspector.export.code.call import Call, Text, Variable
from inspector.export.code.curl_words import curl_words
from inspector.export.snippets.curl_cmd import is_text
from inspector.model.message import readable
from inspector.wording import tr

NAME = "curl-powershell"
ORDER = 3
COMMENT = "#"
SIGNS = ("aws-sigv4", "httpsig")
_SAFE = re.compile(r"[A-Za-z0-9_+:./][A-Za-z0-9_+:./-]*|-[A-Za-z]|--[a-z-]+")
# PowerShell takes all of these for a single quote.
_QUOTES = re.compile("['\u2018\u2019\u201a\u201b]")


def title() -> str:
    """Return what people call it."""
    return tr("cURL (PowerShell 7.3 or later)")


def lacks(call: Call) -> str:
    """No word of PowerShell holds bytes that are no text, or a zero byte."""
    for words in curl_words(call):
        for piece in (each for word in words for each in word if isinstance(each, str)):
            if "\0" in piece or not is_text(piece):
                return tr("A word of PowerShell can't hold bytes that are no text.")
    return ""


def write(call: Call) -> str:
    """Return the command, a row an option, continued by a backtick."""
    # Without .exe, Windows PowerShell runs a command of its own; elsewhere there is only curl.
    first, *rows = (" ".join(map(quote, words)) for words in curl_words(call))
    return " `\n  ".join((first, *rows)) + "\n"


def quote(text: Text) -> str:
    """Return the text as one word; with variables as a sum in brackets."""
    pieces = [_piece(piece) for piece in text] or ["''"]
    if len(pieces) > 1 or isinstance(text[0] if text else "", Variable):
        return "(" + " + ".join(pieces) + ")"
    only = text[0] if text else ""
    return only if isinstance(only, str) and _SAFE.fullmatch(only) else pieces[0]


def _piece(piece: str | Variable) -> str:
    if isinstance(piece, Variable):
        return f"$env:{piece.name}"
    return "'" + _QUOTES.sub(lambda found: found[0] * 2, readable(piece)) + "'"
