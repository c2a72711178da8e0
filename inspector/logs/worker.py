"""The other process: reads its order from standard input, counts, writes back what it found."""

import sys

from inspector.disk.encoding import packed
from inspector.logs.away import News, carry_out, send
from inspector.logs.log_reader import count
from inspector.logs.parts import Part, read_order

_STEP = 8 * 1024 * 1024


def main() -> None:
    """Carry out the order."""
    order = read_order(sys.stdin.buffer.read())
    if isinstance(order, Part):
        sys.stdout.buffer.write(packed(count(order)))
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
