"""Why it was a 401: looks at a whole trace and names causes, proofs and fixes."""

from typing import TYPE_CHECKING

from inspector.lazy_names import lazy_names

if TYPE_CHECKING:
    from inspector.diagnose.diagnosing import diagnose

__all__ = ["diagnose"]

__getattr__ = lazy_names(
    __name__,
    {
        "diagnose": "diagnosing",
    },
)
