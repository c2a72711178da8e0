"""Variables of the operating system as secrets."""

from inspector.vault.access import from_environment


def test_a_variable_is_read_each_time(monkeypatch):
    monkeypatch.setenv("SOME_TOKEN", "one")
    assert from_environment("SOME_TOKEN") == "one"
    monkeypatch.setenv("SOME_TOKEN", "two")
    assert from_environment("SOME_TOKEN") == "two"
    assert from_environment("NO_SUCH_TOKEN") is None
    assert from_environment("") is None
    assert from_environment("a\0b") is None
