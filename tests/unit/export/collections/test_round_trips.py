"""What a format holds comes back equal: written, and read again by the format's reader."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from inspector.export.collections.collection_export import export_collection
from inspector.export.collections.registry import all_targets
from tests.unit.export.collections.held import HELD

# What fails is shown as it was made: to make it small takes minutes.
_settings = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,  # the same each time: `max_examples=2000` without it looks further
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)


def test_what_each_format_holds_is_declared():
    assert set(HELD) == {each.NAME for each in all_targets()}


@pytest.mark.parametrize("name", HELD)
def test_it_comes_back_equal(name):
    @_settings
    @given(HELD[name])
    def comes_back(collection):
        assert export_collection(collection, name).lost == ()

    comes_back()
