"""Every reason a format names, and every sign of a match, has words."""

import re
from pathlib import Path

import inspector.logs
from inspector.logs.summary import belongs_text, reason_text

FOLDER = Path(inspector.logs.__file__).parent


def test_every_reason_of_the_formats_has_words():
    slugs = set()
    for path in FOLDER.glob("formats/*_error.py"):
        slugs |= set(re.findall(r'(?:, |: )"([a-z]+(?:-[a-z]+)*)"', path.read_text()))
    slugs -= {"utf-8", "apache-error"}
    assert len(slugs) > 8
    assert not {slug for slug in slugs if reason_text(slug) == slug}


def test_every_sign_has_words():
    slugs = re.findall(r'\d, "([a-z\-]+)"', (FOLDER / "matching.py").read_text())
    assert len(slugs) > 8
    assert not {slug for slug in slugs if belongs_text(slug) == slug and slug != "user"}
