"""What the API that was called says of itself in this trace (RFC 9728), and where that stands."""

from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.model.annotation import Place
from inspector.protocol.oauth.resource_metadata import ResourceMetadata, of_called


class DescribedApi(NamedTuple):
    """The metadata of the API, and the place of their reply."""

    metadata: ResourceMetadata
    place: Place | None


def described_api(case: Case) -> DescribedApi | None:
    """Return what was brought of it before or after; None where nobody asked. Ask by `once`."""
    found = of_called(case.exchange, (other.exchange for other in case.neighbours))
    if found is None:
        return None
    brought = next(one for one in case.neighbours if one.exchange is found.exchange)
    return DescribedApi(found.metadata, brought.heard.header_place("content-type"))
