"""Settings survive a restart, keep their comments, and never fail to load."""

import pytest

from inspector.settings.options import options
from inspector.settings.store import Settings


@pytest.fixture
def path(tmp_path):
    return tmp_path / "settings.toml"


def loaded(path):
    settings = Settings(path)
    return settings, settings.load()


def test_without_a_file_all_is_default(path):
    settings, problems = loaded(path)
    assert problems == ()
    assert {option.key: settings.get(option.key) for option in options()} == {
        option.key: option.default for option in options()
    }
    assert settings.save() is None
    assert path.read_text() == ""


def test_a_change_is_told_and_survives(path):
    settings, _ = loaded(path)
    seen = []
    settings.on_change(lambda key, value: seen.append((key, value)))
    settings.set("appearance.theme", "dark")
    settings.set("appearance.theme", "dark")
    settings.set("network.timeout", 5)
    assert seen == [("appearance.theme", "dark"), ("network.timeout", 5)]
    assert settings.save() is None
    again, problems = loaded(path)
    assert problems == ()
    assert again.text("appearance.theme") == "dark"
    assert again.number("network.timeout") == 5.0
    again.reset("appearance.theme")
    assert again.text("appearance.theme") == "system"


def test_a_value_that_does_not_fit_changes_nothing(path):
    settings, _ = loaded(path)
    problem = settings.set("appearance.scale", 5)
    assert "between 75" in problem.todo
    assert settings.get("appearance.scale") == 100


def test_comments_and_order_are_kept(path):
    text = '# mine\n[network]\nproxy = "none"  # at work\ntimeout = 10\n\n[appearance]\ntheme = "dark"\n'
    path.write_text(text)
    settings, _ = loaded(path)
    settings.save()
    assert path.read_text() == text
    settings.set("network.proxy", "system")
    settings.set("appearance.scale", 150)
    settings.save()
    assert path.read_text() == text.replace('"none"', '"system"').rstrip("\n") + "\nscale = 150\n"


def test_unknown_keys_and_bad_values_are_told_with_line_and_path(path):
    path.write_text('[appearance]\ntheme = "blue"\nfont = "x"\n\n[other]\na = 1\n')
    settings, problems = loaded(path)
    assert [problem.where for problem in problems] == [
        f"{path}:2: appearance.theme",
        f"{path}:3: appearance.font",
        f"{path}:6: other.a",
    ]
    assert all(problem.what and problem.todo for problem in problems)
    assert settings.text("appearance.theme") == "system"
    settings.save()
    assert 'font = "x"' in path.read_text()


def test_a_file_that_is_no_toml_is_kept_aside(path):
    path.write_text("[appearance\n")
    settings, (problem,) = loaded(path)
    assert "TOML" in problem.what
    assert settings.text("appearance.theme") == "system"
    assert (path.parent / "settings.toml.damaged-1").read_text() == "[appearance\n"
    settings.set("appearance.theme", "dark")
    assert settings.save() is None
    assert loaded(path)[0].text("appearance.theme") == "dark"


@pytest.mark.parametrize("data", [b"\xff", b"appearance = 1", b"[" * 5000, b'"a"."b"."c" = 1'])
def test_any_file_loads(path, data):
    path.write_bytes(data)
    settings, problems = loaded(path)
    assert problems
    settings.set("appearance.theme", "dark")
    settings.save()


def test_new_requests_start_with_these_options(path):
    settings, _ = loaded(path)
    settings.set("network.timeout", 0)
    settings.set("trust.tls_min", "1.3")
    made = settings.request_options()
    assert made.timeout is None
    assert made.tls_min == "1.3"
    assert made.verify_tls


def test_a_watcher_that_another_one_ends_is_not_called(tmp_path):
    settings, told = Settings(tmp_path / "settings.toml"), []
    ends = []
    settings.on_change(lambda *_: ends[0]())
    ends.append(settings.on_change(lambda *change: told.append(change)))
    settings.set("appearance.scale", 150)
    assert told == []


def test_changed_shortcuts_are_written_beside_the_options_and_taken_out_again(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text('# mine\n[keys]\nold = "F2" # why\n')
    settings = Settings(path)
    assert settings.load() == ()
    settings.set_keys("send", "Ctrl+M; F4")
    settings.set_keys("stop", "")
    settings.set_keys("old", None)
    assert settings.save() is None
    again = Settings(path)
    assert again.load() == ()
    assert dict(again.keys) == {"send": "Ctrl+M; F4", "stop": ""}
    assert path.read_text().startswith("# mine")
