"""A secret in any field of any kind of file is found, on its line; in a taken-in collection none."""

import json

import pytest

from inspector.library.checking import check, gathered
from inspector.library.checking.leaves import Broken, leaves_of
from tests.unit.intake.collections import test_auth_that_leaves as programs
from tests.unit.library.checking.samples import CLEAN, POSTMAN

# Signed with a made-up key; by its shape it is a secret wherever it stands.
SHAPED = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJwbGFudGVkIn0.c2lnbmF0dXJlLW9mLWEtcGxhbnRlZC10b2tlbg"
OPAQUE = "Planted-7Qx9-value"
# Of a file that tells its kind: with another word there it is no collection any more.
_KINDS = {"$kind", "kind", "type", "schema", "_type", "openapi", "swagger", "format", "in", "model"}
_KINDS |= {"opencollection", "meta", "v", "_schema"}


_SECRETS = {"secret-in-clear", "postman-secret-type"}


def _places(name, text):
    """Each value of a file as it is written, with its line."""
    try:
        return [(leaf.text, leaf.line, leaf) for leaf in leaves_of(name, text)]
    except Broken:
        return []


def _planted(text, leaf, secret):
    lines = text.splitlines(keepends=True)
    line = lines[leaf.line - 1]
    if not leaf.text or "\n" in leaf.text or leaf.text not in line:
        return None
    key, mark, value = line.rpartition(leaf.text)
    lines[leaf.line - 1] = key + secret + value
    return "".join(lines) if mark else None


OURS = [(CLEAN, path) for path in CLEAN]
THEIRS = [(POSTMAN, path) for path in POSTMAN]
THEIRS += [(files, path) for files, _ in programs.FOLDERS for path in files]
SINGLE = [
    {
        "x.json" if not isinstance(file, str) else "x.yaml": file
        if isinstance(file, str)
        else json.dumps(file, indent=1)
    }
    for file, _ in programs.FILES
]
THEIRS += [(files, path) for files in SINGLE for path in files]
FILES = pytest.mark.parametrize(
    ("files", "path"), [*OURS, *THEIRS], ids=lambda each: each if isinstance(each, str) else "-"
)


def _write(folder, files):
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


@FILES
def test_a_token_in_any_value_is_found_on_its_line(files, path, tmp_path):
    _write(tmp_path, files)
    tried = 0
    for _, line, leaf in _places(path, files[path]):
        text = _planted(files[path], leaf, SHAPED)
        if text is None or leaf.name in _KINDS or _KINDS.intersection(leaf.path[-1:]):
            continue
        (tmp_path / path).write_text(text, encoding="utf-8")
        found = check(gathered(tmp_path))
        where = {
            (each.line)
            for each in found
            if each.rule in {"secret-in-clear", "postman-secret-type"} and each.file.endswith(path)
        }
        assert line in where, (leaf.path, leaf.name)
        assert SHAPED not in repr(found)
        tried += 1
    assert tried


@pytest.mark.parametrize(
    ("files", "path", "old", "line"),
    [
        (CLEAN, "collection.toml", "{{api_key}}", 10),
        (CLEAN, "collection.toml", '{ keyring = "shop-key" }', 5),
        (CLEAN, "auth/log-in.toml", "{{vault.shop-password}}", 12),
        (CLEAN, "list.toml", '{ environment = "SHOP_SECRET" }', 15),
        (CLEAN, "list.toml", "Bearer {{session}}", 4),
        (POSTMAN, "postman/collections/P/one.request.yaml", "{{pw}}", 8),
        (POSTMAN, "postman/collections/P/.resources/definition.yaml", "{{pw}}", 15),
    ],
)
def test_a_password_without_a_shape_is_found_where_a_secret_belongs(
    files, path, old, line, tmp_path
):
    new = f'"{OPAQUE}"' if old.startswith("{ ") else OPAQUE
    assert old in files[path]
    _write(tmp_path, {**files, path: files[path].replace(old, new)})
    found = [each for each in check(gathered(tmp_path)) if each.rule == "secret-in-clear"]
    assert [(each.file.removeprefix(f"{tmp_path.as_posix()}/"), each.line) for each in found] == [
        (path, line)
    ]
    assert OPAQUE not in repr(found)


def test_a_comment_is_looked_at_too(tmp_path):
    _write(tmp_path, {**CLEAN, "list.toml": CLEAN["list.toml"] + f"# password={OPAQUE}\n"})
    assert [each.rule for each in check(gathered(tmp_path))] == ["secret-in-clear"]


@pytest.mark.parametrize("placeholder", ["{{key}}", "<your key>", "${KEY}", "***", "$KEY"])
def test_a_placeholder_is_no_secret(placeholder, tmp_path):
    new = CLEAN["collection.toml"].replace("{{api_key}}", placeholder)
    _write(tmp_path, {**CLEAN, "collection.toml": new})
    found = check(gathered(tmp_path))
    assert [each for each in found if each.rule == "secret-in-clear"] == []


@pytest.mark.parametrize("number", range(len(programs.FILES) + len(programs.FOLDERS)))
def test_what_was_taken_in_holds_none(number, library, root, vault):
    reading = programs.read([*programs.FILES, *programs.FOLDERS][number][0])
    vault.hold(reading.secrets)
    assert library.take_in(reading.collection, root / "taken").problem is None
    found = check(gathered(root))
    assert [each for each in found if each.level == "error"] == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("json", '{"user":"bob","pass":"hunter"}'),
        ("json", '{"query":"mutation{login(password:\\"hunter\\"){t}}"}'),
        ("json", '{"query":"mutation($p:String){login(pass:$p){t}}","variables":{"p":"hunter"}}'),
        ("raw", "a=1&user%5Bpassword%5D=hunter"),
    ],
)
def test_a_secret_within_a_body_is_found(kind, text, tmp_path):
    head = CLEAN["list.toml"]
    _write(tmp_path, {**CLEAN, "sent.toml": f"{head}\n[body]\nkind = '{kind}'\ntext = '{text}'\n"})
    found = [each for each in check(gathered(tmp_path)) if each.rule == "secret-in-clear"]
    assert [each.file.rpartition("/")[2] for each in found] == ["sent.toml"]
