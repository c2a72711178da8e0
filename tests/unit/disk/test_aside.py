"""A damaged file is kept under another name."""

from inspector.disk.aside import set_aside


def test_each_damaged_file_is_kept(tmp_path):
    path = tmp_path / "drafts.json"
    for number in (1, 2):
        path.write_text(str(number))
        kept = set_aside(path)
        assert kept.name == f"drafts.json.damaged-{number}"
        assert kept.read_text() == str(number)
        assert not path.exists()


def test_a_missing_file_is_none(tmp_path):
    assert set_aside(tmp_path / "f") is None
