"""What the tests of the compose side share: an owner, a draft that looks at once, tools."""

import dataclasses

import pytest

from inspector.gui.bridge.lazy import Late
from inspector.gui.compose.draft import Draft
from inspector.gui.state.current_request import CurrentRequest
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request
from inspector.workbench.build import build


@pytest.fixture
def compose_tools(panel_tools):
    bench = build(panel_tools.vault)
    yield dataclasses.replace(panel_tools, late_workbench=Late(lambda: bench))
    bench.close()


@pytest.fixture
def current(qapp, compose_tools):
    token = compose_tools.vault.put("tok-0123456789-0123456789-abcdefghij")
    return CurrentRequest(
        Request(url="http://api.example.com/v1/orders?limit=20", credential=Bearer(token=token))
    )


@pytest.fixture
def draft(current, compose_tools):
    made = Draft(current, compose_tools)
    made.renew()
    return made
