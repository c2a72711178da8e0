"""Scores how well a few typed letters fit a title; pure."""

_START, _NEXT, _PLAIN = 10, 6, 1


def score(typed: str, title: str) -> int:
    """Return how well the letters fit, in their order; 0 = they don't, or nothing was typed.

    Letters at the start of words and letters in a row count more; blanks in `typed` are ignored.
    """
    wanted = [letter for letter in typed.casefold() if not letter.isspace()]
    text, place, points, last = title.casefold(), 0, 0, -2
    for letter in wanted:
        place = _find(text, letter, place, last)
        if place < 0:
            return 0
        starts = place == 0 or not text[place - 1].isalnum()
        points += _START if starts else _NEXT if place == last + 1 else _PLAIN
        last, place = place, place + 1
    return points * 100 // (len(title) + 50) + 1 if wanted else 0


def _find(text: str, letter: str, start: int, last: int) -> int:
    """Return where the letter goes on: right after the last one, else at a word, else anywhere."""
    if last + 1 == start < len(text) and text[start] == letter and last >= 0:
        return start
    for place in range(start, len(text)):
        if text[place] == letter and (place == 0 or not text[place - 1].isalnum()):
            return place
    return text.find(letter, start)
