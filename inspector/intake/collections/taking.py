"""What a reader of collections gathers while it reads: secrets, losses, and where it is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from inspector.intake.composing import Pocket
from inspector.intake.results import Loss, Unreadable
from inspector.model.collection import Problem
from inspector.model.request import FormField, QueryParam, RequestHeader
from inspector.model.secret import NO_SECRET, SecretRef
from inspector.protocol.masking.secret_spans import is_secret_pair
from inspector.wording import tr

DEEPEST = 60
"""Folders within folders; more is a file that was made to hurt."""
_DYNAMIC = re.compile(r"\{\{\s*\$([\w.-]+)\s*\}\}")
MADE_ANEW = {
    "guid": "{{uuid}}",
    "randomUUID": "{{uuid}}",
    "uuid": "{{uuid}}",
    "random.uuid": "{{uuid}}",
    "timestamp": "{{now}}",
    "randomInt": "{{random}}",
}
"""The values made anew for each send that are known here, by what other programs call them."""
_FROM_SYSTEM = re.compile(r"\{\{\s*process\.env\.([A-Za-z_]\w*)\s*\}\}")
_PATH_VARIABLE = re.compile(r"(?<=/):([A-Za-z_][\w.-]*)")


class Taking:
    """Takes secrets into a pocket and notes what could not be carried over, by its place."""

    def __init__(self) -> None:
        self.pocket = Pocket()
        self.losses: list[Loss] = []
        self.system: set[str] = set()
        self._inner: dict[str, str | SecretRef] = {}
        self._place: list[str] = []

    @contextmanager
    def inside(self, name: str) -> Iterator[None]:
        """Name the folder or request that is being read; raise Unreadable where it is too deep."""
        if len(self._place) >= DEEPEST:
            raise Unreadable(_too_deep())
        self._place.append(name)
        try:
            yield
        finally:
            self._place.pop()

    @contextmanager
    def here(self) -> Iterator[None]:
        """Stay where it is."""
        yield

    def lose(self, what: str) -> None:
        """Note that something could not be carried over, once for each place."""
        loss = Loss(what=what, where="/".join(self._place))
        if loss not in self.losses:
            self.losses.append(loss)

    def hand_up(self, found: Mapping[str, str | SecretRef]) -> None:
        """Take variables of a folder or a request, which the whole collection gets.

        Where two have other values under one name, the first counts and the other is told.
        """
        for name, value in found.items():
            if self._inner.setdefault(name, value) != value:
                self.lose(
                    tr("The variable {name} has another value here, which was left out.", name=name)
                )

    def variables(self, own: Mapping[str, str | SecretRef]) -> dict[str, str | SecretRef]:
        """Return a collection's variables, with those handed up and those of the system."""
        system = {name: SecretRef(place="environment", name=name) for name in sorted(self.system)}
        return {**system, **self._inner, **own}

    def words(self, value: Any) -> str:
        """Return a text with dynamic values in our words; those that are unknown here are told.

        Variables of the operating system are noted in `system`, by their names.
        """
        said = text(value)
        if "{{" not in said:
            return said
        self.system.update(_FROM_SYSTEM.findall(said))
        said = _FROM_SYSTEM.sub(lambda found: f"{{{{{found[1]}}}}}", said)
        return _DYNAMIC.sub(self._dynamic, said.replace("{{vault:", "{{"))

    def all_words(self, value: Any) -> Any:
        """Return a value with every text in it as `words` has it, however deep it lies."""
        if isinstance(value, str):
            return self.words(value)
        if isinstance(value, Mapping):
            return {name: self.all_words(each) for name, each in value.items()}
        return [self.all_words(each) for each in value] if isinstance(value, list) else value

    def _dynamic(self, found: re.Match[str]) -> str:
        made = MADE_ANEW.get(found[1])
        if made is None:
            self.lose(tr("{name} is not filled in here; put a value in its place.", name=found[0]))
        return made or found[0]

    def secret(self, value: Any, what: str) -> SecretRef:
        """Return a reference for a secret; text with a `{{variable}}` stays readable."""
        words = text(value)
        if not words:
            return NO_SECRET
        if "{{" in words and "}}" in words:
            return SecretRef(place="text", name=words)
        return self.pocket.keep(words, what)

    def variable(self, name: str, value: Any, *, secret: bool = False) -> str | SecretRef:
        """Return a variable's value; a reference where it, or its name, is secret."""
        words = text(value)
        if words and (secret or is_secret_pair(name, words)):
            return self.secret(words, name)
        return words


def text(value: Any) -> str:
    """Return a value of JSON or YAML as the text that a person would type for it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return repr(value)
    return ""


def mapping(value: Any) -> Mapping[str, Any]:
    """Return the value where it is an object, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def rows(value: Any) -> Sequence[Mapping[str, Any]]:
    """Return the objects of a list; anything else is left out."""
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def is_on(row: Mapping[str, Any]) -> bool:
    """Whether a row of a table is sent, however the program says so."""
    if "enabled" in row or "active" in row:
        return bool(row.get("enabled", row.get("active")))
    return not row.get("disabled", False)


def with_path_values(url: str, values: Mapping[str, str]) -> str:
    """Return an address with its `:name` parts filled in; one without a value is a variable.

    They stand in its path; what looks like one in the query is not.
    """
    if not values:
        return url
    end = min((at for at in (url.find("?"), url.find("#")) if at >= 0), default=len(url))
    path = _PATH_VARIABLE.sub(
        lambda found: values.get(found[1]) or f"{{{{{found[1]}}}}}", url[:end]
    )
    return path + url[end:]


def header_rows(found: Sequence[Mapping[str, Any]], key: str = "name") -> tuple[RequestHeader, ...]:
    """Return rows of a header table. key: what the program calls a row's name."""
    return tuple(
        RequestHeader(text(row.get(key)).strip(), text(row.get("value")), enabled=is_on(row))
        for row in found
        if text(row.get(key)).strip()
    )


def query_rows(found: Sequence[Mapping[str, Any]], key: str = "name") -> tuple[QueryParam, ...]:
    """Return rows of a query table."""
    return tuple(
        QueryParam(text(row.get(key)), text(row.get("value")), enabled=is_on(row))
        for row in found
        if text(row.get(key)) or text(row.get("value"))
    )


def form_rows(found: Sequence[Mapping[str, Any]], key: str = "name") -> tuple[FormField, ...]:
    """Return fields of a form that hold texts."""
    return tuple(
        FormField(text(row.get(key)), text(row.get("value")), enabled=is_on(row))
        for row in found
        if text(row.get(key)) or text(row.get("value"))
    )


def _too_deep() -> Problem:
    return Problem(
        what=tr("Folders lie more than {count} deep in each other.", count=DEEPEST),
        todo=tr("Export a smaller part of the collection."),
    )
