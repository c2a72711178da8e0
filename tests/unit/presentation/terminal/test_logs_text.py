"""What logs say as text and as Markdown: the same lines, and none of a log leaves its code block."""

import pytest

from inspector.logs.log_reader import read
from inspector.logs.scan import Wanted
from inspector.logs.summary import summarise
from inspector.presentation.terminal.logs_text import logs_markdown, logs_text
from tests.fixtures import log_samples


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "access```.log"
    path.write_bytes(log_samples.data_of(log_samples.looping()))
    return summarise(read([str(path)], Wanted()))


def test_both_say_the_same(report):
    text = [line.strip() for line in logs_text(report).splitlines()]
    marked = [line.lstrip("#").strip() for line in logs_markdown(report).splitlines()]
    marked = [line.replace("'''", "```") for line in marked if not line.startswith("```")]
    assert [line for line in marked if line] == [line.removesuffix(":") for line in text if line]


def test_a_name_of_a_file_does_not_end_the_code(report):
    fences = [line for line in logs_markdown(report).splitlines() if "```" in line]
    assert set(fences) == {"```text", "```"}
