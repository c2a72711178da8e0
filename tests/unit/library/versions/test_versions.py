"""Versions of a collection: marks by Git, differences request by request, nothing ever run."""

import shutil
import subprocess

import pytest

from inspector.library.versions.differences import comparable, differences, values_differences
from inspector.library.versions.git import marks, texts, tree_of
from inspector.library.versions.revision import committed, on_disk
from inspector.presentation.library.differences import headline, told

SECRET = "planted-secret-0123456789"
FILES = {
    "collection.toml": 'format = 1\nname = "Shop"\n[variables]\nhost = "a"\n'
    '[credential]\nkind = "bearer"\ntoken = "{{t}}"\n',
    "environments/live.toml": 'name = "Live"\n[values]\nt = "x"\n',
    **{
        f"orders/{name}.toml": f'name = "{name}"\nurl = "https://a/{name}"\n'
        f'[credential]\nkind = "bearer"\ntoken = "{SECRET}"\n'
        for name in ("list", "add", "drop")
    },
    "ping.toml": 'name = "Ping"\nurl = "https://a/ping"\n',
}


def git(folder, *arguments):
    author = ("-c", "user.name=a", "-c", "user.email=a@a.test", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *author, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def shop(tmp_path):
    top = tmp_path / "repo" / "shop"
    for name, text in FILES.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text)
    git(top.parent, "init", "-q")
    git(top.parent, "add", ".")
    git(top.parent, "commit", "-qm", "first")
    return top


def change(path, before, after):
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))


def said(top):
    old, new = comparable(committed(tree_of(top))), comparable(on_disk(top))
    return told(differences(old, new), values_differences(old, new))


def test_marks_are_of_new_and_changed_files_alone(shop):
    assert marks(shop) == {}
    (shop / "new one.toml").write_text('name = "New"\n')
    change(shop / "ping.toml", "https://a/ping", "https://b/ping")
    (shop / "orders/add.toml").write_bytes((shop / "orders/add.toml").read_bytes())
    assert marks(shop) == {shop / "new one.toml": "new", shop / "ping.toml": "changed"}


def test_line_ends_of_another_system_are_no_change(shop):
    path = shop / "ping.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert marks(shop) == {}


def test_it_works_without_a_repository_and_without_git(tmp_path, shop, monkeypatch):
    plain = tmp_path / "plain"
    shutil.copytree(shop, plain)
    assert (marks(plain), tree_of(plain)) == ({}, None)
    assert tree_of(shop, "no-such-branch") is None
    assert tree_of(shop, "--output=/tmp/planted") is None
    monkeypatch.setenv("PATH", "")
    assert (marks(shop), tree_of(shop)) == ({}, None)


def test_before_the_first_commit_all_is_new(tmp_path, shop):
    again = tmp_path / "again"
    shutil.copytree(shop, again / "shop")
    git(again, "init", "-q")
    assert set(marks(again / "shop").values()) == {"new"}
    assert committed(tree_of(again / "shop")).collection.requests == ()


def test_what_is_committed_is_read_as_it_was(shop):
    change(shop / "ping.toml", "https://a/ping", "https://b/ping")
    assert texts(tree_of(shop))["ping.toml"] == FILES["ping.toml"].encode()
    (ping,) = committed(tree_of(shop)).collection.requests
    assert ping.url == "https://a/ping"


def test_nothing_differs_though_secrets_are_read_anew(shop):
    assert said(shop) == ()
    assert headline(()) == "Nothing differs."


def test_auth_of_several_requests_that_inherit_now_is_one_sentence(shop):
    own = f'kind = "bearer"\ntoken = "{SECRET}"'
    for name in ("list", "add", "drop"):
        change(shop / f"orders/{name}.toml", own, 'kind = "inherit"')
    (one,) = said(shop)
    assert one.text == "Auth of 3 requests: now inherits Bearer {{t}} from Shop"
    assert [path[-1] for path in one.requests] == ["add", "drop", "list"]


def test_each_kind_of_difference(shop):
    change(shop / "orders/list.toml", SECRET, "another-secret-0123456789")
    change(shop / "ping.toml", "https://a/ping", "https://b/ping")
    change(shop / "environments/live.toml", '"x"', '"y"')
    change(shop / "collection.toml", 'host = "a"', 'host = "b"')
    (shop / "orders/drop.toml").unlink()
    (shop / "orders/add.toml").rename(shop / "added.toml")
    (shop / "new.toml").write_text('name = "New"\nurl = "https://a/new"\n')
    texts_said = [one.text for one in said(shop)]
    assert texts_said == [
        "Auth of 1 request: Bearer with another secret or setting",
        "1 request has another address",
        "1 request is new",
        "1 request is gone",
        "1 request was moved",
        "1 variable of the collection has another value: host",
        "1 variable of Live has another value: t",
    ]
    assert "secret-0123" not in "".join(texts_said)


def test_another_credential_above_is_told_of_all_below(shop):
    for name in ("list", "add"):
        (shop / f"orders/{name}.toml").write_text(
            f'name = "{name}"\nurl = "https://a/{name}"\n[credential]\nkind = "inherit"\n'
        )
    git(shop, "commit", "-qam", "second")
    change(shop / "collection.toml", 'kind = "bearer"\ntoken = "{{t}}"', 'kind = "none"')
    (one,) = said(shop)
    assert one.text == "Auth of 2 requests: Bearer {{t}}, now No auth"


def test_programs_that_a_repository_names_are_never_run(shop):
    planted = shop / "planted"
    run = f"sh -c 'touch {planted}; cat'"
    (shop.parent / ".gitattributes").write_text("*.toml filter=x diff=x\n")
    for key in ("core.fsmonitor", "filter.x.clean", "filter.x.smudge", "filter.x.process"):
        git(shop, "config", key, run)
    for key in ("diff.x.textconv", "diff.external", "core.pager", "core.sshCommand", "gpg.program"):
        git(shop, "config", key, run)
    hook = shop.parent / ".git/hooks/post-index-change"
    hook.write_text(f"#!/bin/sh\ntouch {planted}\n")
    hook.chmod(0o755)
    planted.unlink(missing_ok=True)
    change(shop / "ping.toml", "https://a/ping", "https://b/ping")
    assert marks(shop) == {shop / "ping.toml": "changed"}
    assert [one.text for one in said(shop)] == ["1 request has another address"]
    assert not planted.exists()
