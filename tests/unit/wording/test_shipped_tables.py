"""Copies of what was worked out say what the files say, and are of no use for any others."""

import tomllib

import pytest

from inspector.diagnose.facts import findings
from inspector.diagnose.products import fingerprints
from inspector.protocol.keys import key_hosts, key_shapes
from inspector.reading import meanings, standard_sentences
from inspector.wording.shipped_tables import keep_copies_in, worked_out


class Copies(dict):
    """A cache in memory."""

    def read(self, name):
        return self.get(name, b"")

    def keep(self, name, data):
        self[name] = data


@pytest.fixture
def copies():
    kept = Copies()
    keep_copies_in(kept)
    yield kept
    keep_copies_in(None)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "one.toml").write_text('title = "one"\nmany = [1, 2.5, true]\n', "utf-8")
    (tmp_path / "two.toml").write_text('[part]\nname = "käse"\n', "utf-8")
    return tmp_path


@pytest.fixture
def code(tmp_path):
    file = tmp_path / "code.py"
    file.write_text("one", "utf-8")
    return file


@pytest.fixture(autouse=True)
def _without_a_cache():
    keep_copies_in(None)


class Asked:
    """Works out the names of the files, and counts how often it was asked."""

    __name__ = "_names"

    def __init__(self):
        self.times = 0

    def __call__(self, tables):
        self.times += 1
        return tuple(f"{name}: {table}" for name, table in tables.items())


def expected(folder):
    files = sorted(folder.glob("*.toml"))
    return tuple(f"{file.stem}: {tomllib.loads(file.read_text('utf-8'))}" for file in files)


def names(folder, asked, code):
    return worked_out(folder, asked, tuple[str, ...], (str(code),))


def test_a_second_run_works_nothing_out(copies, folder, code):
    asked = Asked()
    assert names(folder, asked, code) == expected(folder)
    assert names(folder, asked, code) == expected(folder)
    assert asked.times == 1


def test_without_a_cache_each_does(folder, code):
    asked = Asked()
    assert names(folder, asked, code) == names(folder, asked, code) == expected(folder)
    assert asked.times == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [("one", 'title = "two"\nmany = [1, 2.5, true]\n'), ("three", "a = 1\n"), ("two", "[part]\n")],
)
def test_a_copy_of_other_texts_does_not_count(copies, folder, code, name, text):
    names(folder, Asked(), code)
    (folder / f"{name}.toml").write_text(text, "utf-8")
    keep_copies_in(copies)
    assert names(folder, Asked(), code) == expected(folder)


def test_a_copy_of_other_code_does_not_count(copies, folder, code):
    names(folder, Asked(), code)
    code.write_text("two", "utf-8")
    asked = Asked()
    names(folder, asked, code)
    assert asked.times == 1


def test_where_the_code_is_not_there_nothing_is_kept(copies, folder, tmp_path):
    assert names(folder, Asked(), tmp_path / "missing.py") == expected(folder)
    assert copies == {}


@pytest.mark.parametrize("at", [0, 31, 32, 63, 64, -1])
def test_a_changed_copy_does_not_count_and_is_made_anew(copies, folder, code, at):
    names(folder, Asked(), code)
    ((name, good),) = copies.items()
    bad = bytearray(good)
    bad[at] ^= 1
    copies[name] = bytes(bad)
    assert names(folder, Asked(), code) == expected(folder)
    assert copies[name] == good


@pytest.mark.parametrize("data", [b"", b"x", b"\x80" * 200])
def test_what_is_no_copy_does_not_count(copies, folder, code, data):
    names(folder, Asked(), code)
    copies[next(iter(copies))] = data
    assert names(folder, Asked(), code) == expected(folder)


@pytest.mark.parametrize(
    ("read", "shown"),
    [
        (findings._families, lambda read: read),
        (fingerprints._matchers, lambda read: [one.read for one in read]),
        (key_shapes.providers, lambda read: read),
        (key_hosts._needles, lambda read: read),
        (meanings._patterns, lambda read: read),
        (standard_sentences._idle, lambda read: read.pattern),
    ],
    ids=["findings", "products", "providers", "hosts", "meanings", "idle sentences"],
)
def test_the_copies_of_each_shipped_folder_say_what_its_files_say(copies, read, shown):
    fresh, copied = shown(read.__wrapped__()), shown(read.__wrapped__())
    assert copied == fresh
    assert len(copies) == 1
