"""Only what differs is touched."""

import tomlkit

from inspector.library.toml import edit

TEXT = """# top
a = 1 # one
rows = [ # rows
  { n = "x" }, # x
  { n = "y", v = 2 }, # y
  { n = "z" }, # z
]
[t] # table
b = "c"
unknown = 3
"""
BEFORE = {
    "a": 1,
    "rows": [{"n": "x"}, {"n": "y", "v": 2}, {"n": "z"}],
    "t": {"b": "c"},
}


def edited(**changes):
    document = tomlkit.parse(TEXT)
    edit(document, BEFORE, {**BEFORE, **changes})
    return tomlkit.dumps(document)


def test_nothing_changes_nothing():
    assert edited() == TEXT


def test_a_value_keeps_its_comment():
    assert edited(a=2) == TEXT.replace("a = 1", "a = 2")


def test_a_value_in_a_row_is_changed_there():
    rows = [{"n": "x"}, {"n": "y", "v": 3}, {"n": "z"}]
    assert edited(rows=rows) == TEXT.replace("v = 2", "v = 3")


def test_removed_and_added_rows_leave_the_others_alone():
    text = edited(rows=[{"n": "x"}, {"n": "new"}, {"n": "y", "v": 2}, {"n": "z"}])
    for comment in ("# rows", "# x", "# y", "# z"):
        assert comment in text
    assert tomlkit.parse(text)["rows"].unwrap()[1] == {"n": "new"}
    text = edited(rows=[{"n": "x"}, {"n": "z"}])
    assert "# x" in text
    assert "# z" in text


def test_unknown_keys_stay_when_their_table_changes():
    assert edited(t={"b": "d"}) == TEXT.replace('"c"', '"d"')


def test_a_table_of_another_kind_replaces_it():
    document = tomlkit.parse('[t]\nkind = "a"\nx = 1\n')
    edit(document, {"t": {"kind": "a", "x": 1}}, {"t": {"kind": "b", "y": 2}})
    assert tomlkit.dumps(document).lstrip() == '[t]\nkind = "b"\ny = 2\n'


def test_a_table_goes_when_its_values_do():
    document = tomlkit.parse(TEXT)
    edit(document, BEFORE, {"a": 1})
    assert tomlkit.dumps(document) == "# top\na = 1 # one\n"
