"""One file a chart: `draw(mode)` gives the picture without data, `content(release, choice)` its words and frames.

The picture is built once a mode and kept; words, values and highlights go in as named data, so a click moves data and
nothing else. To add a chart: one file here with these two functions, and an entry in `dashboard/figures.py`.
"""
