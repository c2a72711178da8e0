"""The blocks of a `.bru` file, and those inside an example."""

import pytest

from inspector.intake.bru_text import Row, parsed, rows_of, tree

FILE = """meta {
  name: Get
}

example {
  name: Found
  description: '''
    two
    lines
  '''

  response: {
    headers: {
      content-type: application/json
      ~"x:y": off
    }

    body: {
      type: json
      content: '''
        {
          "a": "}"
        }
      '''
    }
  }
}

example {
  name: Empty
}
"""


@pytest.fixture(params=["\n", "\r\n"])
def bru(request):
    return parsed(FILE.replace("\n", request.param))


def test_each_example_is_kept_apart_from_the_blocks_of_the_file(bru):
    assert [tree(each)["name"] for each in bru.examples] == ["Found", "Empty"]
    assert bru.value("meta", "name") == "Get"
    assert set(bru.rows) == {"meta"}


def test_blocks_within_blocks(bru):
    found = tree(bru.examples[0])
    assert found["description"] == "two\nlines"
    reply = tree(found["response"])
    rows = [Row("content-type", "application/json", True), Row("x:y", "off", False)]
    assert rows_of(reply["headers"]) == rows
    assert tree(reply["body"]) == {"type": "json", "content": '{\n  "a": "}"\n}'}


@pytest.mark.parametrize("cut", range(40, len(FILE), 7))
def test_a_file_that_was_cut_short_is_read_as_far_as_it_goes(cut):
    for each in parsed(FILE[:cut]).examples:
        assert set(tree(each)) <= {"name", "description", "response"}
