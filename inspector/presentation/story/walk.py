"""Ways through a story by keys: along a line, across lines, from intention to intention."""

from bisect import bisect_left, bisect_right

from inspector.presentation.story.graph import Graph
from inspector.presentation.story.spoken import Spoken

Place = tuple[int, int]
"""A row and a step."""
ENTRIES_ROW = 1


def along(spoken: Spoken, place: Place, by: int) -> Place | None:
    """Return the event before (-1) or after (1) on the line; None at its end."""
    row, column = place
    found = spoken.columns_of(row) if row >= 0 else []
    at = bisect_right(found, column) if by > 0 else bisect_left(found, column) - 1
    return (row, found[at]) if 0 <= at < len(found) else None


def end(spoken: Spoken, place: Place, *, last: bool) -> Place | None:
    """Return the first or last event of the line."""
    row = place[0]
    found = spoken.columns_of(row) if row >= 0 else []
    return (row, found[-1 if last else 0]) if found else None


def across(spoken: Spoken, graph: Graph, place: Place, by: int) -> Place | None:
    """Return what stands on a line above (-1) or below (1) in this step, else the nearest."""
    row, column = place
    rows = range(row + by, len(graph.rows) if by > 0 else -1, by)
    for one in rows:
        if column in spoken.columns_of(one):
            return one, column
    for one in rows:
        found = spoken.columns_of(one)
        if found:
            return one, min(found, key=lambda each: abs(each - column))
    return None


def intention(spoken: Spoken, graph: Graph, place: Place, by: int) -> Place | None:
    """Return the begin of the intention before or after."""
    begins = [bracket.first for bracket in graph.brackets]
    at = bisect_right(begins, place[1]) if by > 0 else bisect_left(begins, place[1]) - 1
    if not 0 <= at < len(begins):
        return None
    return row_for(spoken, (place[0], begins[at])), begins[at]


def row_for(spoken: Spoken, place: Place) -> int:
    """Return the row if something stands there at a step, else that of the entries."""
    row, column = place
    return row if row >= 0 and spoken.cell(row, column) else ENTRIES_ROW
