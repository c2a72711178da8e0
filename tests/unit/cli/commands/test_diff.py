"""`diff`: what differs between Git's version, or another folder, and a collection."""

import json
import shutil

from tests.unit.library.versions.test_versions import SECRET, change, git, shop  # noqa: F401


def test_text_json_and_statuses(shop, cli):  # noqa: F811 - pytest's way
    same = cli("diff", str(shop))
    assert (same.status, same.out) == (0, "Nothing differs.\n")
    change(shop / "ping.toml", "https://a/ping", "https://b/ping")
    ran = cli("diff", str(shop / "orders"))
    assert ran.status == 1
    assert ran.out == "1 request differs.\n1 request has another address.\n  Ping\n"
    found = json.loads(cli("diff", str(shop), "--format", "json").out)
    assert found["collection"] == "Shop"
    assert found["differences"] == [
        {"text": "1 request has another address", "requests": [["Ping"]]}
    ]
    git(shop, "commit", "-qam", "second")
    assert cli("diff", str(shop)).status == 0
    assert cli("diff", str(shop), "--revision", "HEAD~1").status == 1


def test_two_folders_and_what_is_unreadable(shop, cli, tmp_path):  # noqa: F811 - as above
    other = tmp_path / "other"
    shutil.copytree(shop, other)
    assert cli("diff", str(shop), str(other)).status == 0
    (other / "ping.toml").unlink()
    ran = cli("diff", str(shop), str(other))
    assert "1 request is new" in ran.out
    assert SECRET not in ran.out + ran.err
    for arguments in ((tmp_path,), (other,), (shop, "--revision", "nothing")):
        assert cli("diff", *map(str, arguments)).status == 2
