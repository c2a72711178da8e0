"""Finds the kinds of credential, in the order of the list."""

import pkgutil
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from inspector.compose import carried_over
from inspector.gui.compose import auth
from inspector.gui.forms.form_field import FormField
from inspector.gui.widgets.tooltip import tip
from inspector.model.credential import Credential, kind_of_scheme
from inspector.protocol.schemes.computed_schemes import SENT_BY_CURL, computed
from inspector.wording import tr


class AuthKind(Protocol):
    """What each module offers.

    One with a long form also has `make_form(current, draft, tools)`, PREVIEW_AT_FOOT where what is
    sent stays in sight below it, and FILLED_IN where recipes stand over its fields.
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
    modules = pkgutil.walk_packages(auth.__path__, f"{auth.__name__}.")
    found = (import_module(module.name) for module in modules)
    made = [cast("AuthKind", module) for module in found if hasattr(module, "ORDER")]
    return tuple(sorted(made, key=lambda kind: kind.ORDER))


def kind_of(credential: Credential) -> AuthKind | None:
    """Return the module for a credential; None for one that can only be imported."""
    return next((kind for kind in kinds() if kind.KIND.tag() == credential.kind), None)


def is_filled_in(kind: AuthKind | None) -> bool:
    """Whether recipes fill its fields in."""
    return getattr(kind, "FILLED_IN", False)


def is_its_fields(kind: AuthKind) -> bool:
    """Whether nothing but its fields makes up its form."""
    return not hasattr(kind, "make_form") and not is_filled_in(kind)


def unsent_kinds() -> tuple[str, ...]:
    """Return the names of schemes that people look for here and this version can't send yet."""
    missing = (word for word in SENT_BY_CURL if kind_of_scheme(word) is None)
    found = (computed(word) for word in missing)
    return tuple(scheme.name for scheme in found if scheme is not None)


_DISABLED = Qt.ItemDataRole.UserRole - 1  # the role that a list of Qt's keeps its flags under


def add_unsent(choice: QComboBox) -> None:
    """Add what can't be sent yet, grey, so that it is not looked for in vain."""
    for name in unsent_kinds():
        choice.addItem(name)
        at = choice.model().index(choice.count() - 1, 0)
        said = tr("This program can't send {scheme} yet; curl can.", scheme=name)
        choice.model().setData(at, 0, _DISABLED)
        choice.model().setData(at, tip(said), Qt.ItemDataRole.ToolTipRole)
        choice.model().setData(at, said, Qt.ItemDataRole.AccessibleDescriptionRole)


def turned_into(credential: Credential, wanted: AuthKind) -> Credential:
    """Return a credential of another kind, with what the one before can hand on to it."""
    return carried_over.switched(credential, wanted.KIND.tag())
