"""The result of a matrix as a sentence and a line below: who gets in where. Pure: no Qt."""

from typing import NamedTuple

from inspector.model.matrix import Cell, Matrix
from inspector.wording import tr, tr_n


class Summary(NamedTuple):
    """title: the result. text: what else follows from it, and what it cost."""

    title: str
    text: str


def summary(matrix: Matrix, bare: frozenset[int]) -> Summary:
    """Return what the cells say together; bare: the columns without a credential."""
    sent = [cell for cell in matrix.cells if not cell.not_run]
    accepted = [cell for cell in sent if cell.accepted]
    text = (
        _open(matrix, accepted, bare),
        _alike(sent, accepted),
        tr_n("{count} request sent.", "{count} requests sent.", matrix.exchanges),
        _not_sent(matrix),
        matrix.stopped,
    )
    return Summary(_title(matrix, sent, accepted), " ".join(filter(None, text)))


def _title(matrix: Matrix, sent: list[Cell], accepted: list[Cell]) -> str:
    total = len(sent)
    if not total:
        return tr("Nothing was sent")
    if not accepted:
        return tr_n("The one that was sent is refused", "None of {count} is accepted", total)
    if len(accepted) == total:
        return tr_n("The one that was sent is accepted", "All {count} are accepted", total)
    counted = tr("{accepted} of {total} accepted", accepted=len(accepted), total=total)
    only = _only(matrix, accepted)
    return tr("{counted}: {only}", counted=counted, only=only) if only else counted


def _only(matrix: Matrix, accepted: list[Cell]) -> str:
    """Say which credential alone gets in, or which request alone lets in."""
    who = {cell.credential for cell in accepted}
    where = {cell.request for cell in accepted}
    if len(who) == 1:
        name = who.pop()
        if len(where) == 1:
            request = where.pop()
            return tr("only “{credential}” opens “{request}”", credential=name, request=request)
        if len(where) == len(matrix.requests):
            return tr("only “{credential}” opens every request", credential=name)
        return tr("only “{credential}” gets in", credential=name)
    if len(where) == 1 and len(matrix.requests) > 1:
        return tr("only “{request}” lets anybody in", request=where.pop())
    return ""


def _open(matrix: Matrix, accepted: list[Cell], bare: frozenset[int]) -> str:
    """Say which requests need no credential at all."""
    names = [matrix.requests[cell.row] for cell in accepted if cell.column in bare]
    if not names:
        return ""
    return tr_n(
        "{names} needs no credential.",
        "{names} need no credential.",
        len(names),
        names=", ".join(names),
    )


def _alike(sent: list[Cell], accepted: list[Cell]) -> str:
    """Say that the refusals can't be told apart, where that is so."""
    refused = [cell for cell in sent if cell.accepted is False]
    rows = {cell.row for cell in refused}
    firsts = [cell for cell in refused if not cell.same_as]
    if accepted or len(refused) <= len(rows) or len(firsts) != len(rows):
        return ""
    return tr("Every refusal of a request reads the same, whatever credential is sent.")


def _not_sent(matrix: Matrix) -> str:
    left = sum(bool(cell.not_run) for cell in matrix.cells)
    if not left:
        return ""
    return tr_n(
        "{count} cell was not sent; it says why.",
        "{count} cells were not sent; each says why.",
        left,
    )
