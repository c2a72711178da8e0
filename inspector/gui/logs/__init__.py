"""Logs of servers in a tab: the likeliest trouble, a chart over time, tables, lines."""
