"""Variables of the operating system as secrets."""

from inspector.vault import environment


def test_a_variable_is_read_each_time(monkeypatch):
    monkeypatch.setenv("SOME_TOKEN", "one")
    assert environment.read("SOME_TOKEN") == "one"
    monkeypatch.setenv("SOME_TOKEN", "two")
    assert environment.read("SOME_TOKEN") == "two"
    assert environment.read("NO_SUCH_TOKEN") is None
    assert environment.read("") is None
    assert environment.read("a\0b") is None
