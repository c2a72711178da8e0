"""Splits a pasted command line into words as bash, cmd.exe or PowerShell would."""

from typing import TYPE_CHECKING

from inspector.lazy_names import lazy_names

if TYPE_CHECKING:
    from inspector.intake.shell.splitting import split
    from inspector.intake.shell.words import Words

__all__ = ["Words", "split"]

__getattr__ = lazy_names(__name__, {"Words": "words", "split": "splitting"})
