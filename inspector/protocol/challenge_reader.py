"""Reads the items of a challenge header one after another, and repairs what can be repaired."""

from inspector.protocol import challenge_scanner as scan
from inspector.protocol.challenge_records import Challenge, DefectKind, Param
from inspector.protocol.challenge_state import Open, State

_MOST_ITEMS = 1000
_LONGEST_PROSE_WORD = 20


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
        _word(state, word[0])
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


# ---------------------------------------------------------------- parameters


def _named(state: State, name: str, after: int) -> None:
    if not _is_scheme_with_equals(state, name, after):
        _param(state, name, after)
        return
    start = state.pos
    state.begin(start, name, after)
    state.fault("equals-after-scheme", (start, after), name, name + " ")
    state.pos = after
    _after_scheme(state)


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


# ---------------------------------------------------------------- words


def _word(state: State, word: str) -> None:
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
    if word.rstrip(":").lower() in scan.STRONG_SCHEMES:
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
    _after_scheme(state)


def _after_scheme(state: State) -> None:
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
    if token.lower() in scan.STRONG_SCHEMES or _is_empty_param(current.scheme, token):
        return
    is_strong = current.scheme.lower() in scan.STRONG_SCHEMES
    if not is_strong and token.isalpha() and len(token) <= _LONGEST_PROSE_WORD:
        _sentence(state, current)
        return
    current.token68 = token
    state.pos = current.end = start + len(token)


def _is_empty_param(scheme: str, token: str) -> bool:
    """Whether `realm=` at the end of a challenge is a parameter rather than padded Base64."""
    if not token.endswith("=") or token.endswith("==") or scheme.lower() in scan.TOKEN_SCHEMES:
        return False
    return token[:-1].lower() in scan.PARAMETER_NAMES or len(token) % 4 != 0


def _prose(state: State, current: Open, start: int) -> None:
    word = scan.WORD.match(state.text, start)
    if word and word[0].lower() in scan.STRONG_SCHEMES:
        return
    if current.scheme.lower() not in scan.STRONG_SCHEMES:
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
