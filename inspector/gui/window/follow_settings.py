"""Keeps theme, choices and shortcuts as the settings say, at the start and after each change."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from inspector.gui.state.choices import Choice
from inspector.gui.state.tools import Tools

if TYPE_CHECKING:
    from inspector.gui.theme.theme import Mode
    from inspector.settings.options import Value

_MODES: "dict[str, Mode]" = {"system": "system", "light": "light", "dark": "dark"}


def sequences(text: str) -> list[QKeySequence]:
    """Return the shortcuts that a text of the settings names; what is none is left out."""
    found = QKeySequence.listFromString(text, QKeySequence.SequenceFormat.PortableText)
    return [each for each in found if not each.isEmpty()]


class FollowSettings(QObject):
    """Settings are the lasting form; theme and choices what is in force."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._apply()
        for name in tools.settings.keys.keys() & tools.actions.commands.keys():
            tools.actions.change_keys(name, sequences(tools.settings.keys[name]))
        self.destroyed.connect(tools.settings.on_change(self._changed))
        tools.choices.changed.connect(self._keep)

    def _changed(self, _key: str, _value: "Value") -> None:
        self._apply()

    def _apply(self) -> None:
        settings, theme = self._tools.settings, self._tools.theme
        theme.set_mode(_MODES.get(settings.text("appearance.theme"), "system"))
        theme.set_percent(int(settings.number("appearance.scale")))
        theme.set_code_size(int(settings.number("appearance.code_font_size")))
        compact = settings.text("appearance.density") == "compact"
        theme.set_compact(compact)
        self._tools.choices.change(
            compact=compact,
            response_below=settings.text("appearance.layout") == "below",
            reduced_motion=settings.flag("appearance.reduced_motion"),
            notes_on=settings.flag("behaviour.notes"),
            presentation=settings.flag("behaviour.presentation"),
        )

    def _keep(self, choice: Choice) -> None:
        """Write a choice that was made elsewhere (a menu, a button) into the settings."""
        settings = self._tools.settings
        wanted: dict[str, Value] = {
            "appearance.layout": "below" if choice.response_below else "right",
            "behaviour.notes": choice.notes_on,
            "behaviour.presentation": choice.presentation,
        }
        changed = {key: value for key, value in wanted.items() if settings.get(key) != value}
        for key, value in changed.items():
            settings.set(key, value)
        if changed:
            self._tools.background.compute(settings.save)
