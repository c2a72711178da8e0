"""What is asked before something is sent to another environment."""

from inspector.compose.scope import Scope
from inspector.gui.compare.adding import warning


def test_the_reasons_are_said():
    live = Scope(environment="live", production=True)
    assert warning("GET", live) == "This environment is marked as production."
    assert warning("POST", Scope(environment="staging")) == "POST may change data there."
    assert warning("POST", live).count(".") == 2
