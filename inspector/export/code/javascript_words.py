"""Expressions of JavaScript for the texts of a call."""

import json

from inspector.export.code.call import Call, Login, Text, Variable
from inspector.export.snippets.curl_bash import is_utf8


def literal(text: str) -> str:
    """Return a text in quotes."""
    return json.dumps(text, ensure_ascii=False).replace("\u2028", "\\u2028")


def _variable(variable: Variable) -> str:
    return f"process.env.{variable.name}"


def text_of(text: Text) -> str:
    """Return an expression for a text."""
    pieces = [_variable(p) if isinstance(p, Variable) else literal(p) for p in text]
    return " + ".join(pieces) or '""'


def header_of(text: Text) -> str:
    """Return a header's value as Node.js wants it: a character a byte."""
    if all(isinstance(piece, Variable) or piece.isascii() for piece in text):
        return text_of(text)
    return f'{buffer_of(text, is_text=_decodes(text))}.toString("latin1")'


def _decodes(text: Text) -> bool:
    return is_utf8(Call(method="", url=text))


def buffer_of(text: Text, *, is_text: bool) -> str:
    """Return an expression for bytes; is_text: whether they are UTF-8."""
    if not is_text:
        return f'Buffer.from({text_of(text)}, "latin1")'
    pieces = [
        _variable(p) if isinstance(p, Variable) else literal(p.encode("latin-1").decode("utf-8"))
        for p in text
    ]
    return f"Buffer.from({' + '.join(pieces)})"


def basic_of(login: Login) -> str:
    """Return the header's value for a login with user and password."""
    pair = buffer_of(login.pair, is_text=True)
    return f'"Basic " + {pair}.toString("base64")'
