"""A request as code: what would leave, with variables for its secrets, and where those are kept."""

import asyncio
from collections.abc import Mapping
from shlex import quote
from typing import TYPE_CHECKING

import msgspec

from inspector.compose.scope import Scope
from inspector.compose.variables import secret_refs
from inspector.export.code.call import Secrets, values_of
from inspector.export.code.renewal import renewing_snippet
from inspector.export.code.snippet import Snippet, snippet
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.protocol.urls import bindable_host
from inspector.vault.store import StoreError
from inspector.vault.vault import Vault

if TYPE_CHECKING:
    from inspector.workbench.workbench import Workbench


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """A request in every language asked for. failure: why it can't be put together.

    kept: of the variables, those whose values the vault keeps, with their references. host: whom
    they are bound to.
    """

    snippets: Mapping[str, Snippet] = {}
    failure: str = ""
    kept: Mapping[str, SecretRef] = {}
    host: str = ""

    def reading(self, name: str) -> str:
        """Return lines for a shell that read the kept secrets when they are run, empty for none.

        name: of the language; only what it uses is read.
        """
        found = self.snippets[name].variables if name in self.snippets else ()
        return "".join(self._line(each) for each in found if each in self.kept)

    def runnable(self, name: str) -> str:
        """Return a shell's snippet with the lines that read its secrets before it."""
        made = self.snippets[name]
        unkept = (
            need
            for each, need in zip(made.variables, made.needs, strict=True)
            if each not in self.kept
        )
        return "".join((*unkept, self.reading(name), made.code))

    def _line(self, variable: str) -> str:
        kept = quote(self.kept[variable].name)
        command = f"request-inspector vault print {kept} --host {quote(self.host)}"
        return f'export {variable}="$({command})"\n'


async def code_of(
    bench: "Workbench",
    request: Request,
    scope: Scope,
    names: tuple[str, ...],
    *,
    renewing: bool = False,
) -> Code:
    """Write what would leave as code, in each of these languages; nothing is sent.

    renewing: so that the code fetches a new token where it is refused.
    """
    made = await bench.unsent(request, scope)
    failure = made.attempt.exchanges[0].failure
    if failure is not None:
        return Code(failure=failure.message)
    refs = secret_refs(request, scope)
    values = {ref: bench.vault.peek(ref) for ref in refs}
    named = {value: ref.name for ref, value in values.items() if value and _is_set(ref)}
    decided = bench.precedence(request, scope)
    secrets = Secrets(bench.vault.known_values(), named, decided.winner == "credential")
    names_kept = await kept_names(bench.vault)
    kept = {value: ref for ref, value in values.items() if value and ref.name in names_kept}
    variables = values_of(made.attempt, secrets)
    write = renewing_snippet if renewing else snippet
    return Code(
        snippets={name: write(made.attempt, name, secrets) for name in names},
        kept={name: kept[value] for name, value in variables.items() if value in kept},
        host=bindable_host(made.attempt.exchanges[0].request.url),
    )


async def kept_names(vault: Vault) -> frozenset[str]:
    """Return the names of the secrets that another process could read."""
    if vault.status.kind not in {"keyring", "file"}:
        return frozenset()
    try:
        names = await asyncio.wrap_future(vault.names())
    except StoreError:
        return frozenset()
    return frozenset(names)


def _is_set(ref: SecretRef) -> bool:
    return ref.place == "environment"
