"""Reading what `curl -v` printed: its marked lines, its remarks, and its errors."""
