"""Each value of a TOML text is found on its line."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from inspector.disk.toml_lines import line_of, spelled, toml_lines

TEXT = """# comment = 1
format = 1
name = "a # b = [x]"   # comment
"quoted key" = 'it''s'
body = '''
headers = [ not this ]
'''
other = \"\"\"
x \\"\"\" y\"\"\"
headers = [
  { name = "Accept", value = "a]}," },  # ] }
  # comment
  { name = "X", enabled = false },
]

[credential]
kind = "basic"
password = { keyring = "x" }
[options.deep]
timeout = 1.5
[[part]]
a = 1
[[part]]
a = 2
[part.sub]
b.c = [1, [2,
 3]]
"""


def test_every_value_has_its_line():
    text = TEXT.replace("'it''s'", "'its'")
    tomllib.loads(text)
    lines = toml_lines(text)
    wanted = {
        ("format",): 2,
        ("name",): 3,
        ("quoted key",): 4,
        ("body",): 5,
        ("other",): 8,
        ("headers",): 10,
        ("headers", 0, "value"): 11,
        ("headers", 1): 13,
        ("headers", 1, "enabled"): 13,
        ("credential",): 16,
        ("credential", "password", "keyring"): 18,
        ("options", "deep", "timeout"): 20,
        ("part", 0, "a"): 22,
        ("part", 1, "a"): 24,
        ("part", 1, "sub", "b", "c", 1, 1): 27,
    }
    assert {path: lines.get(path) for path in wanted} == wanted


def test_an_unknown_path_gets_the_line_around_it():
    assert line_of(TEXT, ("credential", "nothing")) == 16
    assert line_of(TEXT, ("nothing",)) == 1


def test_a_path_is_spelled():
    assert spelled(("headers", 1, "name")) == "headers[1].name"
    assert spelled(()) == ""


@given(st.text(alphabet="[]{}=,.\"'#\\\n ab1", max_size=60))
def test_any_text_ends(text):
    assert all(line >= 1 for line in toml_lines(text).values())
