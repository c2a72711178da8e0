"""The kinds are asked in turn; alarms come first."""

from inspector.logs.judging import Scene, all_kinds, judged, share
from inspector.logs.tally import Tally


def test_every_kind_has_its_own_slug():
    slugs = [kind.SLUG for kind in all_kinds()]
    assert len(set(slugs)) == len(slugs) >= 7


def test_an_empty_log_is_no_kind():
    scene = Scene(Tally(), (), (), 1)
    assert judged(scene) == ()
    assert share(3, scene) == 0


def test_a_share_is_never_above_all():
    assert share(7, Scene(Tally(refused=5), (), (), 1)) == 1
