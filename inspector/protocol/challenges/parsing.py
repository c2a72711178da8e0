"""Splits WWW-Authenticate and Proxy-Authenticate into challenges (RFC 9110 §11), never raising.

Servers write several schemes on a line, forget commas and quotes, or send a sentence. Each is
read as a person would, and each departure is kept as a `Defect` with its place.
"""

from dataclasses import dataclass, field

from inspector.model.message import Header
from inspector.protocol.challenges import scanner as scan
from inspector.protocol.challenges.records import Challenge, Defect, DefectKind, Param, Span, defect
from inspector.protocol.challenges.scanner import TOKEN, quote
from inspector.protocol.scheme_words import STRONG_SCHEMES, TOKEN68_SCHEMES

_LONGEST_PROSE_WORD = 20


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


def read_word(state: State, word: str) -> None:
    """Read a word that no equals sign follows: a scheme, a flag, or words without meaning."""
    if state.is_fresh() or _starts_challenge(state, word):
        _scheme(state, word)
    elif "," in state.gap and _is_flag(state, word):
        end = state.pos + len(word)
        param = Param(name=word, value="", span=(state.pos, end), value_span=(end, end))
        state.add(param, "flag")
    elif "," in state.gap:
        _scheme(state, word)
    else:
        _stray_words(state)


def _starts_challenge(state: State, word: str) -> bool:
    if word.rstrip(":").lower() in STRONG_SCHEMES:
        return True
    after = state.pos + len(word)
    return "," not in state.gap and bool(scan.NEXT_IS_PARAM.match(state.text, after))


def _is_flag(state: State, word: str) -> bool:
    has_params = bool(state.open and state.open.params)
    at_end = scan.END_OF_ITEM.match(state.text, state.pos + len(word))
    return has_params and not word[0].isupper() and bool(at_end)


def _scheme(state: State, word: str) -> None:
    start, gap = state.pos, state.gap_span()
    name = word.rstrip(":") or word
    lacks_comma = not state.is_fresh() and "," not in state.gap
    state.begin(start, name, start + len(word))
    if lacks_comma:
        state.fault("missing-comma-between-challenges", gap, name, ", ")
    if name != word:
        state.fault("colon-after-scheme", (start, start + len(word)), name, name)
    if not scan.TOKEN.match(name):
        state.fault("odd-name", (start, start + len(name)), name)
    state.pos = start + len(word)
    after_scheme(state)


def after_scheme(state: State) -> None:
    """Read what follows a scheme if it is no parameter: a token68, or prose."""
    current = state.open
    blanks = scan.BLANKS.match(state.text, state.pos)
    start = blanks.end() if blanks else state.pos
    if current is None or start >= len(state.text) or state.text[start] in ",;":
        return
    if found := scan.TOKEN68.match(state.text, start):
        _token68(state, current, found[1], start)
    elif state.text[start] == '"':
        current.token68, _, current.end, _ = scan.value_at(state.text, start)
        state.pos = current.end
    elif not scan.NAME_EQUALS.match(state.text, start):
        _prose(state, current, start)


def _token68(state: State, current: Open, token: str, start: int) -> None:
    if token.lower() in STRONG_SCHEMES or _is_empty_param(current.scheme, token):
        return
    is_strong = current.scheme.lower() in STRONG_SCHEMES
    if not is_strong and _is_prose(token):
        _sentence(state, current)
        return
    current.token68 = token
    state.pos = current.end = start + len(token)


def _is_prose(token: str) -> bool:
    is_word = token.islower() or token.istitle() or token.isupper()
    return is_word and token.isalpha() and len(token) <= _LONGEST_PROSE_WORD


def _is_empty_param(scheme: str, token: str) -> bool:
    """Whether `realm=` at the end of a challenge is a parameter rather than padded Base64."""
    if not token.endswith("=") or token.endswith("==") or scheme.lower() in TOKEN68_SCHEMES:
        return False
    return token[:-1].lower() in scan.PARAMETER_NAMES or len(token) % 4 != 0


def _prose(state: State, current: Open, start: int) -> None:
    word = scan.WORD.match(state.text, start)
    if word and word[0].lower() in STRONG_SCHEMES:
        return
    by_address = scan.ADDRESS.match(state.text, start)  # a name with the place to log in at
    if current.scheme.lower() not in STRONG_SCHEMES and not by_address:
        _sentence(state, current)
        return
    state.pos = start
    _stray_words(state)


def _sentence(state: State, current: Open) -> None:
    found = scan.SENTENCE_END.search(state.text, current.end)
    whole = state.text[current.start : found.start() if found else len(state.text)]
    current.scheme, current.is_sentence = "", True
    current.end = current.start + len(whole.rstrip(" \t\r\n,;"))
    state.pos = current.end
    state.fault("sentence", (current.start, current.end))


def _stray_words(state: State) -> None:
    found = scan.STRAY_WORDS.match(state.text, state.pos)
    state.swallow(found.end() if found else state.pos + 1, "stray-words")


_MOST_ITEMS = 1000


