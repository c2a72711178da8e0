"""File names are safe on every system."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.library.slug import follows_no_name_yet, free, slug


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("List orders", "list-orders"),
        ("  Über/..\\x: y ", "über-x-y"),
        ("", "untitled"),
        ("...", "untitled"),
        ("CON", "con-1"),
        ("Folder", "folder-1"),
        ("a" * 100, "a" * 60),
    ],
)
def test_names_become_file_names(name, wanted):
    assert slug(name) == wanted


@given(st.text())
def test_any_name_is_safe(name):
    made = slug(name)
    assert made
    assert not set(made) & set('/\\:*?"<>|\0. ')


def test_a_taken_name_gets_a_number():
    assert free("List", {"list", "list-2"}) == "List-3"
    assert free("list", ()) == "list"


def test_only_untitled_files_follow_a_name():
    assert follows_no_name_yet("untitled-12")
    assert not follows_no_name_yet("untitled-x")
