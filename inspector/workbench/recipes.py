"""Fills credentials in for services, their secrets put into the vault."""

from typing import NamedTuple

import msgspec

from inspector.authenticate.recipe import Recipe, RecipeError, RecipeField, Values, recipes_for
from inspector.model.credential import Credential, NoCredential
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
    lock = getattr(made, "lock", None)
    if filled.passphrase and isinstance(lock, msgspec.Struct):
        opened = msgspec.structs.replace(
            lock, passphrase=vault.put(filled.passphrase, label=recipe.name)
        )
        made = msgspec.structs.replace(made, lock=opened)
    return FilledIn(credential=made, note=filled.note)
