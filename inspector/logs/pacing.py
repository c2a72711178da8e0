"""Tells whether refusals come at a regular pace, as a program makes them."""

from inspector.logs.subjects import Subject

_LEAST = 10
_REGULAR = 0.6
_MOST_GAP = 3600


def pace(client: Subject) -> float | None:
    """Return the seconds between two refusals where they are regular, else None."""
    gaps = {gap: count for gap, count in client.gaps.items() if 0 <= gap <= _MOST_GAP}
    total = client.count - 1
    if not gaps or total < _LEAST:
        return None
    usual = max(gaps, key=lambda gap: gaps[gap])
    slack = max(1, usual // 10)
    near = {gap: count for gap, count in gaps.items() if abs(gap - usual) <= slack}
    if sum(near.values()) < _REGULAR * total:
        return None
    return sum(gap * count for gap, count in near.items()) / sum(near.values())
