"""The guides name what there is, and their links lead somewhere."""

import re
from pathlib import Path

import pytest

from inspector.export.registry import all_formats
from inspector.intake.registry import all_readers
from inspector.model.finding import Cause
from tests.unit.intake.test_conformance_readers import SAMPLES

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text()
GUIDE = "\n".join(path.read_text() for path in sorted((ROOT / "resources/help").glob("*.md")))
PAGES = [*ROOT.glob("*.md"), *(ROOT / "resources").rglob("*.md")]
LINK = re.compile(r"\[[^\]]*\]\(([^)#]+)")


def test_every_folder_is_on_the_map():
    folders = {path.parent.name for path in (ROOT / "inspector").glob("*/__init__.py")}
    assert not {name for name in folders if f"`{name}`" not in CONTRIBUTING}


def test_the_developers_page_can_be_read():
    assert not [line for line in CONTRIBUTING.splitlines() if len(line) > 130]


def lost(page):
    """Return the files that a page names and that are not there."""
    named = set(re.findall(r"`([\w./-]+\.(?:py|toml|txt|md|json))`", page))
    roots = (ROOT, ROOT / "inspector", ROOT / "inspector/diagnose", ROOT / "resources/sentences")
    gone = (name for name in named if not any((root / name).exists() for root in roots))
    return sorted(name for name in gone if not _is_named_alone(name))


def _is_named_alone(name):
    """Whether a file is meant that is named without its folder."""
    folders = (ROOT / "tests", ROOT / "inspector")
    return "/" not in name and any(any(folder.rglob(name)) for folder in folders)


def test_what_the_developers_page_names_is_there():
    assert lost(CONTRIBUTING) == []


def test_a_file_that_is_not_there_is_noticed():
    page = "`diagnose/weights.py`, `test_docs.py`, `send/nothing.py` and `test_no_such.py`"
    assert lost(page) == ["send/nothing.py", "test_no_such.py"]


@pytest.mark.parametrize("cause", Cause)
def test_every_family_is_named(cause):
    assert f"`{cause.value}`" in README


def test_every_command_is_described():
    commands = {
        path.stem.removesuffix("_") for path in (ROOT / "inspector/cli/commands").glob("[a-z]*.py")
    }
    missing = {name for name in commands if f"request-inspector {name}" not in README}
    assert not missing
    assert not {name for name in commands if f"request-inspector {name}" not in GUIDE}


def test_every_scheme_has_its_line_in_the_guide():
    for word in ("None", "Inherit", "Basic", "Bearer", "API key", "Digest"):
        assert f"| {word} |" in GUIDE


def test_every_export_format_is_named_in_the_guide():
    titles = [each.title().partition(" (")[0] for each in all_formats()]
    assert len(set(titles)) == len(titles) >= 5
    words = " ".join(GUIDE.split()).lower()
    assert not [title for title in titles if title.lower() not in words]


def _programs():
    """Yield the programs and files whose collections come in, by the titles of their readers."""
    for reader in all_readers():
        if reader.read(SAMPLES[reader.NAME]).collection is not None:
            words = reader.title().split()
            yield next((word for word in words if word.startswith(".")), words[0])


@pytest.mark.parametrize("page", [README, GUIDE], ids=["README", "guide"])
def test_what_comes_in_is_named_where_the_command_for_it_is(page):
    rows = [line for line in page.splitlines() if "`request-inspector import " in line]
    assert len(rows) == 1
    assert len(set(_programs())) >= 10
    assert not [
        name for name in _programs() if not re.search(rf"(?<!\w){re.escape(name)}", rows[0])
    ]


def test_the_changelog_has_a_place_for_what_comes():
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target in LINK.findall(page.read_text()):
        assert "://" in target or (page.parent / target).exists(), target
