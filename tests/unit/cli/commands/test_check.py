"""`check`: findings by line in every format, and a status that a hook can go by."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from inspector.library.checking.registry import rules
from tests.unit.library.checking.samples import CLEAN, changed

SECRET = "Planted-7Qx9-value"
HOOK = Path(__file__).parents[4] / "packaging" / "pre-commit"
DIRTY = changed(CLEAN, "collection.toml", "{{api_key}}", SECRET)


def write(folder, files):
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


@pytest.fixture
def shop(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path / "shop"


def test_a_clean_collection_ends_with_0(shop, cli):
    write(shop, CLEAN)
    ran = cli("check", "shop")
    assert (ran.status, ran.out, ran.err) == (0, "No findings.\n", "")


def test_findings_end_with_1_and_name_their_line(shop, cli):
    write(shop, DIRTY)
    ran = cli("check", "shop")
    assert ran.status == 1
    assert "\nshop/collection.toml:10: error: " in ran.out
    assert "1 finding, 1 note." in ran.out, "nothing uses the key any more"
    assert SECRET not in ran.out


def test_a_note_alone_is_no_finding(shop, cli):
    write(shop, changed(CLEAN, "environments/test.toml", "base =", 'spare = "1", base ='))
    ran = cli("check", "shop")
    assert (ran.status, ran.out.splitlines()[-1]) == (0, "No findings, 1 note.")


@pytest.mark.parametrize("files", [{}, {"readme.md": "nothing"}, {"a.json": "{}"}])
def test_where_there_is_no_collection_it_ends_with_2(files, shop, cli):
    write(shop, files)
    ran = cli("check", "shop")
    assert (ran.status, ran.out) == (2, "")
    assert "shop" in ran.err


def test_a_collection_beside_others_of_other_programs_is_all_checked(shop, cli):
    write(shop / "own", DIRTY)
    item = {
        "name": "a",
        "request": {
            "url": "https://a/",
            "auth": {"type": "basic", "basic": {"username": "u", "password": SECRET}},
        },
    }
    schema = "https://schema.getpostman.com/json/collection/v2.0.0/"
    exported = {"info": {"name": "P", "schema": schema}, "item": [item]}
    write(shop, {"p.postman_collection.json": json.dumps(exported, indent=1)})
    ran = cli("check", "shop", "--format", "json")
    found = {(each["file"], each["rule"]) for each in json.loads(ran.out)}
    assert ("shop/own/collection.toml", "secret-in-clear") in found
    assert ("shop/p.postman_collection.json", "secret-in-clear") in found


def test_lines_for_github_are_escaped(shop, cli):
    write(shop / "a,b", DIRTY)
    ran = cli("check", "shop", "--format", "github")
    assert ran.out.splitlines()[0] == (
        "::notice file=shop/a%2Cb/collection.toml,line=5,title=variable-is-used::"
        "Nothing uses the variable api_key. Remove it, or correct the name where it was meant."
    )
    assert ran.out.splitlines()[1].startswith("::error file=shop/a%2Cb/collection.toml,line=10,")


def test_the_report_for_gitlab_has_what_it_asks_for(shop, cli):
    write(shop, DIRTY)
    found = json.loads(cli("check", "shop", "--format", "gitlab").out)
    assert {each["severity"] for each in found} == {"critical", "info"}
    assert found[1]["location"] == {"path": "shop/collection.toml", "lines": {"begin": 10}}
    assert len({each["fingerprint"] for each in found}) == len(found)


def test_sarif_declares_its_rules_and_names_uris(shop, cli):
    write(shop / "a b", DIRTY)
    log = json.loads(cli("check", "shop", "--format", "sarif").out)
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert [each["id"] for each in run["tool"]["driver"]["rules"]] == [
        each.NAME for each in rules()
    ]
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "shop/a%20b/collection.toml"},
        "region": {"startLine": 10},
    }


@pytest.mark.skipif(os.name == "nt", reason="the hook is a shell script")
@pytest.mark.parametrize(("files", "status"), [(CLEAN, 0), (DIRTY, 1), ({"a.md": "x"}, 0)])
def test_the_hook_looks_at_what_is_staged(files, status, shop, tmp_path):
    git = shutil.which("git")
    assert git, "the hook needs git"
    programs = tmp_path / "bin"
    programs.mkdir()
    program = programs / "request-inspector"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m inspector "$@"\n')
    program.chmod(0o755)
    kept = {"PATH": f"{programs}:{os.environ['PATH']}", "PYTHONPATH": str(HOOK.parents[1])}
    environment = {**kept, "HOME": str(tmp_path), "REQUEST_INSPECTOR_HOME": str(tmp_path / "home")}
    write(shop, files)
    for arguments in (["init", "-q"], ["add", "."]):
        subprocess.run([git, *arguments], cwd=shop, env=environment, check=True)
    write(shop, {"later.toml": "not = = staged"})
    ran = subprocess.run(
        [HOOK], cwd=shop, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == status, ran.stderr
    assert SECRET not in ran.stdout + ran.stderr
