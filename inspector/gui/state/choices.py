"""What the user chose about the view: hidden secrets, notes, layout, presentation mode."""

import msgspec
from PySide6.QtCore import QObject, Signal


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """The choices in force. The environment in use is `Environments.active`.

    secrets_hidden: masks are on in every view. presentation: revealing is switched off and
    claim values are masked too. response_below: the response lies under the request.
    narrow_sidebar: the sidebar was asked for where a narrow window or a wide page leaves it out.
    success_on_exchange, refusal_on_body: the tab that a reply opens on, as it was chosen.
    """

    secrets_hidden: bool = True
    presentation: bool = False
    notes_on: bool = True
    response_below: bool = False
    sidebar: bool = True
    narrow_sidebar: bool = False
    compact: bool = False
    reduced_motion: bool = False
    success_on_exchange: bool = False
    refusal_on_body: bool = False


# Never written to disk: a restart must not show a secret, nor cover a narrow window.
NEVER_KEPT = frozenset({"secrets_hidden", "narrow_sidebar"})
# Each window has its own; all else holds for every window.
OF_A_WINDOW = frozenset({"sidebar", "narrow_sidebar"})


class Choices(QObject):
    """Owner of the choices; changed(Choice)."""

    changed = Signal(object)

    def __init__(self, value: Choice | None = None) -> None:
        super().__init__()
        self._value = value or Choice()

    @property
    def value(self) -> Choice:
        """The choices in force."""
        return self._value

    @property
    def may_reveal(self) -> bool:
        """Whether a single secret may be shown on demand."""
        return not self._value.presentation

    def change(self, **changes: bool) -> None:
        """Replace some choices; presentation mode hides secrets as well."""
        made = msgspec.structs.replace(self._value, **changes)
        if made.presentation and not made.secrets_hidden:
            made = msgspec.structs.replace(made, secrets_hidden=True)
        if made != self._value:
            self._value = made
            self.changed.emit(made)

    def show_sidebar(self) -> None:
        """Show the sidebar, in a narrow window too."""
        self.change(sidebar=True, narrow_sidebar=True)

    def toggle(self, name: str) -> None:
        """Turn one choice round."""
        self.change(**{name: not getattr(self._value, name)})

    def take(self, other: Choice) -> None:
        """Take up what was chosen in another window and holds for all."""
        chosen: dict[str, bool] = msgspec.structs.asdict(other)
        self.change(**{name: on for name, on in chosen.items() if name not in OF_A_WINDOW})

    def to_keep(self) -> dict[str, bool]:
        """Return what may be restored at the next start."""
        kept: dict[str, bool] = msgspec.structs.asdict(self._value)
        return {name: on for name, on in kept.items() if name not in NEVER_KEPT}

    def restore(self, kept: dict[str, object]) -> None:
        """Take up the choices of the last run; whatever is not a known switch is left out."""
        known = {name: on for name, on in kept.items() if name in self.to_keep()}
        self.change(**{name: on for name, on in known.items() if isinstance(on, bool)})