def read(text: str) -> tuple[Challenge, ...]:
    """Return the challenges of one header value; never raises."""
    state = State(text)
    _header_name(state)
    for _ in range(_MOST_ITEMS):
        if not _next_item(state):
            break
    else:
        _too_many(state)
    state.finish()
    return tuple(state.done)


def _header_name(state: State) -> None:
    if found := scan.HEADER_NAME.match(state.text):
        state.begin(found.start(1), "", found.end())
        state.fault("header-name", found.span(1), found[1])
        state.pos = found.end()


def _next_item(state: State) -> bool:
    _skip_gap(state)
    if state.pos >= len(state.text):
        return False
    if named := scan.NAME_EQUALS.match(state.text, state.pos):
        _named(state, named[1], named.end())
    elif word := scan.WORD.match(state.text, state.pos):
        read_word(state, word[0])
    else:
        _stray(state)
    return True


def _skip_gap(state: State) -> None:
    if gap := scan.GAP.match(state.text, state.pos):
        state.gap, state.pos = gap[0], gap.end()


def _too_many(state: State) -> None:
    end = len(state.text.rstrip(" \t\r\n,;"))
    _skip_gap(state)
    if state.pos < end:
        state.finish()
        state.begin(state.pos, "", state.pos)
        state.swallow(end, "too-many")


def _stray(state: State) -> None:
    if state.open is None:
        state.begin(state.pos, "", state.pos)
    found = scan.STRAY.match(state.text, state.pos)
    state.swallow(found.end() if found else state.pos + 1, "stray")


def _named(state: State, name: str, after: int) -> None:
    if not _is_scheme_with_equals(state, name, after):
        _param(state, name, after)
        return
    start = state.pos
    state.begin(start, name, after)
    state.fault("equals-after-scheme", (start, after), name, name + " ")
    state.pos = after
    after_scheme(state)


def _is_scheme_with_equals(state: State, name: str, after: int) -> bool:
    """Whether `Bearer=` was meant as the scheme; amid parameters only where another `=` follows."""
    if name.lower() not in STRONG_SCHEMES:
        return False
    return state.is_fresh() or (
        "," in state.gap and name[0].isupper() and bool(scan.NAME_EQUALS.match(state.text, after))
    )


def _param(state: State, name: str, after: int) -> None:
    start = state.pos
    current = state.open or state.begin(start, "", start)
    _check_gap(state, current, name)
    blanks = scan.BLANKS.match(state.text, after)
    value_start = blanks.end() if blanks else after
    kind: DefectKind | None
    if value_start > after and scan.NEXT_IS_PARAM.match(state.text, after):
        value, span, end, kind = "", (after, after), after, "empty-value"
    else:
        value, span, end, kind = scan.value_at(state.text, value_start)
    if name.endswith("*"):
        value = scan.extended(value)
    state.add(Param(name=name, value=value, span=(start, end), value_span=span), kind)


def _check_gap(state: State, current: Open, name: str) -> None:
    """Note what is wrong between the item before and this parameter."""
    name_span = (state.pos, state.pos + len(name))
    if not current.scheme and not current.params:
        state.fault("missing-scheme", name_span, name)
    elif current.token68:
        state.fault("token-and-parameters", name_span, name)
    elif ";" in state.gap:
        state.fault("semicolon", state.gap_span(), name, ", ")
    elif not current.params:
        if "," in state.gap:
            state.fault("comma-after-scheme", state.gap_span(), name, " ")
    elif "," not in state.gap:
        state.fault("missing-comma", state.gap_span(), name, ", ")


__all__ = [
    "Challenge",
    "Defect",
    "DefectKind",
    "Param",
    "Span",
    "challenges_of",
    "parse",
    "repaired",
]

# Values that RFC 7616 §3.3 and RFC 9110 §11.5 write as a quoted string even when a token would do.
_ALWAYS_QUOTED = frozenset(["realm", "domain", "nonce", "opaque", "qop"])


def parse(value: str) -> tuple[Challenge, ...]:
    """Return the challenges of one header value, in order.

    The spans of the challenges and separators (blanks, commas, semicolons) cover the value.
    """
    return read(value)


def challenges_of(
    headers: tuple[Header, ...], name: str = "WWW-Authenticate"
) -> tuple[tuple[int, Challenge], ...]:
    """Return (index of the header line, challenge) for every challenge in lines of that name."""
    wanted = name.lower()
    return tuple(
        (index, challenge)
        for index, header in enumerate(headers)
        if header.name.lower() == wanted
        for challenge in parse(header.value)
    )


def repaired(challenge: Challenge) -> str:
    """Write the challenge as a correct server would have; empty for a sentence."""
    if not challenge.scheme:
        return ""
    if challenge.token68:
        return f"{challenge.scheme} {challenge.token68}"
    if not challenge.params:
        return challenge.scheme
    return f"{challenge.scheme} {', '.join(map(_written, challenge.params))}"


def _written(param: Param) -> str:
    was_quoted = param.span[1] > param.value_span[1]
    if was_quoted or param.name.lower() in _ALWAYS_QUOTED or not TOKEN.match(param.value):
        return f"{param.name}={quote(param.value)}"
    return f"{param.name}={param.value}"
