"""Files that somebody else changes."""

from inspector.gui.library.following_files import EVERY, FollowingFiles


def test_a_changed_file_is_read_again(owner, shop, edit_file, settle):
    following = FollowingFiles(owner)
    edit_file(shop.ping, '"Ping"', '"Pong"')
    following.look()
    settle(owner)
    assert owner.by_key[shop.ping].name == "Pong"


def test_a_change_that_stays_is_read_once(owner, shop, settle):
    following = FollowingFiles(owner)
    (shop.home / "no-collection").mkdir()
    (shop.home / "no-collection" / "alien.toml").write_text("x = 1")
    reads = []
    owner.changed.connect(lambda: reads.append(1))
    for _ in range(3):
        following.look()
        settle(owner)
    assert len(reads) == 1


def test_it_looks_every_two_seconds(owner):
    following = FollowingFiles(owner)
    assert not following.timer.isActive()
    following.begin()
    assert following.timer.isActive()
    assert following.timer.interval() == EVERY
    following.timer.stop()
