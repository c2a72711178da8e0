"""The heads of a comparison as they are read aloud. Pure: no Qt."""

from inspector.compare import Comparison, Head
from inspector.wording import tr


def head_spoken(place: int, head: Head) -> str:
    """Return a column's head in words; place: from the left, 0 first."""
    return tr(
        "{label}: status {status}, {title}",
        label=head.label or tr("Attempt {number}", number=place + 1),
        status=head.mark,
        title=head.title,
    )


def heads_spoken(comparison: Comparison) -> str:
    """Return all heads, and between them what changed."""
    said = []
    for place, head in enumerate(comparison.heads):
        said.append(head_spoken(place, head))
        if place < len(comparison.steps):
            said += [delta.words for delta in comparison.steps[place].deltas]
    return "; ".join(said)
