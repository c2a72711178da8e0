"""Reading HAR 1.2: the document, its entries, and the failures browsers note in it."""
