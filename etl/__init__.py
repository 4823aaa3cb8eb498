"""The ETL half: what is on disk in `datasets/archive/` becomes one validated release in `datasets/releases/`.

Belongs here: reading, checking, normalising and publishing figures. Does not belong here: drawing, wording for readers,
or arithmetic that answers a question (shares, concentration): that is `dashboard/`.
"""
