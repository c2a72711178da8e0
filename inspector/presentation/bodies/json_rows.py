"""The rows of a JSON body as they are shown: indented, folded, with what a fold holds. Pure."""

import itertools
import json
import re
from collections.abc import Iterator

import msgspec

from inspector.presentation.bodies.folds import Folds
from inspector.presentation.bodies.json_blocks import DEEPEST, JsonBlocks
from inspector.presentation.bodies.json_lines import JsonLines
from inspector.presentation.bodies.printable import visible
from inspector.presentation.bodies.secret_blocks import SecretBlocks, parts_of
from inspector.wording import tr, tr_n

_CLIPPED = 4000  # bytes of one line that are shown; Text shows all of it
_COPIED = 1024 * 1024
_WORDS_KEPT = 2000  # lines whose words are kept
_INDENTED = 3  # characters that one step of depth is wide, about
_LOOKED = 12  # members of an object in which its name is looked for
_TOLD = 24  # characters of a member that are told
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"?|[{}\[\],:]|[^\s"{}\[\],:]+', re.DOTALL)
_NAMED = re.compile(r'"((?:[^"\\]|\\.)*)": (.*)', re.DOTALL)
_PLAIN_KEY = re.compile(r"[A-Za-z_]\w*")
_SURE_NAMES = ("id", "_id", "uuid", "key", "code", "slug", "name", "title", "type")
_STATES = ("status", "state", "kind", "role", "level", "event")

Step = str | int


class JsonRow(msgspec.Struct, frozen=True):
    """One row. head: the words; chip: what a fold holds, or how many values a gap stands for.

    tail: the words behind the chip. opens: it can be folded.
    """

    line: int
    depth: int
    head: str
    chip: str = ""
    tail: str = ""
    opens: bool = False
    folded: bool = False
    gap: bool = False


class Words(msgspec.Struct, frozen=True):
    """The words of a line. places: where each byte of them begins: (byte, column), in order."""

    text: str
    places: tuple[tuple[int, int], ...]


