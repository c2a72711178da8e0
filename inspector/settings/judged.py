"""The user's answers to "is this header a secret?": names only, one list for each answer."""

from inspector.model.collection import Problem
from inspector.protocol.masking.judged_names import JudgedNames
from inspector.settings.options import names_in
from inspector.settings.store import Settings

SECRET, HARMLESS = "secrets.secret_headers", "secrets.open_headers"
KEYS = frozenset({SECRET, HARMLESS})


def judged_names(settings: Settings) -> JudgedNames:
    """Return the names that were judged; one that is in both lists is secret."""
    return JudgedNames.of(names_in(settings.text(SECRET)), names_in(settings.text(HARMLESS)))


def judge(settings: Settings, name: str, *, is_secret: bool) -> Problem | None:
    """Take an answer in, in place of an earlier one; `Settings.save` keeps it.

    Returns what is wrong with the name; then nothing changed.
    """
    lower = name.lower()
    to, of = (SECRET, HARMLESS) if is_secret else (HARMLESS, SECRET)
    others = [one for one in names_in(settings.text(of)) if one.lower() != lower]
    same = [one for one in names_in(settings.text(to)) if one.lower() != lower]
    return settings.set(to, ", ".join([*same, name])) or settings.set(of, ", ".join(others))
