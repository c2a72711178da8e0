"""The shipped files are found from a checkout."""

from inspector.wording.resources import resources


def test_the_folder_of_shipped_files_is_there():
    assert resources().is_dir()
    assert resources().name in {"resources", "_resources"}
