"""The tools: the workbench is built at its first use."""

import dataclasses

from inspector.gui.bridge.lazy import Late


def test_the_workbench_is_built_late(panel_tools):
    built = []
    tools = dataclasses.replace(panel_tools, late_workbench=Late(lambda: built.append(1) or "it"))
    assert built == []
    assert tools.workbench == "it"
