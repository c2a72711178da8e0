"""Access and error logs of servers: who was refused, when, where, and what it looks like."""
