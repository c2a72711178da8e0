"""Fills credentials in for services, their secrets put into the vault."""

from typing import Any, NamedTuple

import msgspec

from inspector.authenticate.recipe import Recipe, RecipeError, RecipeField, Values, recipes_for
from inspector.model.credential import Credential
from inspector.model.kinds.none import NoCredential
from inspector.vault.vault import Vault

__all__ = ["FilledIn", "Recipe", "RecipeField", "fill_in", "recipes_for"]


class FilledIn(NamedTuple):
    """A credential with references to its secrets; problem: why there is none, in words."""

    credential: Credential = NoCredential()
    note: str = ""
    problem: str = ""


def fill_in(recipe: Recipe, values: Values, vault: Vault) -> FilledIn:
    """Return what a recipe makes of what was given; a key under a passphrase takes a while."""
    try:
        filled = recipe.fill(values)
    except RecipeError as error:
        return FilledIn(problem=str(error))
    made = filled.credential
    if filled.secret:
        made = made.with_secret(vault.put(filled.secret, label=recipe.name))
    made = _with_passphrase(made, "lock", filled.passphrase, vault)
    made = _with_passphrase(made, "companion", filled.companion, vault)
    return FilledIn(credential=made, note=filled.note)


def _with_passphrase(made: Credential, group: str, text: str, vault: Vault) -> Credential:
    """Return it with a passphrase in one of its groups, where there is one."""
    before = getattr(made, group, None)
    if not text or not isinstance(before, msgspec.Struct):
        return made
    opened = msgspec.structs.replace(before, passphrase=vault.put(text, label=made.label()))
    changes: dict[str, Any] = {group: opened}
    return msgspec.structs.replace(made, **changes)
