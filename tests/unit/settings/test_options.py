"""Options are declared once and each is whole."""

import pytest

from inspector.settings.options import by_key, groups, options, reject


@pytest.mark.parametrize("option", options(), ids=lambda option: option.key)
def test_each_option_is_whole(option):
    assert option.key.split(".")[0] in groups()
    assert option.key.count(".") == 1
    assert option.title
    assert option.help.endswith(".")
    assert reject(option, option.default) == ""
    assert bool(option.choices) == (option.kind == "choice")


def test_keys_are_unique():
    assert len(by_key()) == len(options())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("appearance.theme", "blue"),
        ("appearance.theme", 1),
        ("appearance.scale", 74),
        ("appearance.scale", True),
        ("appearance.scale", 100.5),
        ("network.timeout", "30"),
        ("network.timeout", float("nan")),
        ("behaviour.notes", 1),
        ("network.proxy", 5),
    ],
)
def test_what_does_not_fit_is_refused_with_a_reason(key, value):
    assert reject(by_key()[key], value).endswith(".")


def test_the_settings_keep_no_login_of_the_proxy():
    proxy = by_key()["network.proxy"]
    assert "login" in reject(proxy, "http://ada:secret@proxy.example:3128")
    assert reject(proxy, "http://proxy.example:3128") == ""
