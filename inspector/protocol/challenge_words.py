"""Reads the words of a challenge header that are no parameters: schemes, token68, prose, flags."""

from inspector.protocol import challenge_scanner as scan
from inspector.protocol.challenge_records import Param
from inspector.protocol.challenge_state import Open, State

_LONGEST_PROSE_WORD = 20


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
    if token.lower() in scan.STRONG_SCHEMES or _is_empty_param(current.scheme, token):
        return
    is_strong = current.scheme.lower() in scan.STRONG_SCHEMES
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
