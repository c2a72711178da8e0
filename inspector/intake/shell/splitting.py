"""Tells which shell a pasted command line is written for, and splits it into words."""

import re

from inspector.intake.shell.bash import Bash
from inspector.intake.shell.cmd import cmd_words
from inspector.intake.shell.powershell import PowerShell
from inspector.intake.shell.prompts import PROMPT
from inspector.intake.shell.words import Words

_CARET = re.compile(r'\^"|\^[ \t]*\r?\n')
_BACKTICK = re.compile(r"`[ \t]*\r?\n|\$env:|^\s*PS [^>\n]*>", re.IGNORECASE)
_EXE = re.compile(r"\bcurl\.exe\b", re.IGNORECASE)
_PROMPT = re.compile(rf"^\s*(?:{PROMPT})")


def split(text: str) -> Words:
    """Return the words of the first command in the text, without a prompt before it.

    The shell is told by its way of continuing lines and of quoting.
    """
    command = _PROMPT.sub("", text, count=1)
    if _CARET.search(command):
        return cmd_words(command)
    if _BACKTICK.search(text):
        return PowerShell(command).words()
    if _EXE.search(command):
        return PowerShell(command).words() if "'" in command else cmd_words(command)
    return Bash(command).words()
