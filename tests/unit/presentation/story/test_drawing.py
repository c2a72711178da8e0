"""A story is read from the bytes of an attempt, and what it quotes is masked."""

from inspector.diagnose import diagnose
from inspector.presentation.story.drawing import outline_of
from inspector.presentation.story.headline import headline
from inspector.presentation.story.layout import Room, layout
from inspector.workbench.answer import Answer, answer
from tests.fixtures import story_samples as samples

SECRET = "7c9e6679f5e94b0c8c1d0f6a2b3c4d5e"


def test_a_recording_is_drawn_from_its_bytes_alone():
    attempt, _, _ = samples.refresh_reused()
    verdict = diagnose(attempt)
    told = outline_of(Answer(attempt=attempt, verdict=verdict))
    graph = layout(told, Room(width=1328))
    assert headline(told, verdict).title
    assert len(graph.columns) > 3
    assert any(row.kind == "credential" for row in graph.rows)
    assert {chip.answered for chip in graph.chips} >= {"accepted", "refused"}


def test_no_secret_of_what_is_quoted_stands_in_the_story():
    token = {"authorization": f"Bearer {SECRET}"}
    exchanges = (
        samples.exchange("GET api.example.com/v1/orders", 200, "10:00:00", sent=token),
        samples.exchange("GET api.example.com/v1/orders", 401, "10:00:09", sent={"x-key": SECRET}),
    )
    attempt, _, _ = samples.redirected()
    attempt = type(attempt)(id="a", exchanges=exchanges, source="har")
    told = outline_of(answer(attempt), (SECRET,))
    assert SECRET not in str(layout(told, Room(width=1328)))
