"""The request as a curl command for a batch file of Windows."""

import re

from inspector.export.code.call import Call, Text, Variable
from inspector.export.code.curl_words import curl_words
from inspector.model.message import readable
from inspector.wording import tr

NAME = "curl-cmd"
ORDER = 2
COMMENT = "rem"
SIGNS = ("aws-sigv4", "httpsig")
_SAFE = re.compile(r"[A-Za-z0-9_@+:./-]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# A program reads backslashes before a quote as halves of pairs.


def title() -> str:
    """Return what people call it."""
    return tr("cURL (cmd, for a .cmd file)")


def lacks(call: Call) -> str:
    """No word of a batch file holds a line break or bytes that are no text."""
    for words in curl_words(call):
        for piece in (each for word in words for each in word if isinstance(each, str)):
            if _CONTROL.search(piece):
                return tr("A line of cmd can't hold line breaks or control characters.")
            if not is_text(piece):
                return tr("A line of cmd can't hold bytes that are no text.")
    return ""


def write(call: Call) -> str:
    """Return the command, a row an option, continued by ^."""
    rows = (" ".join(map(quote, words)) for words in curl_words(call))
    text = " ^\n  ".join(rows) + "\n"
    return text if text.isascii() else f"@chcp 65001 >nul\n{text}"


def quote(text: Text) -> str:
    """Return the text as one word: a quote as two, which cmd and the program both understand."""
    if len(text) == 1 and isinstance(text[0], str) and _SAFE.fullmatch(text[0]):
        return text[0]
    parts = "".join(map(_piece, text)).split('"')
    return '"' + '"'.join(map(_doubled, parts)) + '"'


def _doubled(part: str) -> str:
    """Return the text with the backslashes at its end doubled, since a quote follows them."""
    bare = part.rstrip("\\")
    return bare + "\\" * (2 * (len(part) - len(bare)))


def _piece(piece: str | Variable) -> str:
    if isinstance(piece, Variable):
        return f"%{piece.name}%"
    return readable(piece.replace("%", "%%").replace('"', '""'))


def is_text(piece: str) -> bool:
    """Whether bytes are UTF-8."""
    try:
        piece.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
