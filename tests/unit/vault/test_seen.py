"""The newest state of each vault file is remembered outside of it."""

from inspector.vault.seen import Mark, Seen


def test_each_file_has_its_own_mark_also_in_another_run(tmp_path):
    path = tmp_path / "state" / "seen.json"
    assert Seen(path).of("one") is None
    Seen(path).note("one", Mark(3, "a"))
    Seen(path).note("two", Mark(1, "b"))
    Seen(path).note("one", Mark(4, "c"))
    assert (Seen(path).of("one"), Seen(path).of("two")) == (Mark(4, "c"), Mark(1, "b"))
    assert path.stat().st_mode & 0o077 == 0


def test_the_oldest_of_very_many_is_forgotten(tmp_path):
    seen = Seen(tmp_path / "seen.json")
    for number in range(101):
        seen.note(str(number), Mark(1, "a"))
    assert seen.of("0") is None
    assert seen.of("100") == Mark(1, "a")


def test_an_unreadable_file_says_nothing_and_is_written_anew(tmp_path):
    path = tmp_path / "seen.json"
    for content in (b"", b"{", b"[]", b"\xff", b'{"one": 1}'):
        path.write_bytes(content)
        assert Seen(path).of("one") is None
    Seen(path).note("one", Mark(1, "a"))
    assert Seen(path).of("one") == Mark(1, "a")


def test_one_that_can_not_be_written_stops_nothing(tmp_path):
    (tmp_path / "file").write_text("")
    Seen(tmp_path / "file" / "seen.json").note("one", Mark(1, "a"))
