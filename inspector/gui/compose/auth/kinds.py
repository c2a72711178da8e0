"""Finds the kinds of credential, in the order of the list."""

import pkgutil
from functools import cache
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from inspector.gui.compose import auth
from inspector.gui.compose.draft import secret_of
from inspector.gui.compose.form_field import FormField
from inspector.model.credential import Credential
from inspector.model.secret import NO_SECRET, SecretRef


class Carried(NamedTuple):
    """What a credential hands on when its kind is changed."""

    user: str = ""
    secret: SecretRef = NO_SECRET


class AuthKind(Protocol):
    """What each module offers."""

    ORDER: int
    KIND: type[Credential]

    def title(self) -> str:
        """Return its name in the list."""

    def fields(self) -> tuple[FormField, ...]:
        """Return its fields."""

    def explain(self, credential: Credential) -> str:
        """Return what a reader should know about how this is sent."""

    def make(self, carried: Carried) -> Credential:
        """Return a record with what was carried over."""


@cache
def kinds() -> tuple[AuthKind, ...]:
    """Return all modules, in their order."""
    names = (module.name for module in pkgutil.iter_modules(auth.__path__))
    found = (import_module(f"{auth.__name__}.{name}") for name in names)
    made = [cast("AuthKind", module) for module in found if hasattr(module, "ORDER")]
    return tuple(sorted(made, key=lambda kind: kind.ORDER))


def kind_of(credential: Credential) -> AuthKind | None:
    """Return the module for a credential; None for one that can only be imported."""
    return next((kind for kind in kinds() if isinstance(credential, kind.KIND)), None)


def carried_from(credential: Credential) -> Carried:
    """Return what a credential can hand on."""
    return Carried(getattr(credential, "user", ""), secret_of(credential) or NO_SECRET)
