"""Answers about headers are kept by name, once, and the last one counts."""

import pytest

from inspector.protocol.masking.judged_names import JudgedNames
from inspector.settings.judged import HARMLESS, SECRET, judge, judged_names
from inspector.settings.store import Settings


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "settings.toml")


def test_an_answer_is_kept_and_can_be_changed(settings, tmp_path):
    assert judge(settings, "X-Acme-Blub", is_secret=True) is None
    assert judge(settings, "X-Other", is_secret=False) is None
    assert judge(settings, "x-acme-blub", is_secret=False) is None
    assert judged_names(settings) == JudgedNames.of((), ["X-Acme-Blub", "X-Other"])
    assert settings.save() is None
    again = Settings(tmp_path / "settings.toml")
    assert again.load() == ()
    assert judged_names(again) == judged_names(settings)
    assert (again.text(SECRET), again.text(HARMLESS)) == ("", "X-Other, x-acme-blub")


@pytest.mark.parametrize("name", ["two words", "a:b", "a\nb", "é", "", "a,b c"])
def test_what_is_no_name_is_refused(settings, name):
    if name:
        assert judge(settings, name, is_secret=True) is not None
    assert judged_names(settings) == JudgedNames()
