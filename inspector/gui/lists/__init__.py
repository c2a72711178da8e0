"""Lists, trees and tables of rows that stay Python's own."""
