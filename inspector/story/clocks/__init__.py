"""What the clocks of a trace tell: when a request was made, and whose time-out ended one."""
