"""The guide's chapters come in the order of their files, each with its title."""

from inspector.presentation.help.guide_text import chapters


def test_chapters_in_order_with_their_titles(tmp_path):
    (tmp_path / "2-b.md").write_text("# Second\n\nText\n")
    (tmp_path / "1-a.md").write_text("Preface\n\n#  First one \n")
    (tmp_path / "3-c.md").write_text("No title\n")
    assert [each.title for each in chapters(tmp_path)] == ["First one", "Second", "3-c"]


def test_the_shipped_guide_has_chapters_with_text():
    found = chapters()
    assert len(found) >= 5
    assert all(len(each.text) > 100 for each in found)
