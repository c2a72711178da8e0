"""Changes by others are noticed, our own are not."""

import os

from inspector.library.watch import Watch, toml_files


def test_changed_new_and_gone_files_are_told(tmp_path):
    watch = Watch(tmp_path)
    paths = [tmp_path / name for name in ("a.toml", "b.toml", "c.toml")]
    for path in paths[:2]:
        path.write_bytes(b"1")
        watch.know(path, b"1")
    assert watch.check() == ()
    paths[0].write_bytes(b"22")
    paths[1].unlink()
    paths[2].write_bytes(b"")
    assert [(change.path, change.kind) for change in watch.check()] == [
        (paths[0], "changed"),
        (paths[1], "gone"),
        (paths[2], "new"),
    ]
    assert watch.differs(paths[0])
    assert watch.differs(paths[1])
    watch.forget(paths[1])
    assert not watch.differs(paths[1])


def test_a_file_written_again_with_the_same_bytes_is_the_same(tmp_path):
    watch = Watch(tmp_path)
    path = tmp_path / "a.toml"
    path.write_bytes(b"1")
    watch.know(path, b"1")
    os.utime(path, (1, 1))
    assert watch.check() == ()


def test_hidden_files_are_not_looked_at(tmp_path):
    (tmp_path / ".git").mkdir()
    for name in (".git/a.toml", ".b.toml", "c.txt", "d.toml"):
        (tmp_path / name).write_text("")
    assert toml_files(tmp_path) == [tmp_path / "d.toml"]
