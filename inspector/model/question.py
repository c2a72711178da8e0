"""A question that only a person can answer while a request is sent: fields, or a browser."""

import msgspec

from inspector.model.secret import Secret

Answers = dict[str, Secret]
"""What was entered, by the names of the fields."""


class QuestionField(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to enter. label: for people, with no colon. is_secret: not shown while typed."""

    name: str
    label: str
    is_secret: bool = False


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked. text: one or two sentences: what for, and what to do.

    browser: an http address for the person to open, empty for none; who answers says that it is
    done. Without fields the answer is only that.
    """

    text: str
    fields: tuple[QuestionField, ...] = ()
    browser: str = ""
