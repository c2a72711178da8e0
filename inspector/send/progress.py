"""What is going on while a request is sent."""

import time
from collections.abc import Callable

import msgspec

from inspector.model.exchange import Purpose, Stage


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """One step: index of the exchange, what it is for, how far it is, since its start."""

    index: int
    purpose: Purpose
    stage: Stage
    method: str
    url: str
    elapsed_ms: float


OnProgress = Callable[[Progress], None]


def teller(
    on_progress: OnProgress | None, index: int, purpose: Purpose, address: tuple[str, str]
) -> Callable[[Stage], None]:
    """Return what the wire calls at each stage of an exchange; address: method and URL.

    There are at most eight stages an exchange; the window gathers them (`Job`).
    """
    begun = time.perf_counter()
    method, url = address

    def tell(stage: Stage) -> None:
        if on_progress is not None:
            elapsed = round((time.perf_counter() - begun) * 1000, 1)
            on_progress(
                Progress(
                    index=index,
                    purpose=purpose,
                    stage=stage,
                    method=method,
                    url=url,
                    elapsed_ms=elapsed,
                )
            )

    return tell
