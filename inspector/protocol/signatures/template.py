r"""Reads templates of what is signed: texts with parts in braces, `{timestamp:ms}{body|sha256}`.

A part has a name, after a colon an argument, and after strokes what is made of it, one after the
other. What is hashed and not encoded further becomes hexadecimal. `\n` is a line break.
"""

import base64
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import quote_from_bytes

from inspector.protocol.patterns import lazy_re
from inspector.protocol.signatures.key_signature import digest_of
from inspector.protocol.tokens.signing import SigningError
from inspector.wording import tr

# finds `{header:X-Date|lower}`
# but not `{"a": 1}`
_PART = lazy_re(r"\{([a-z_]{1,20})(?::([^{}|\n]{0,200}))?((?:\|[a-z0-9]{1,12}){0,6})\}")
_HASHES = ("md5", "sha1", "sha256", "sha384", "sha512")


class TemplateError(SigningError):
    """A template can't be filled in; the text says why, without any secret."""


class Part(NamedTuple):
    """A part in braces: `{name:argument|filter|filter}`."""

    name: str
    argument: str = ""
    filters: tuple[str, ...] = ()

    @property
    def written(self) -> str:
        """The part as it stands in a template."""
        argument = f":{self.argument}" if self.argument else ""
        return "{" + self.name + argument + "".join(f"|{name}" for name in self.filters) + "}"


def pieces(text: str) -> Iterator[str | Part]:
    """Yield what stands between the parts of a template as it is written, and the parts."""
    at = 0
    for found in _PART.finditer(text):
        if found.start() > at:
            yield _unescaped(text[at : found.start()])
        yield Part(found[1], (found[2] or "").strip(), tuple(found[3].split("|")[1:]))
        at = found.end()
    if at < len(text):
        yield _unescaped(text[at:])


def _unescaped(text: str) -> str:
    return text.replace("\\n", "\n")


def parts(text: str) -> tuple[Part, ...]:
    """Return the parts of a template."""
    return tuple(piece for piece in pieces(text) if isinstance(piece, Part))


def rendered(text: str, value: Callable[[Part], bytes]) -> bytes:
    """Return a template filled in. value: returns what a part stands for; raises TemplateError."""
    return b"".join(
        filtered(value(piece), piece)
        if isinstance(piece, Part)
        else piece.encode("utf-8", "surrogateescape")
        for piece in pieces(text)
    )


def filtered(data: bytes, part: Part) -> bytes:
    """Return what the filters of a part make of its value; raises TemplateError."""
    for name in part.filters:
        data = _filter(part, name)(data)
    hashed = bool(part.filters) and part.filters[-1] in _HASHES
    return data.hex().encode() if hashed else data


def _filter(part: Part, name: str) -> Callable[[bytes], bytes]:
    if name in _HASHES:
        return lambda data: digest_of(data, name)
    found = FILTERS.get(name)
    if found is None:
        text = tr(
            "{part} ends in |{name}, which is none of: {known}.",
            part=part.written,
            name=name,
            known=", ".join((*_HASHES, *FILTERS)),
        )
        raise TemplateError(text)
    return found


FILTERS: dict[str, Callable[[bytes], bytes]] = {
    "hex": lambda data: data.hex().encode(),
    "base64": base64.b64encode,
    "base64url": lambda data: base64.urlsafe_b64encode(data).rstrip(b"="),
    "raw": lambda data: data,
    "lower": bytes.lower,
    "upper": bytes.upper,
    "trim": bytes.strip,
    "url": lambda data: quote_from_bytes(data, safe="-_.~").encode(),
    "nonzero": lambda data: b"" if data == b"0" else data,
}
"""What can be made of a part, beside hashes of it."""


def encoded(signature: bytes, coding: str) -> str:
    """Return a signature as text: hex, base64 or base64url, which goes without padding."""
    return FILTERS[coding](signature).decode()


class Line(NamedTuple):
    """A header or a parameter that is added: its name, and a template of its value."""

    name: str
    value: str

    @property
    def is_signature(self) -> bool:
        """Whether the signature stands in it."""
        return any(part.name == "signature" for part in parts(self.value))


def lines(text: str, separator: str) -> tuple[Line, ...]:
    """Return the lines `name<separator>value` of a text; raises TemplateError for another."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        name, stroke, value = line.partition(separator)
        if not stroke or not name.strip():
            raise TemplateError(
                tr(
                    "“{line}” is no line of the form {form}.",
                    line=line[:60],
                    form=tr("Name: value") if separator == ":" else tr("name=value"),
                )
            )
        found.append(Line(name.strip(), value.strip()))
    return tuple(found)
