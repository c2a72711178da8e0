"""The lists of meanings name meanings that exist, each once."""

from typing import get_args

import pytest

from inspector.diagnose.facts import about_access
from inspector.diagnose.gate import refusing_client_errors, refusing_redirects
from inspector.reading.meanings import MeaningName

LISTS = {
    name: value
    for module in (refusing_client_errors, refusing_redirects, about_access)
    for name, value in vars(module).items()
    if isinstance(value, tuple) and all(isinstance(each, str) for each in value)
}


@pytest.mark.parametrize("name", LISTS)
def test_every_listed_meaning_exists_once(name):
    assert set(LISTS[name]) <= set(get_args(MeaningName))
    assert len(set(LISTS[name])) == len(LISTS[name])
