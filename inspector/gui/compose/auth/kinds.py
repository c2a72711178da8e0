"""Finds the kinds of credential, in the order of the list."""

import pkgutil
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from inspector.compose import carried_over
from inspector.gui.compose import auth
from inspector.gui.forms.form_field import FormField
from inspector.model.credential import Credential


class AuthKind(Protocol):
    """What each module offers.

    One with a long form also has `make_form(current, draft, tools)`, and PREVIEW_AT_FOOT where what
    is sent stays in sight below it.
    """

    ORDER: int
    KIND: type[Credential]

    def fields(self) -> tuple[FormField, ...]:
        """Return its fields."""

    def explain(self, credential: Credential) -> str:
        """Return what a reader should know about how this is sent."""


@cache
def kinds() -> tuple[AuthKind, ...]:
    """Return all modules, in their order."""
    names = (module.name for module in pkgutil.iter_modules(auth.__path__))
    found = (import_module(f"{auth.__name__}.{name}") for name in names)
    made = [cast("AuthKind", module) for module in found if hasattr(module, "ORDER")]
    return tuple(sorted(made, key=lambda kind: kind.ORDER))


def kind_of(credential: Credential) -> AuthKind | None:
    """Return the module for a credential; None for one that can only be imported."""
    return next((kind for kind in kinds() if kind.KIND.tag() == credential.kind), None)


def turned_into(credential: Credential, wanted: AuthKind) -> Credential:
    """Return a credential of another kind, with what the one before can hand on to it."""
    return carried_over.switched(credential, wanted.KIND.tag())
