"""Index: remembers what was computed from notes, so that very many need not be read each time.

It is derived and never needed: wherever it is missing, locked, damaged or older, the notes are read
and the results are the same. It lies in the person's cache folder and never in the notebook.
"""
