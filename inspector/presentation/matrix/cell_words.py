"""What a cell of a credential matrix says: sign, status and cause, why; also read aloud. No Qt."""

from typing import Literal, NamedTuple

from inspector.export.words import cause_words, certainty_words
from inspector.model.matrix import Cell
from inspector.wording import tr

State = Literal["accepted", "refused", "unknown", "held", "planned", "waiting"]


class Shown(NamedTuple):
    """title: status and cause. text: why, in a sentence. same: whose refusal reads the same."""

    state: State
    title: str
    text: str = ""
    same: str = ""

    @property
    def tip(self) -> str:
        """All of it, a line each."""
        return "\n".join(filter(None, self[1:]))


def result(cell: Cell) -> Shown:
    """Return what came of a cell, or why nothing was sent."""
    if cell.not_run:
        return Shown("held", tr("Not sent"), cell.not_run)
    same = tr("Same refusal as {credential}", credential=cell.same_as) if cell.same_as else ""
    return Shown(_state(cell), short(cell), _why(cell), same)


def planned(method: str, why_not: str) -> Shown:
    """Return what a run would do with a cell."""
    if why_not:
        return Shown("held", tr("Not sent"), why_not)
    return Shown("planned", tr("{method}, not sent yet", method=method))


def waiting() -> Shown:
    """Return what a cell says whose turn has not come."""
    return Shown("waiting", tr("Waiting"))


def short(cell: Cell) -> str:
    """Return status and cause in a few words."""
    meaning = cause_words(cell.cause) if cell.cause else tr("Accepted") if cell.accepted else ""
    if cell.status is None:
        return tr("No reply: {cause}", cause=meaning) if meaning else tr("No reply")
    return f"{cell.status} {meaning}".rstrip()


def spoken(shown: Shown, request: str, credential: str) -> str:
    """Return what is read aloud: which cell, what came, why."""
    said = ". ".join(part.rstrip(".") for part in shown[1:] if part)
    return tr(
        "{request} with {credential}: {result}.",
        request=request,
        credential=credential,
        result=said,
    )


def _state(cell: Cell) -> State:
    if cell.accepted is None:
        return "unknown"
    return "accepted" if cell.accepted else "refused"


def _why(cell: Cell) -> str:
    if not cell.title or cell.certainty is None:
        return cell.title
    sure = certainty_words(cell.certainty)
    return tr("{certainty}: {title}", certainty=sure, title=cell.title)
