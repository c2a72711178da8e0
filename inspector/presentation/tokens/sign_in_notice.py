"""The words of what a person has to do elsewhere to sign in: a login page, a code to enter."""

from datetime import timedelta

from inspector.model.question import Notice
from inspector.wording import tr
from inspector.wording.durations import length, short

_STEP = 10  # seconds between two texts


def lead(notice: Notice) -> str:
    """Return where it can be done."""
    if notice.code:
        return tr("Waiting for you, on this computer or any other")
    return tr("Waiting for you, in the browser of this computer")


def title(notice: Notice) -> str:
    """Return what to do."""
    if notice.code:
        return tr("Enter this code at the login provider")
    if notice.opens:
        return tr("Your browser shows the login page")
    return tr("Open the login page in a browser")


def hint(notice: Notice) -> str:
    """Return what to look out for."""
    if notice.code:
        return tr("Go on only if the page shows the same code.")
    return tr("The browser comes back here by itself once you have signed in.")


def pace(notice: Notice) -> str:
    """Return that the provider asked to slow down; empty where it did not."""
    if not notice.pace:
        return ""
    return tr("Asked to slow down: every {time}.", time=short(timedelta(seconds=notice.pace)))


def expired() -> str:
    """Return that a code counts no more."""
    return tr("The code has expired")


def spelled(code: str) -> str:
    """Return a code letter by letter, as a screen reader says it."""
    return " ".join(code)


def time_left(left: float, whole: float) -> str:
    """Return how much time there is, in steps of ten seconds."""
    if left <= 0:
        return tr("The time is over")
    shown = timedelta(seconds=max(round(left / _STEP) * _STEP, _STEP))
    given = timedelta(seconds=round(whole / _STEP) * _STEP)
    left_words = short(shown) if shown == given else length(shown)
    return tr("{left} left of {whole}", left=left_words, whole=short(given))


def status(notice: Notice, now: float) -> str:
    """Return the same in the status bar's few words."""
    left = max(notice.ends.timestamp() - now, 0)
    return tr("Waiting for your sign-in, {time} left", time=short(timedelta(seconds=left)))
