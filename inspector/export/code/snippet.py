"""Writes a request as code: finds the languages, every module in the folder `snippets`."""

import importlib
import pkgutil
from functools import cache
from typing import Protocol, cast

import msgspec

from inspector.export import snippets
from inspector.export.code.call import Call, Secrets, Variable, call_of
from inspector.export.code.signed_call import signed_by_client
from inspector.export.gather import secrets_of
from inspector.export.leak_check import LeakSearch
from inspector.model.attempt import Attempt
from inspector.wording import tr


class Language(Protocol):
    """A module that writes a call as code.

    NAME: as asked for ("curl"). ORDER: where it stands in lists. COMMENT: begins a line that is
    not run. One whose client computes signatures by itself also has SIGNS, the names of those
    schemes; one whose files begin in a way of their own has that as OPENING.
    """

    NAME: str
    ORDER: int
    COMMENT: str

    def title(self) -> str:
        """Return what people call it."""

    def lacks(self, call: Call) -> str:
        """Return why it can't send this call, a whole sentence; empty where it can."""

    def write(self, call: Call) -> str:
        """Return the code, with a line break at its end."""


class Snippet(msgspec.Struct, frozen=True, kw_only=True):
    """Code that sends a request, or why there is none.

    variables: what to set before; needs: the comment that says so of each. opening: what stands
    before all. code: without those.
    """

    opening: str = ""
    code: str = ""
    refused: str = ""
    variables: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All of it."""
        return "".join((self.opening, *self.needs, self.code))


@cache
def languages() -> tuple[Language, ...]:
    """Return every language, in the order of lists."""
    names = [found.name for found in pkgutil.iter_modules(snippets.__path__)]
    modules = [importlib.import_module(f"{snippets.__name__}.{name}") for name in names]
    return tuple(
        sorted((cast("Language", module) for module in modules), key=lambda found: found.ORDER)
    )


def language_named(name: str) -> Language:
    """Return the language of that name. Raises KeyError for an unknown one."""
    return {found.NAME: found for found in languages()}[name]


def snippet(attempt: Attempt, name: str, secrets: Secrets = Secrets()) -> Snippet:  # noqa: B008 - frozen
    """Return the first request of an attempt as code, secrets as variables, never a value.

    Raises KeyError for a language that is none.
    """
    language = language_named(name)
    call = call_of(attempt, secrets)
    call = signed_by_client(call, attempt, getattr(language, "SIGNS", ()))
    if refused := _absent(call) or language.lacks(call):
        return Snippet(refused=refused)
    made = finished(language.write(call), call.variables, attempt, secrets, language)
    if made.refused or call.login is None or not call.login.since:
        return made
    said = tr("Needs curl {version} or later, built with HTTPSIG.", version=call.login.since)
    return msgspec.structs.replace(made, needs=(f"{language.COMMENT} {said}\n", *made.needs))


def finished(
    code: str,
    variables: tuple[Variable, ...],
    attempt: Attempt,
    secrets: Secrets,
    language: Language,
) -> Snippet:
    """Return written code with what is to be set before; none where a secret would be in it."""
    needs = tuple(f"{language.COMMENT} {line}\n" for line in _needs(variables))
    names = tuple(each.name for each in variables)
    opening = getattr(language, "OPENING", "")
    made = Snippet(opening=opening, code=code, variables=names, needs=needs)
    known = (*secrets.named, *secrets_of(attempt, secrets.known))
    if LeakSearch(known).leaks(made.text):
        return Snippet(refused=tr("A secret would stand in the code where no variable can."))
    return made


def _absent(call: Call) -> str:
    if not call.absent:
        return ""
    return tr("{scheme} answers the server in rounds, which no code can say.", scheme=call.absent)


def _needs(variables: tuple[Variable, ...]) -> list[str]:
    return [
        tr("Set {name} first, percent-encoded.", name=each.name)
        if each.encoded
        else tr("Set {name} first.", name=each.name)
        for each in variables
    ]
