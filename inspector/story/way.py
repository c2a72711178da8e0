"""What a module below `ways` declares: a way in which a refusal needs no explanation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from inspector.story.entry import Entry
from inspector.story.trace_story import TraceStory

Turn = Literal["to-a-login", "given-later", "on-purpose", "beside-a-page", "step"]
"""When a way is asked; where several fit, the one asked first says the sentence.

to-a-login: of what led to a login only. given-later: the very same was asked for and given, which
a reply that only leads on, and refuses nothing, is not asked about.
"""


class Way(NamedTuple):
    """kind: its name. shown_by: returns the entry that shows it, None where there is none.

    sentence: why there is nothing to explain; `{status}` and `{entry}` are of the refusal,
    `{other}` is the number of the entry that shows it. is_of_programs: whether it goes by itself,
    without a person who types.
    """

    kind: str
    shown_by: Callable[[TraceStory, Entry], Entry | None]
    sentence: str
    turn: Turn = "step"
    is_of_programs: bool = False
