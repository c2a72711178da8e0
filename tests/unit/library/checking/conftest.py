"""Folders of collections to be checked, written file by file."""

import pytest

from inspector.library.checking import check, gathered


@pytest.fixture
def checked(tmp_path):
    """Write files by their paths; return the remarks, their files as written."""

    def checked(files):
        for path, text in files.items():
            place = tmp_path / "checked" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        found = check(gathered(tmp_path / "checked"))
        start = (tmp_path / "checked").as_posix() + "/"
        return [(each.rule, each.file.removeprefix(start), each.line) for each in found]

    return checked
