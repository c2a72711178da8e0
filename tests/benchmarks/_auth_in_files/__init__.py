"""What real files of other programs say of each request's auth, read without the program's readers.

Each module reads one format by its own rules, and knows nothing of `inspector`: what both say alike
was then found twice.
"""
