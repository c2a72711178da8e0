"""The request as a curl command for bash and its kin."""

import re

from inspector.export.code.call import Call, Text, Variable
from inspector.export.code.curl_words import curl_words
from inspector.wording import tr

NAME = "curl"
ORDER = 1
COMMENT = "#"
SIGNS = ("aws-sigv4", "httpsig")
_SAFE = re.compile(r"[A-Za-z0-9_@%+=:,./-]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SHORT = {"\\": "\\\\", "'": "\\'", "\r": "\\r", "\n": "\\n", "\t": "\\t"}
_ESCAPED = re.compile(r"[\x00-\x1f\x7f-\xff\\']")


def title() -> str:
    """Return what people call it."""
    return tr("cURL (bash)")


def lacks(call: Call) -> str:
    """Bash can say every byte but one."""
    if any("\0" in piece for piece in call.body if isinstance(piece, str)):
        return tr("The body has a zero byte, which no word of a command can hold.")
    return ""


def write(call: Call) -> str:
    """Return the command, a row an option."""
    first, *rows = ([quote(word) for word in words] for words in curl_words(call))
    return " \\\n  ".join(" ".join(row) for row in (first, *rows)) + "\n"


def quote(text: Text) -> str:
    """Return the text as one word: '…', "$NAME", and $'…' where bytes are no text."""
    return "".join(map(_piece, text)) or "''"


def _piece(piece: str | Variable) -> str:
    if isinstance(piece, Variable):
        return f'"${piece.name}"'
    if _SAFE.fullmatch(piece):
        return piece
    try:
        text = piece.encode("latin-1").decode("utf-8")
    except UnicodeEncodeError:
        text = piece  # what was typed, and no bytes of a message
    except UnicodeDecodeError:
        text = ""
    if not text or _CONTROL.search(text):
        return "$'" + _ESCAPED.sub(_escape, piece) + "'"
    return "'" + text.replace("'", "'\\''") + "'"


def _escape(found: re.Match[str]) -> str:
    # Three digits always: a hexadecimal escape would take a digit that follows with it.
    return _SHORT.get(found[0]) or f"\\{ord(found[0]):03o}"


def is_utf8(call: Call) -> bool:
    """Whether all that a call says is text."""
    texts = (call.url, call.body, *(value for _, value in call.headers))
    for piece in (each for text in texts for each in text if isinstance(each, str)):
        try:
            piece.encode("latin-1").decode("utf-8")
        except UnicodeDecodeError:
            return False
    return True
