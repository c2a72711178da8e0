"""Folders and files are for their owner alone."""

import os
import stat

from inspector.disk.private import private_file, private_folder


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_folder_is_made_for_its_owner_and_the_ones_above_as_usual(tmp_path):
    umask = os.umask(0o022)
    try:
        private_folder(tmp_path / "a" / "b")
    finally:
        os.umask(umask)
    assert (mode(tmp_path / "a"), mode(tmp_path / "a" / "b")) == (0o755, 0o700)


def test_rights_of_others_are_taken_off(tmp_path):
    tmp_path.chmod(0o775)
    private_folder(tmp_path)
    assert mode(tmp_path) == 0o700
    (tmp_path / "f").write_text("")
    (tmp_path / "f").chmod(0o464)
    private_file(tmp_path / "f")
    assert mode(tmp_path / "f") == 0o400
    private_file(tmp_path / "missing")
