"""Makes recipes of templates: what a service signs is known, its key is given."""

from collections.abc import Callable
from typing import NamedTuple

from msgspec.structs import replace

from inspector.authenticate.recipe import Filled, Recipe, RecipeField, Values
from inspector.model.kinds.signing.signature_template import SignatureTemplate


class Service(NamedTuple):
    """name: a stable word. source: where the service says how it signs. note: what it wants too."""

    name: str
    title: str
    source: str
    template: SignatureTemplate
    note: str = ""


def _as_given(key: str) -> str:
    return key


def template_recipe(
    service: Service, fields: tuple[RecipeField, ...], read: Callable[[str], str] = _as_given
) -> Recipe:
    """Return the recipe of a service. read: takes the key as the service shows it.

    The fields may be called key_id, key and passphrase.
    """

    def filled(values: Values) -> Filled:
        made = replace(service.template, key_id=values.get("key_id", "").strip())
        return Filled(
            credential=made,
            secret=read(values.get("key", "").strip()),
            companion=values.get("passphrase", "").strip(),
            note=service.note,
        )

    kind = SignatureTemplate.tag()
    return Recipe(service.name, kind, service.title, service.source, fields, filled)
