"""A word without a credential is no key that could be read in another place."""

import pytest

from inspector.diagnose.experiments.credential.other_place_of_the_key import EXPERIMENT


@pytest.mark.parametrize(("sent", "has_a_key"), [("Bearer", False), ("Bearer abc-123-def", True)])
def test_nothing_is_moved_where_nothing_was_sent(ground, sent, has_a_key):
    asked = ground(f"> GET https://a.test/\n> Authorization: {sent}\n< 401 Unauthorized")
    assert (EXPERIMENT.applies(asked) == "No key or token was sent.") is not has_a_key
