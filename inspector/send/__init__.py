"""The network: one message out, one exchange back, and the loop that leads to the answer."""
