"""What a run of the matrix costs and how far it is, in a few lines. Pure: no Qt."""

from inspector.model.matrix import Cost
from inspector.wording import tr, tr_n


def cost_lines(cost: Cost) -> tuple[str, ...]:
    """Return what would be sent at most: how many, with what, where to, how long it takes."""
    if cost.refused:
        return (cost.refused,)
    if not cost.cells and not cost.held:
        return (tr("Tick at least one request and one credential."),)
    return tuple(filter(None, (_sent(cost), _pace(cost), _held(cost))))


def progress_words(done: int, total: int) -> str:
    """Return how far a run is."""
    return tr("{done} of {total} cells are done.", done=done, total=total)


def _sent(cost: Cost) -> str:
    if not cost.exchanges:
        return tr("Nothing would be sent.")
    many = tr_n("{count} request at most", "{count} requests at most", cost.exchanges)
    return tr(
        "{requests}: {methods} to {hosts}.",
        requests=many,
        methods=", ".join(cost.methods),
        hosts=", ".join(cost.hosts),
    )


def _pace(cost: Cost) -> str:
    if cost.exchanges < 2:  # noqa: PLR2004 - one has none to wait for
        return ""
    apart = round(cost.apart * 1000)
    return tr(
        "One after another, {apart} ms apart: {time} s and the time the servers take.",
        apart=apart,
        time=f"{cost.seconds:g}",
    )


def _held(cost: Cost) -> str:
    if not cost.held:
        return ""
    return tr_n(
        "{count} cell is not sent; it says why.",
        "{count} cells are not sent; each says why.",
        cost.held,
    )
