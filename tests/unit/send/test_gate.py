"""So many requests, so far apart."""

import asyncio

from inspector.send.interaction import Gate
from tests.fixtures.experimenting import Waiting


def test_no_more_than_so_many():
    async def run():
        gate = Gate(2)
        found = []
        for _ in range(3):
            found.append(await gate.enter())
            gate.passed(1)
        return found

    assert asyncio.run(run()) == [True, True, False]


def test_what_takes_two_needs_room_for_two():
    async def run():
        gate = Gate(2)
        gate.passed(1)
        return await gate.enter(2), await gate.enter(1)

    assert asyncio.run(run()) == (False, True)


def test_they_are_apart():
    waiting = Waiting()

    async def run():
        gate = Gate(9, 0.25, sleep=waiting.sleep, clock=lambda: waiting.now)
        await gate.enter()  # the first one waits for nothing
        gate.passed(1)
        await gate.enter()
        gate.passed(1)
        waiting.now += 1  # time enough went by
        await gate.enter()

    asyncio.run(run())
    assert waiting.slept == [0.25]
