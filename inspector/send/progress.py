"""What is going on while a request is sent, at most 30 times a second."""

import time
from collections.abc import Callable

import msgspec

from inspector.model.exchange import Purpose, Stage

SHORTEST = 1 / 30


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """One step: index of the exchange, what it is for, how far it is, since its start."""

    index: int
    purpose: Purpose
    stage: Stage
    method: str
    url: str
    elapsed_ms: float


OnProgress = Callable[[Progress], None]


class Teller:
    """Tells the stages of one exchange after the other; too many at once are left out."""

    def __init__(self, on_progress: OnProgress | None) -> None:
        self._on_progress = on_progress
        self._last = 0.0

    def start(self, index: int, purpose: Purpose, method: str, url: str) -> Callable[[Stage], None]:
        """Return what the wire calls at each stage of this exchange."""
        begun = time.perf_counter()
        said = False

        def tell(stage: Stage) -> None:
            nonlocal said
            now = time.perf_counter()
            if self._on_progress is None or (said and now - self._last < SHORTEST):
                return
            said = True
            self._last = now
            self._on_progress(
                Progress(
                    index=index,
                    purpose=purpose,
                    stage=stage,
                    method=method,
                    url=url,
                    elapsed_ms=round((now - begun) * 1000, 1),
                )
            )

        return tell
