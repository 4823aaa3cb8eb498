"""Faults of sources, a row each in `cases.csv`: what is put in (`kinds`), where (`bench`), what must follow."""
