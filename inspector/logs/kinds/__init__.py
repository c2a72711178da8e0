"""The kinds of trouble that a log can show, one module each; `judging.py` asks them all."""
