"""What was found of each exchange, for formats that have one place for it."""

from typing import NamedTuple

from inspector.model.finding import Verdict


class Told(NamedTuple):
    """The first finding about an exchange; cause, certainty and explanation of one explained."""

    slug: str
    title: str
    cause: str = ""
    certainty: str = ""
    explanation: str = ""


def found_of(verdict: Verdict, count: int) -> dict[int, Told]:
    """Return the finding of each exchange that has one, by its index; count: of exchanges."""
    found: dict[int, Told] = {}
    for one in verdict.findings:
        told = Told(one.slug, one.title, one.cause, one.certainty, one.explanation)
        found.setdefault(one.entry, told)
    for entry in verdict.entries:
        if entry.findings:
            found.setdefault(entry.index, Told(entry.findings[0], entry.title))
    return {index: told for index, told in sorted(found.items()) if index < count}
