"""A comparison counts what differs, noise left out."""

from inspector.compare.records import Cell, Comparison, Line, Section


def test_counts_leave_noise_out():
    cells = (Cell(text="a"), Cell(text="b"))
    lines = (
        Line(name="1", cells=cells, differs=True),
        Line(name="2", cells=cells, differs=True, weight="noise"),
        Line(name="3", cells=cells),
    )
    assert Comparison(heads=(), sections=(Section(id="s", title="S", lines=lines),)).counts == (
        1,
        1,
    )
