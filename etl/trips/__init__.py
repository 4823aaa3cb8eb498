"""Reading lists of trips as Wikipedia prints them, and knowing one visit again in another list.

Belongs here: pages to trips (`lists`, from `tables`, `dates`, `places`, `people`, `words`) and trips to visits
(`matching`). Does not belong here: asking the wiki (`etl/sources/wikipedia_trips.py`), the published tables.
"""
