"""Progress is what the sender tells, under a name that windows may import."""

from inspector.send.interaction import Progress as Told
from inspector.workbench.progress import Progress


def test_it_is_the_same_record():
    assert Progress is Told
    progress = Progress(
        index=0, purpose="main", stage="wait", method="GET", url="http://a/", elapsed_ms=1.0
    )
    assert progress.stage == "wait"
