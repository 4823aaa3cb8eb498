"""A figure as a reader sees it: what a file is made of. It looks up and names; it writes no bytes."""

from dataclasses import dataclass

from dashboard import figures, view
from dashboard.charts.content import Content
from dashboard.files import facts
from dashboard.files.facts import Facts
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.theme import Mode


@dataclass(frozen=True)
class Shown:
    """A figure of one release for one choice.

    Attributes:
        release: whose figures.
        figure_id: of the register.
        choice: as figures see it (`Choice.view`).
        mode: light or dark.
        width: of a picture in px, axis and labels included.
    """

    release: Release
    figure_id: str
    choice: Choice
    mode: Mode
    width: int

    @property
    def filled(self) -> Content:
        """Its words and frames."""
        return figures.content(self.release, self.figure_id, self.choice)

    @property
    def partners(self) -> tuple[str, ...]:
        """The partners it is about: those chosen, one where it shows one, none where it shows all."""
        if figures.FIGURES[self.figure_id].about == "one":
            return view.subjects(self.release, self.choice)[:1]
        return self.choice.partners

    def about(self, left_out: str = "") -> Facts:
        """What a file of it says about itself."""
        return facts.of_figure(self.release, self.figure_id, self.choice, self.filled, left_out)