class JsonRows:
    """The rows of a body; secrets: are masked where they stand, None: all is readable."""

    def __init__(self, blocks: JsonBlocks, secrets: SecretBlocks | None = None) -> None:
        self.data = blocks.data
        self.lines = JsonLines(blocks)
        self.folds = Folds(self.lines)
        self._secrets = secrets
        self._words: dict[int, Words] = {}
        self.widest = 0  # of the rows that were looked at

    def __len__(self) -> int:
        return self.folds.count

    # ------------------------------------------------------------ rows
    def row(self, number: int) -> JsonRow:
        """Return a row."""
        line = self.lines.line(self.folds.line(number))
        gap = self.folds.gap(line.number)
        if gap:
            return JsonRow(line.number, line.depth, "", self._gap(line.number, gap), gap=True)
        head, opens = self.words(line.number).text, self.lines.opens(line.number)
        if not opens or not self.folds.is_folded(line.number):
            return self._measured(JsonRow(line.number, line.depth, head, opens=opens))
        closer = self.lines.closer(line.number)
        tail = self.words(closer).text if self.lines.line(closer).closes else ""
        chip = self.summary(line.number)
        return self._measured(
            JsonRow(line.number, line.depth, head, chip, tail, opens=True, folded=True)
        )

    def _measured(self, row: JsonRow) -> JsonRow:
        """Note how wide the rows are that were looked at: nobody can look at all of them."""
        words = len(row.head) + len(row.chip) + len(row.tail)
        self.widest = max(self.widest, words + _INDENTED * (row.depth + 1))
        return row

    def text(self, row: int) -> str:
        """Return a row as one text."""
        found = self.row(row)
        return " ".join(filter(None, (found.head, found.chip, found.tail)))

    def number(self, row: int) -> int:
        """Return the number of the line in a row, from 1."""
        return self.folds.line(row) + 1

    def span(self, row: int) -> tuple[int, int]:
        """Return the bytes of a row."""
        line = self.lines.line(self.folds.line(row))
        return line.start, line.end

    def row_at(self, byte: int) -> int:
        """Return the row that shows a byte, or what it is folded into."""
        return self.folds.row(self.lines.of_byte(byte))

    def column(self, row: int, byte: int) -> int:
        """Return the column of a row that shows a byte."""
        words = self.words(self.folds.line(row))
        before = [place for place in words.places if place[0] <= byte]
        if not before:
            return 0
        start, column = before[-1]
        following = words.places[len(before)] if len(before) < len(words.places) else None
        most = following[1] if following else len(words.text)
        return min(column + len(_shown(self.data[start:byte])), most)

    def copied(self, first: int, last: int) -> str:
        """Return rows as indented text, with all that is folded in them."""
        low, high = self.folds.line(first), self.folds.line(last)
        high = self._last_of(high)
        made: list[str] = []
        size = 0
        for number in range(low, high + 1):
            text = "  " * self.lines.line(number).depth + self.words(number, whole=True).text
            size += len(text)
            if size > _COPIED:
                return "\n".join([*made, tr("… cut after 1 MB: save the body to have all of it")])
            made.append(text)
        return "\n".join(made)

    def _last_of(self, line: int) -> int:
        gap = self.folds.gap(line)
        if gap:
            return line + gap - 1
        return self.lines.closer(line) if self.folds.is_folded(line) else line

    # ------------------------------------------------------------ words of a line
    def words(self, number: int, *, whole: bool = False) -> Words:
        """Return the words of a line, secrets masked; long ones are cut unless all is wanted."""
        if number in self._words and not whole:
            return self._words[number]
        line = self.lines.line(number)
        cut = line.end - line.start > _CLIPPED and not whole
        end = line.start + _CLIPPED if cut else line.end
        made = self._written(line.start, end)
        if cut:
            more = tr("… {count:,} more bytes, see Text", count=line.end - end)
            made = Words(made.text + more, made.places)
        if not whole:
            if len(self._words) > _WORDS_KEPT:
                self._words.clear()
            self._words[number] = made
        return made

    def _written(self, start: int, end: int) -> Words:
        text, places = "", []
        before = b","
        for low, high in self._tokens(start, end):
            token = self.data[low:high]
            if _apart(before, token):
                text += " "
            for part in parts_of(self.data, self._secrets, low, high):
                places.append((part.start, len(text)))
                text += part.mask or _shown(self.data[part.start : part.end])
            text += " " if token == b":" else ""
            before = token
        return Words(text, tuple(places))

    def _tokens(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for found in _TOKEN.finditer(self.data, start, end):
            yield found.span()

    # ------------------------------------------------------------ what a fold holds
    def summary(self, number: int) -> str:
        """Return what a line holds: how much, and of an object by what it is known."""
        count = self.lines.children(number)
        if self.is_list(number):
            return tr_n("{count} entry", "{count:,} entries", count)
        keys = tr_n("{count} key", "{count:,} keys", count)
        return ", ".join([*self._known_by(number, count), keys])

    def _known_by(self, number: int, count: int) -> list[str]:
        members = {}
        for place in range(min(count, _LOOKED)):
            found = _NAMED.fullmatch(self.words(self.lines.child(number, place)).text)
            if found is not None and found[2][:1] not in ("{", "["):
                members[found[1].lower()] = _plain(found[2])
        name = next((key for key in _SURE_NAMES if members.get(key)), "")
        state = next((key for key in _STATES if members.get(key)), "")
        told = [f"{name} {_short(members[name])}"] if name else []
        return told + ([_short(members[state])] if state else [])

    def _gap(self, number: int, size: int) -> str:
        count = self.lines.values(number, number + size)
        return tr_n("{count} that doesn't match", "{count:,} that don't match", count)

    def is_list(self, number: int) -> bool:
        """Whether what a line opens is an array."""
        return self.lines.holds_list(number)

    # ------------------------------------------------------------ where a line is
    def opener(self, number: int) -> int:
        """Return the line that opens what a line closes, or the line itself."""
        line = self.lines.line(number)
        return max(self.lines.opener(number, line.depth), 0) if line.closes else number

    def ancestors(self, number: int) -> tuple[int, ...]:
        """Return the lines that open what a line lies in, outermost first."""
        here, found = self.opener(number), []
        for depth in range(min(self.lines.line(here).depth, DEEPEST) - 1, -1, -1):
            here = self.lines.opener(here, depth)
            if here < 0:
                break
            found.append(here)
        return tuple(reversed(found))

    def steps(self, number: int) -> tuple[Step, ...]:
        """Return the keys and places that lead to a line."""
        way = [*self.ancestors(number), self.opener(number)]
        return tuple(self._step(*pair) for pair in itertools.pairwise(way))

    def _step(self, parent: int, number: int) -> Step:
        if self.is_list(parent):
            return self.lines.place(number, parent)
        return self.key(number) or ""

    def key(self, number: int) -> str | None:
        """Return the name of the member that a line begins with, None where it has none."""
        found = _NAMED.match(self.words(number).text)
        return _plain(f'"{found[1]}"') if found else None

    def value(self, number: int) -> str:
        """Return the words of a line without its name and the comma behind it."""
        text = self.words(self.opener(number)).text
        found = _NAMED.fullmatch(text)
        return (found[2] if found else text).removesuffix(",")


def path_text(steps: tuple[Step, ...]) -> str:
    """Return a JSONPath (RFC 9535 §2.3) that leads to one value."""
    return "$" + "".join(step_text(step) for step in steps)


def step_text(step: Step) -> str:
    """Return one step of a JSONPath."""
    if isinstance(step, int):
        return f"[{step}]"
    if _PLAIN_KEY.fullmatch(step):
        return f".{step}"
    escaped = step.replace("\\", "\\\\").replace("'", "\\'")
    return f"['{escaped}']"


def kind_of(rows: JsonRows, number: int) -> str:
    """Return what kind of value a line holds, and how large it is."""
    if rows.lines.opens(rows.opener(number)):
        opener = rows.opener(number)
        kind = tr("array") if rows.is_list(opener) else tr("object")
        return tr("{kind}, {held}", kind=kind, held=rows.summary(opener))
    value = rows.value(number)
    if value[:1] == '"':
        length = len(_plain(value))
        return tr_n("string, {count} character", "string, {count:,} characters", length)
    words = {"true": tr("boolean"), "false": tr("boolean"), "null": tr("null")}
    others = {"[": tr("array, empty"), "{": tr("object, empty"), "": ""}
    return words.get(value) or others.get(value[:1], tr("number"))


def told(rows: JsonRows, row: int) -> str:
    """Return a row for screen readers: its number, where it is, what it holds."""
    found = rows.row(row)
    number = found.line
    if found.gap:
        return tr("Line {number}, {held}, collapsed", number=number + 1, held=found.chip)
    path = path_text(rows.steps(number))
    kind = kind_of(rows, number)
    if found.opens:
        state = tr("collapsed") if found.folded else tr("expanded")
        parts = (tr("Line {number}", number=number + 1), path, kind, state)
    else:
        plain = "" if rows.lines.line(number).closes else _plain(rows.value(number))
        parts = (tr("Line {number}", number=number + 1), path, kind.partition(",")[0], plain)
    return ", ".join(filter(None, parts))


def _apart(before: bytes, token: bytes) -> bool:
    """Whether two words follow each other with nothing between, as in text that is no JSON."""
    signs = (b",", b":", b"{", b"[", b"}", b"]")
    return before not in signs and token not in signs


def _shown(part: bytes) -> str:
    return visible(part.decode("utf-8", "replace").replace("\t", "    "))


def _plain(text: str) -> str:
    """Return a value without its quotes and escapes."""
    text = text.removesuffix(",")
    if text[:1] != '"':
        return text
    try:
        return visible(str(json.loads(text, strict=False)))
    except ValueError:
        return text.strip('"')


def _short(text: str) -> str:
    return text if len(text) <= _TOLD else text[: _TOLD - 1] + "…"
