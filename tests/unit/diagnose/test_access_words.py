"""The lists of meanings name meanings that exist, each once."""

import pytest

from inspector.diagnose.gate import silence
from inspector.reading import meanings

LISTS = {name: value for name, value in vars(silence).items() if isinstance(value, tuple)}


@pytest.mark.parametrize("name", LISTS)
def test_every_listed_meaning_exists_once(name):
    assert set(LISTS[name]) <= set(meanings.NAMES)
    assert len(set(LISTS[name])) == len(LISTS[name])


def test_a_page_that_is_missing_is_refused_for_fewer_reasons_than_a_bad_request():
    assert set(silence.NOT_FOUND_WORDS) < set(silence.BY_WORDS)
