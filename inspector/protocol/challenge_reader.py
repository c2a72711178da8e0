"""Reads the items of a challenge header one after another, and repairs what can be repaired."""

from inspector.protocol import challenge_scanner as scan
from inspector.protocol.challenge_records import Challenge, DefectKind, Param
from inspector.protocol.challenge_state import Open, State
from inspector.protocol.challenge_words import after_scheme, read_word

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
    if name.lower() not in scan.STRONG_SCHEMES:
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
