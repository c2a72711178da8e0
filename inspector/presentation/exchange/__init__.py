"""An exchange as lines: rounds, headers, bodies, with the numbers of the evidence."""
