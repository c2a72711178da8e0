"""Takes XML apart for comparing: every text and attribute by its path; nothing is fetched."""

from collections import Counter
from collections.abc import Iterator
from xml.parsers import expat

Part = tuple[str, str]
_DEEPEST = 200


class _Refused(Exception):  # noqa: N818 - it is no mistake: such text is compared by line
    """A document type: entities can be made to blow up, so none is expanded."""


class _Enough(Exception):  # noqa: N818 - as above
    """As many parts as were asked for."""


def xml_parts(body: bytes, most: int) -> Iterator[Part] | None:
    """Return names and values, at most that many; None for what is no XML or has a document type.

    A name is the path without prefixes, repeats numbered: Envelope.Fault.faultcode, item[1]@id.
    A text stands where its element ends.
    """
    reader = _Reader(most)
    try:
        reader.parser.Parse(body, True)
    except _Enough:
        return iter(reader.parts[:most])
    except (expat.ExpatError, _Refused, ValueError, LookupError):
        return None
    return iter(reader.parts)


class _Reader:
    def __init__(self, most: int) -> None:
        self.parts: list[Part] = []
        self._most = most
        self._path: list[str] = []
        self._seen: list[Counter[str]] = [Counter()]
        self._text: list[list[str]] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = _refuse

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._path) >= _DEEPEST:
            raise _Refused
        if len(self.parts) >= self._most:
            raise _Enough
        own = name.rpartition(":")[2]
        number = self._seen[-1][own]
        self._seen[-1][own] += 1
        self._path.append(f"{own}[{number}]" if number else own)
        self._seen.append(Counter())
        self._text.append([])
        at = ".".join(self._path)
        self.parts += [
            (f"{at}@{key.rpartition(':')[2]}", value)
            for key, value in attributes.items()
            if not key.startswith("xmlns")
        ]

    def _end(self, _name: str) -> None:
        text = "".join(self._text.pop()).strip()
        if text:
            self.parts.append((".".join(self._path), text))
        self._path.pop()
        self._seen.pop()

    def _characters(self, text: str) -> None:
        self._text[-1].append(text)


def _refuse(*_declared: object) -> None:
    raise _Refused
