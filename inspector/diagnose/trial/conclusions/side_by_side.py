"""The results of experiments side by side, and the record of what they say together."""

from collections.abc import Callable, Mapping

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.trial.part import Bearing
from inspector.diagnose.trial.reply_comparison import waited
from inspector.model.credential import LOGIN_SCHEMES


class Conclusion(msgspec.Struct, frozen=True):
    """What results side by side say: the experiment it rests on, the sentence, the causes."""

    experiment: str
    meaning: str
    bearings: tuple[Bearing, ...]


class Beside(msgspec.Struct, frozen=True):
    """The results by their experiments, and the reply that each got to the user's own request."""

    results: Mapping[str, str]
    replies: Mapping[str, Case]

    def are(self, wanted: Mapping[str, str]) -> bool:
        """Whether experiments came out in a certain way."""
        return all(self.results.get(name) == result for name, result in wanted.items())

    def status(self, name: str) -> int:
        """Return the status that an experiment got, 0 for none."""
        return self.replies[name].status if name in self.replies else 0

    def waited(self, name: str) -> float | None:
        """Return how long its reply took to begin, in milliseconds."""
        return waited(self.replies[name]) if name in self.replies else None


MOVED = "other-place-of-the-key"
BEFORE, ELSEWHERE = "accepted-before", "same-credential-elsewhere"
WITHOUT, MADE_UP, BROKEN = "without-credentials", "garbage-credentials", "signature-altered"
Row = Callable[[Case, Beside], Conclusion | None]


def is_login(case: Case) -> bool:
    """Whether it was sent with user and password."""
    sent = case.sent.authorization
    return sent is not None and sent.scheme in LOGIN_SCHEMES
