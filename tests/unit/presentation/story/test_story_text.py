"""A story as text fits a terminal, in letters or in signs."""

import msgspec
import pytest

from inspector.presentation.story.headline import headline
from inspector.presentation.story.outline import outline
from inspector.presentation.story.written.story_text import ASCII, UNICODE, story_text
from tests.fixtures import story_samples as samples


def written(sample, width=140, signs=ASCII):
    told = outline(*sample)
    return story_text(told, headline(told, sample[2]), width, signs).splitlines()


def test_the_used_up_token_is_seen_in_its_line():
    lines = written(samples.refresh_reused())
    assert lines[0].split("  ")[0] == (
        "Your refresh token was sent twice, so no new access token came"
    )
    assert lines[0].endswith("certain")
    refresh = next(line for line in lines if line.startswith("Refresh …Kd82"))
    assert "o--------------+[1].........." in refresh
    assert refresh.endswith("x[3]")
    access = next(line for line in lines if line.startswith("Access 2 values"))
    assert "+14-----|o" in access
    assert "[2]---!###|x####" in access
    assert access.endswith("x50#############>")
    assert lines[-4].startswith("o issued  + accepted  x refused")
    assert lines[-5] == (
        "last accepted 14:02:32 in entry 34 | exp 14:11:30 passed | "
        "refused from 14:16:02 on, entry 35"
    )


def test_replies_stand_in_the_rows_of_their_hosts_with_how_many():
    lines = written(samples.refresh_reused())
    api = next(line for line in lines if line.startswith("api.example.com"))
    assert api.split() == [
        "api.example.com", ".", ".", ".", ".", ".", "200", "x14", ".", "200", "x14", "|", "|401",
        "x", ".", "401", "x50", ".",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [80, 100, 200])
@pytest.mark.parametrize(
    "sample",
    [samples.refresh_reused, samples.healthy_login, samples.redirected, samples.many_notes],
)
def test_no_line_of_the_picture_is_wider_than_the_terminal(sample, width):
    lines = written(sample(), width)
    assert max(len(line) for line in lines[1:] if not line.startswith("[")) <= width


def test_signs_say_the_same_where_the_terminal_takes_them():
    lines = written(samples.refresh_reused(), signs=UNICODE)
    assert any("✓[1]┄┄" in line and "✗[3]" in line for line in lines)
    assert any("╂▒▒▒│✗▒" in line for line in lines)


def test_a_healthy_story_names_its_reasons():
    lines = written(samples.healthy_login())
    assert lines[0] == "Nothing to explain: 2 refusals are part of what went well"
    assert lines[-1] == "[2] 401 after signing out on purpose (entry 34)"
    assert not any("|" in line and "Turning" in line for line in lines)


def test_ten_thousand_entries_fit_into_a_hundred_letters():
    lines = written(samples.many_notes(10_000), 100)
    assert any(line.startswith("Entries") for line in lines)
    assert any(line.startswith("CSRF") and "x[3]" in line for line in lines)


def test_what_fits_no_terminal_is_one_line_an_event():
    attempt, story, verdict = samples.refresh_reused()
    told = outline(attempt, story, verdict)
    replace = msgspec.structs.replace
    apart = replace(told, folding=replace(told.folding, kept=frozenset(range(40))))
    lines = story_text(apart, headline(told, verdict), 80).splitlines()
    assert any(line.startswith("Refresh token ending Kd82, issued in entry 5") for line in lines)
    assert any(line.startswith("Turning point. Last accepted 14:02:32") for line in lines)
