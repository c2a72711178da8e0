"""The other process: reads its order from standard input, counts, writes back what it found."""

import sys

import msgspec

from inspector.logs.away import News, answer, send
from inspector.logs.parts import Part, Whole
from inspector.logs.reading import count

_STEP = 8 * 1024 * 1024


def main() -> None:
    """Carry out the order."""
    order = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Part | Whole)
    if isinstance(order, Part):
        sys.stdout.buffer.write(msgspec.msgpack.encode(count(order)))
        return
    told = 0

    def tell(read: int) -> None:
        nonlocal told
        if read - told >= _STEP:
            told = read
            send(sys.stdout.buffer, News(read))

    found = answer(order, tell)
    send(sys.stdout.buffer, News(told, found))


if __name__ == "__main__":
    main()
