"""All folders lie under the home that the variable names."""

from inspector.settings.places import VARIABLE, places


def test_the_variable_moves_everything(monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    found = places()
    paths = (found.settings, found.collections, found.vault, found.drafts, found.log, found.tables)
    for path in paths:
        assert path.is_relative_to(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_without_it_the_systems_folders_are_taken(monkeypatch, tmp_path):
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert "request-inspector" in str(places().settings)
    assert places().config.is_absolute()
