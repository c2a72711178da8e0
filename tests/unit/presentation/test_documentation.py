"""Markdown becomes blocks of plain text; nothing of it is markup or loses its address."""

import pytest

from inspector.presentation.library.documentation import Block, blocks, plain

TEXT = """# Orders #

Lists **all** orders,
newest `first`.

- one
2. two
> quoted
> on

```json
{"a": **1**}
  <b>
```
<script>x</script>
"""


def test_each_kind_of_block():
    assert blocks(TEXT) == (
        Block("heading", "Orders", 1),
        Block("text", "Lists all orders, newest first."),
        Block("item", "• one"),
        Block("item", "2. two"),
        Block("quote", "quoted on"),
        Block("code", '{"a": **1**}\n  <b>'),
        Block("text", "<script>x</script>"),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[docs](https://a.test/x "title")', "docs (https://a.test/x)"),
        ("![graph](file:///etc/passwd)", "graph"),
        ("[evil](javascript:x)", "evil (javascript:x)"),
        ("a * b * c and snake_case_name", "a * b * c and snake_case_name"),
        ("**`x`**", "x"),
        ("[open", "[open"),
    ],
)
def test_links_say_where_they_lead(text, said):
    assert plain(text) == said


def test_a_fence_that_never_ends_and_nothing_at_all():
    assert blocks("```\na\n") == (Block("code", "a"),)
    assert blocks("") == ()
