"""Literals of Python for the texts of a call."""

from inspector.export.code.call import Call, Text, Variable
from inspector.model.message import readable


def text_of(text: Text) -> str:
    """Return an expression of type str; for texts that are no bytes of their own."""
    pieces = [_variable(p) if isinstance(p, Variable) else repr(readable(p)) for p in text]
    return " + ".join(pieces) or '""'


def bytes_of(text: Text) -> str:
    """Return an expression of type bytes."""
    return " + ".join(map(_bytes, text)) or 'b""'


def imports(call: Call, library: str) -> str:
    """Return the imports that the code needs."""
    return ("import os\n\n" if call.variables else "") + f"import {library}\n\n"


def _variable(variable: Variable) -> str:
    return f'os.environ["{variable.name}"]'


def _bytes(piece: str | Variable) -> str:
    if isinstance(piece, Variable):
        return f"{_variable(piece)}.encode()"
    data = piece.encode("latin-1")
    if piece.isascii():
        return repr(data)
    try:
        return f"{data.decode('utf-8')!r}.encode()"
    except UnicodeDecodeError:
        return repr(data)
