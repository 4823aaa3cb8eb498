"""Figures and tables for other programs: the API, embeds, oEmbed and the frozen figures of past releases.

Everything here answers a question of the outside from a release; nothing here computes a figure. `routes.routes()` is
what the server mounts.
"""
