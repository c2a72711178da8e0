"""What a page says behind the word "Error:", in an element that no class or role marks."""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from inspector.protocol.patterns import lazy_re
from inspector.reading.pages.notices import Notice

_LONGEST, _MOST = 200, 3


def errors_in(runs: Sequence[str]) -> list[Notice]:
    """Return what stands behind the word, in its run of text or, where it is bold, in the next."""
    return list(islice(_told(runs), _MOST))


def _told(runs: Sequence[str]) -> Iterator[Notice]:
    shown = [run.strip() for run in runs if run.strip()]
    for run, after in pairwise((*shown, "")):
        found = _ERROR.match(run)
        words = "" if found is None else run[found.end() :].strip() or after.lstrip(": \u00a0")
        if words and len(words) <= _LONGEST and not words.startswith(_OF_A_PROGRAM):
            yield Notice(words, words)


# finds `Error: Invalid or missing CSRF cookie!`, `ERROR:`
# but not `Errors: 0`, `Error rate: 2 %`
_ERROR = lazy_re(r"(?i)error ?:[\s\u00a0]{0,3}")
_OF_A_PROGRAM = ("0", "{", "[", "<")
