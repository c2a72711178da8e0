"""Says how many attempts came into the history."""

from inspector.wording import tr_n


def arrived(new: int, again: int) -> list[str]:
    """Return it in sentences; again: how many of them were there already."""
    said = [
        tr_n(
            "{count} attempt is in the history now.",
            "{count} attempts are in the history now.",
            new,
        )
    ]
    if again:
        said.append(tr_n("{count} was there already.", "{count} were there already.", again))
    return said
