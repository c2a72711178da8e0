"""Work for the network thread that is held until the test lets it go on."""

import asyncio
import dataclasses
from concurrent.futures import Future

from inspector.gui.bridge.background import Background
from inspector.gui.bridge.lazy import Late


def held_tools(panel_tools, bench, held):
    """Yield tools with `bench` as the workbench; what is submitted waits in `held`."""

    def submit(coroutine):
        future = Future()
        held.append((future, coroutine))
        return future

    background = Background(submit)
    yield dataclasses.replace(
        panel_tools, background=background, late_workbench=Late(lambda: bench)
    )
    for _future, coroutine in held:
        coroutine.close()
    background.close()


def finish(held):
    """Do the last work that was submitted, here and now."""
    future, coroutine = held[-1]
    try:
        future.set_result(asyncio.run(coroutine))
    except ValueError as error:
        future.set_exception(error)
