"""The other process: reads its order from standard input, counts, writes back what it found."""

import sys

import msgspec

from inspector.logs.away import News, carry_out, send
from inspector.logs.parts import Part, Take, Whole
from inspector.logs.reading import count

_STEP = 8 * 1024 * 1024


def main() -> None:
    """Carry out the order."""
    order = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Part | Whole | Take)
    if isinstance(order, Part):
        sys.stdout.buffer.write(msgspec.msgpack.encode(count(order)))
        return
    told = 0

    def tell(read: int) -> None:
        nonlocal told
        if read - told >= _STEP:
            told = read
            send(sys.stdout.buffer, News(read))

    send(sys.stdout.buffer, carry_out(order, tell))


if __name__ == "__main__":
    main()
