"""The story of a trace, painted: its verdict, the graph, and the details of what is chosen."""
