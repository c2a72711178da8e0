"""The status bar says how much differs, once that is known."""

from inspector.gui.compare.compare_page import compute
from inspector.gui.compare.counted import CountedDocument
from tests.gui.compare_samples import columns


def test_it_is_said_once_it_is_known(qtbot):
    document = CountedDocument("compare")
    assert document.remark is None
    found = compute(columns(), ())
    with qtbot.waitSignal(document.changed):
        document.told(found)
    differing, same = found.counts
    assert document.remark.text == f"{differing} differences, {same} the same"
