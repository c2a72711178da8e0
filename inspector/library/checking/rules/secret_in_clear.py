"""No file holds a secret: neither where its program keeps one, nor under a secret's name or shape.

What the program would move to the vault when it saves is searched for in the files; what it does
not read (comments, examples, unknown keys) is told by the name beside it or by its shape.
"""

from collections.abc import Iterator

from inspector.library.checking.gathering import CheckedFile, Part
from inspector.library.checking.leaves import Leaf
from inspector.library.checking.postman_files import files_of, secret_rows
from inspector.library.checking.remark import Remark
from inspector.library.checking.secret_values import is_in_clear
from inspector.protocol.field_names import is_secret_name
from inspector.protocol.masking.secret_spans import is_secret_pair, text_spans
from inspector.protocol.patterns import lazy_re
from inspector.wording import tr

NAME = "secret-in-clear"
SUMMARY = tr("A secret stands in clear in a file.")
_DISTINCT = 8  # characters of a value that stands in a file for nothing else
_SHORTEST = 4
# Words that say which, as settings do: `queryParams`, `access_token`, `X-Api-Key`.
_WORDS = lazy_re(r"[A-Za-z]+(?:[-_. ][A-Za-z]+)*")
_ADDRESS = lazy_re(r"https?://[^?#@]*")
_REFERENCES = frozenset({"keyring", "environment", "ask"})


def found(part: Part) -> Iterator[Remark]:
    """Yield the lines that hold secrets."""
    missing = set(part.secrets)
    postman = set(files_of(part))
    for file in part.files:
        lines: dict[int, str] = {}
        hidden = secret_rows(file) if file in postman else frozenset()
        for leaf in file.leaves:
            here = _held(leaf, part.secrets)
            missing -= here
            if leaf.path[:-1] in hidden and leaf.path[-1:] == ("value",):
                continue  # `postman_secret_type` says it, with the reason
            if here or _looks_secret(leaf):
                lines.setdefault(_line(file, leaf, here), leaf.name)
        yield from (_remark(file, line, name) for line, name in lines.items())
    yield from _nowhere(part, missing)


def _held(leaf: Leaf, secrets: frozenset[str]) -> set[str]:
    """Return those of the secrets that a value holds."""
    if _is_reference(leaf):
        return set()
    return {
        each
        for each in secrets
        if (leaf.text.strip() == each.strip() and (len(each) >= _DISTINCT or _fits(leaf)))
        or (len(each) >= _DISTINCT and each in leaf.text)
    }


def _fits(leaf: Leaf) -> bool:
    """Whether a short value stands where secrets do, so that it is no other word by chance."""
    around = [str(each).lower() for each in leaf.path[:-1]]
    named = is_secret_name(leaf.name) or leaf.name.lower() in {"value", "key", "pass", "password"}
    return named or any("auth" in each or "credential" in each for each in around)


def _looks_secret(leaf: Leaf) -> bool:
    text = leaf.text
    if not is_in_clear(text):
        return False
    if any(is_in_clear(text[start:end]) for start, end in text_spans(text)):
        return True
    return is_secret_pair(leaf.name, text) and _is_value(text) and not _is_reference(leaf)


def _is_value(text: str) -> bool:
    """Whether a text is a value and no word that says which."""
    plain = _WORDS.fullmatch(text) or _ADDRESS.fullmatch(text) or text.lower() in {"true", "false"}
    return len(text) >= _SHORTEST and not plain


def _is_reference(leaf: Leaf) -> bool:
    return bool(leaf.path) and leaf.path[-1] in _REFERENCES


def _line(file: CheckedFile, leaf: Leaf, held: set[str]) -> int:
    """Return the line of the secret within a value of several lines."""
    lines = file.text.splitlines()[leaf.line - 1 :]
    within = leaf.text.count("\n") + 2
    for offset, line in enumerate(lines[:within]):
        if any(each.splitlines()[0] in line for each in held):
            return leaf.line + offset
    return leaf.line


def _nowhere(part: Part, missing: set[str]) -> Iterator[Remark]:
    """Say of secrets that stand in no value as they are (escaped, coded) in which file they are."""
    for file in part.files:
        here = {each for each in missing if len(each) >= _DISTINCT and each in file.text}
        missing -= here
        for each in here:
            line = file.text.count("\n", 0, file.text.index(each)) + 1
            yield _remark(file, line, "")


def _remark(file: CheckedFile, line: int, name: str) -> Remark:
    return Remark(
        file=file.path,
        line=line,
        rule=NAME,
        level="error",
        text=tr("A secret stands in clear under {name}.", name=name)
        if name
        else tr("A secret stands in clear in this line."),
        todo=tr(
            "Put a variable or a reference to the vault in its place, and renew the secret: "
            "whoever has the file has it."
        ),
    )
