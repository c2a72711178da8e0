"""A story as SVG: text is text, every mark says its words, nothing runs, nothing is loaded."""

import re
from collections import Counter
from typing import get_args
from xml.dom import minidom

import pytest

from inspector.gui.story.svg_file import svg_of
from inspector.gui.theme.palette import LIGHT
from inspector.presentation.story.graph import MarkKind
from inspector.presentation.story.headline import headline
from inspector.presentation.story.outline import outline
from inspector.presentation.story.written import svg_shapes
from inspector.presentation.story.written.poster import broken, poster
from inspector.presentation.story.written.story_svg import story_svg
from tests.fixtures import story_samples as samples


def drawn(sample):
    told = outline(*sample)
    return svg_of(told, headline(told, sample[2]))


@pytest.fixture(scope="module")
def text():
    return drawn(samples.refresh_reused())


@pytest.fixture(scope="module")
def page(text):
    return minidom.parseString(text)


def _titles(page):
    return [each.firstChild.data for each in page.getElementsByTagName("title")]


def test_every_mark_says_its_words(page):
    titles = _titles(page)
    assert titles[0] == "Story: Your refresh token was sent twice, so no new access token came"
    assert any(
        title.startswith("Refresh token ending Kd82, refused in entry 36") for title in titles
    )
    assert any(title.startswith("Turning point. Last accepted 14:02:32") for title in titles)
    assert any(title.startswith("Entries 37 to 86, 50 times GET") for title in titles)


def test_steps_and_credentials_have_names_to_link_to(page):
    ids = Counter(each.getAttribute("id") for each in page.getElementsByTagName("g"))
    assert ids["step-12"] == ids["credential-4"] == 1
    links = {each.getAttribute("href") for each in page.getElementsByTagName("a")}
    assert links == {"#exchange-20", "#exchange-35", "#exchange-36"}


def test_words_are_text_in_both_themes(text, page):
    words = [each.firstChild.data for each in page.getElementsByTagName("text") if each.firstChild]
    assert {"used up", "sent again", "Turning point", "Show orders: refused"} <= set(words)
    assert "prefers-color-scheme: dark" in text
    assert "<script" not in text
    assert not re.search(r'(?:href|src)="(?!#)', text)
    assert "url(" not in text.replace("url(#expired)", "")


def test_what_came_from_outside_is_no_markup():
    attempt, story, verdict = samples.redirected()
    nasty = '"><script>x</script>.example.com'
    party = type(story.parties[0])(host=nasty, kind="api", entries=(0,))
    exchange = samples.exchange(f"GET {nasty}/<b>", 401, "14:02:10")
    attempt = type(attempt)(id="x", exchanges=(exchange, *attempt.exchanges[1:]), source="har")
    story = type(story)(parties=(party, *story.parties), intentions=story.intentions)
    text = drawn((attempt, story, verdict))
    minidom.parseString(text)
    assert "<script" not in text
    assert "<b>" not in text


def test_marks_differ_in_shape_and_not_in_colour_alone():
    shapes = {kind: svg_shapes.mark(kind, (0, 0), 1) for kind in get_args(MarkKind)}
    bare = {re.sub(r'class="[^"]*"', "", shape) for shape in shapes.values()}
    assert len(bare) == len(shapes)
    assert "<text" in svg_shapes.mark("accepted", (0, 0), 14)


def test_colours_come_from_the_theme():
    sample = samples.redirected()
    told = outline(*sample)
    plain = dict.fromkeys(LIGHT.__slots__, "#123456")
    text = story_svg(told, headline(told, sample[2]), plain, plain)
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", text)) == {"#123456"}


def test_a_healthy_story_has_reasons_and_no_red_disc():
    text = drawn(samples.healthy_login())
    assert 'r="8" class="f-err_fill"' not in text
    assert "Reason 1." in text


def test_the_words_over_the_picture_are_broken_to_its_width():
    assert broken("one two three", 13, 60) == ["one two", "three"]
    told = outline(*samples.refresh_reused())
    head = poster(headline(told, samples.refresh_reused()[2]), 600)
    assert max(each.y for each in head.words) < head.height
    assert [disc.number for disc in head.discs] == [1, 2, 3]
