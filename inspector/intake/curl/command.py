"""The options and URLs of a curl command, in the order in which they stand."""

from collections.abc import Iterator
from typing import NamedTuple

from inspector.intake.curl.table import SHORT, SILENT, UNDERSTOOD, VALUED

_FLAG = ""


class Given(NamedTuple):
    """An option by its long name, with its value ("" for a flag), as it was written."""

    name: str
    value: str
    written: str


class Command:
    """What was given; `next` ends it, as only one request is made of a command."""

    def __init__(self, words: tuple[str, ...]) -> None:
        """words: what stands after `curl`."""
        self.given: list[Given] = []
        self.urls: list[str] = []
        self.more = False
        for each in _options(words):
            if each.name == "next":
                self.more = True
                break
            self._take(each)

    def _take(self, each: Given) -> None:
        if each.name in ("", "url"):
            self.urls.append(each.value)
        elif each.name.startswith("no-") and each.name not in SILENT:
            self.given = [one for one in self.given if one.name != each.name[3:]]
        else:
            self.given.append(each)

    def has(self, *names: str) -> bool:
        """Whether one of the options was given."""
        return any(one.name in names for one in self.given)

    def last(self, *names: str) -> Given | None:
        """Return the last of the options of these names."""
        return next((one for one in reversed(self.given) if one.name in names), None)

    def value(self, name: str, default: str = "") -> str:
        """Return the last value of an option."""
        found = self.last(name)
        return found.value if found else default

    def all(self, *names: str) -> list[Given]:
        """Return the options of these names, in order."""
        return [one for one in self.given if one.name in names]

    def silent(self) -> list[str]:
        """Return the options that change nothing about the request, as written."""
        return list(dict.fromkeys(one.written for one in self.given if one.name in SILENT))

    def unsupported(self) -> list[str]:
        """Return the options that are not followed, as written."""
        known = SILENT | UNDERSTOOD
        return list(dict.fromkeys(one.written for one in self.given if one.name not in known))


def _options(words: tuple[str, ...]) -> Iterator[Given]:
    rest = list(words)
    only_urls = False
    while rest:
        word = rest.pop(0)
        if only_urls or word == "-" or not word.startswith("-"):
            yield Given("", word, word)
        elif word == "--":
            only_urls = True
        elif word.startswith("--"):
            yield _long(word, rest)
        else:
            yield from _shorts(word, rest)


def _long(word: str, rest: list[str]) -> Given:
    name, equals, value = word[2:].partition("=")
    name = name.lower()
    if name not in VALUED:
        return Given(name, _FLAG, word if not equals else f"--{name}")
    if not equals:
        value = rest.pop(0) if rest else ""
    return Given(name, value, f"--{name}")


def _shorts(word: str, rest: list[str]) -> Iterator[Given]:
    """Part `-sSLu user`: each letter is an option until one takes the rest as its value."""
    for index, letter in enumerate(word[1:], 2):
        name = SHORT.get(letter, letter)
        if name in VALUED:
            value = word[index:] or (rest.pop(0) if rest else "")
            yield Given(name, value, f"-{letter}")
            return
        yield Given(name, _FLAG, f"-{letter}")
