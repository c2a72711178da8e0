"""What the challenge reader has found so far: the open challenge, its place and its defects."""

from dataclasses import dataclass, field

from inspector.protocol.challenge_defects import defect
from inspector.protocol.challenge_records import Challenge, Defect, DefectKind, Param, Span
from inspector.protocol.challenge_scanner import TOKEN, quote


@dataclass
class Open:
    """The challenge being read."""

    start: int
    scheme: str = ""
    token68: str = ""
    end: int = 0
    is_sentence: bool = False
    params: list[Param] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    defects: list[Defect] = field(default_factory=list)

    def closed(self) -> Challenge:
        """Return what was read as a record."""
        return Challenge(
            scheme=self.scheme,
            span=(self.start, self.end),
            params=tuple(self.params),
            token68=self.token68,
            defects=tuple(self.defects),
        )


class State:
    """The text, how far it is read, and the challenges found."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pos = 0
        self.gap = ""
        self.open: Open | None = None
        self.done: list[Challenge] = []

    def is_fresh(self) -> bool:
        """Whether no challenge has begun, or only meaningless characters were read."""
        return self.open is None or not (
            self.open.scheme or self.open.params or self.open.is_sentence
        )

    def gap_span(self) -> Span:
        """The separators just before the position."""
        return (self.pos - len(self.gap), self.pos)

    def begin(self, start: int, scheme: str, end: int) -> Open:
        """Start a challenge; characters that led to none become part of it."""
        if self.open and self.is_fresh():
            self.open.scheme, self.open.end = scheme, end
            return self.open
        self.finish()
        self.open = Open(start=start, scheme=scheme, end=end)
        return self.open

    def fault(self, kind: DefectKind, span: Span, name: str = "", repaired: str = "") -> None:
        """Note a defect of the open challenge."""
        if self.open:
            self.open.defects.append(defect(kind, span, name, repaired))

    def swallow(self, end: int, kind: DefectKind) -> None:
        """Take characters without meaning into the open challenge."""
        self.fault(kind, (self.pos, end))
        self.pos = end
        if self.open:
            self.open.end = end

    def add(self, param: Param, kind: DefectKind | None) -> None:
        """Add a parameter; kind: what was wrong with its value."""
        current = self.open
        if current is None:
            return
        start = param.span[0]
        if not TOKEN.match(param.name):
            self.fault("odd-name", (start, start + len(param.name)), param.name)
        if kind and not (kind == "unquoted" and param.name.endswith("*")):
            self.fault(kind, param.span, param.name, f"{param.name}={quote(param.value)}")
        if param.name.lower() in current.names:
            self.fault("duplicate", param.span, param.name)
        current.names.add(param.name.lower())
        current.params.append(param)
        self.pos = current.end = param.span[1]

    def finish(self) -> None:
        """Close the open challenge."""
        if self.open:
            self.done.append(self.open.closed())
        self.open = None
