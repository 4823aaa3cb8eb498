"""The argument in the article's order: for each step a question, what the release says to it, and what it can't tell.

Every sentence with a number is made here from the release; where a finding no longer holds, its words change with it.
The claims and their verdicts are another room; this is the reading that leads to them. Layout is in `layout/story.py`.
"""

from dataclasses import dataclass

import pandas as pd

from dashboard import terms, view
from dashboard.charts.content import records
from dashboard.measures import concentration, disagreement, forums, outcomes, rivals, trips
from dashboard.measures.cells import BREAK_YEAR
from dashboard.release import Release, per_release
from dashboard.selection import Choice
from dashboard.texts import _, ngettext
from dashboard.words import change, day, listed, pct, usd, years

WITH_US, WITHOUT_US = ("APEC", "EAS"), ("SCO", "BRICS")
EXAMPLES = ("PRK", "VNM")  # the two states the article holds up
FIRST_FULL = 2016  # first year of the full line
TEXT_CUT = 2017  # the method's cut for joint texts
SCORED = (2014, 2021)  # the method's window before the break, for forums
TRIP_PERIODS = ("2022–25", "2012–19")  # names of `measures.trips.PERIODS`
VISIBLY_APART = 1.005  # under half a percent two publishers give the same figure, rounded differently
TOLD = 3  # partners named in one sentence


@dataclass(frozen=True)
class Section:
    """One step of the argument.

    Attributes:
        id: permanent; the anchor of the section.
        heading: the question.
        finding: what the release says, numbers and all.
        limit: what it can't tell.
        figures: the register's ids, each with the choice it shows.
    """

    id: str
    heading: str
    finding: str
    limit: str
    figures: tuple[tuple[str, Choice], ...]


def standfirst(release: Release) -> str:
    """The whole story in two sentences."""
    before, after = _share_windows(release, "core")
    pair = _leading_pair(release)
    return _(
        "An article of 2024 argued that forums had faded, that single Asian states now mattered, and that trade had "
        "already turned. By the figures core Asia’s share of Russia’s trade was {before} in {first} and {after} in "
        "{last}. Of core Asian trade in {year} {names} hold {part} (estimate)."
    ).format(
        before=pct(before),
        after=pct(after),
        first=years(FIRST_FULL, BREAK_YEAR - 1),
        last=_after_words(release),
        **pair,
    )


@per_release(64)
def sections(release: Release, choice: Choice) -> tuple[Section, ...]:
    """The story as it stands for a reader's choice; single-partner figures show Vietnam until a partner is chosen."""
    chosen = choice if choice.partners else choice.only("VNM")
    examples = choice if choice.partners else choice.with_partners(EXAMPLES)
    return (
        Section("forums-agree", _("Do the forums agree on less?"), texts_found(release),
                _("A joint text is not yet agreement, and a missing one has more than one cause."),
                (("forum-outcomes", choice),)),
        Section("forums-come", _("Who still comes?"), offices_found(release),
                _("An office says who was sent, not what was said. Meetings by video are kept apart."),
                (("forum-matrix", choice),)),
        Section("one-to-one", _("One state at a time?"), trips_found(release),
                _("These are few trips: one more or less moves a share by several points."), (("trips", choice),)),
        Section("examples", _("Pyongyang and Hanoi, June 2024"), examples_found(release),
                _(
                    "A visit shows attention. Whether it moves trade is a question of its own, and no line here "
                    "answers it."
                ),
                (("visits", examples), ("partner-trade", chosen))),
        Section("turn", _("Has trade turned to Asia?"), turn_found(release),
                _("After 2021 both parts of the share are estimates or come from different sources."),
                (("asia-share", choice), ("ranking", choice))),
        Section("many-or-one", _("Many partners, or one?"), concentration_found(release),
                _(
                    "Concentration by partner says nothing of what is traded, or on whose terms."
                ), (("concentration", choice),)),
        Section("rivals", _("Whom does the partner trade with?"), rivals_found(release, chosen.partners[0]),
                _("The partner’s own figures end years ago; announced totals carry on and can’t be joined to them."),
                (("rivals", chosen),)),
        Section("friendly", _("Did Asia stay friendly?"), friendly_found(release),
                _("A list is Moscow’s word, a vote is one day’s. Neither measures trust."), (("un-votes", chosen),)),
        Section("doubt", _("How sure is any of this?"), doubt_found(release, choice),
                _(
                    "Where two sources agree, both can still be wrong; where they differ, goods may have gone "
                    "through a third country."
                ),
                (("disagreement", choice),)),
    )  # fmt: skip


def texts_found(release: Release) -> str:
    """Meetings of APEC and EAS without a joint text before and since the cut."""
    meetings = release.table("forum_meetings")
    first, last = int(meetings["year"].min()), int(meetings["year"].max())
    before = outcomes.without_text(meetings, WITH_US, first, TEXT_CUT - 1)
    after = outcomes.without_text(meetings, WITH_US, TEXT_CUT, last)
    said = _(
        "To {cut}, {a} of {n} APEC and East Asia Summit meetings with a known outcome ended without a joint text; "
        "since then {b} of {m}."
    ).format(cut=TEXT_CUT - 1, a=before.without, n=before.meetings, b=after.without, m=after.meetings)
    verdict = _("More often than before.") if after.share_pct > before.share_pct else _("No more often than before.")
    if after.without == 0:
        return f"{said} {verdict}"
    cause = ngettext(
        "The contest between the United States and China is named as a cause in {count} of them.",
        "The contest between the United States and China is named as a cause in {count} of them.",
        after.us_china,
    ).format(count=after.us_china)
    return f"{said} {verdict} {cause}"


def offices_found(release: Release) -> str:
    """Russia's mean office in person at forums with and without the United States, before and since 2022."""
    meetings = release.table("forum_meetings")
    last = int(meetings["year"].max())
    said = []
    for names, words in ((WITH_US, _("At APEC and the East Asia Summit")), (WITHOUT_US, _("At the SCO and BRICS"))):
        frame = forums.representation(meetings, names)
        before = forums.mean_score(frame, "RUS", *SCORED, video=False)
        after = forums.mean_score(frame, "RUS", BREAK_YEAR, last, video=False)
        said.append(
            _(
                "{where} Russia’s mean office {moved} from {a} ({n} meetings in {first}) to {b} ({m} since {start})."
            ).format(
                where=words,
                moved=_moved(before.value, after.value),
                a=f"{before.value:.1f}",
                n=before.meetings,
                first=years(*SCORED),
                b=f"{after.value:.1f}",
                m=after.meetings,
                start=BREAK_YEAR,
            )
        )
    scale = _("Four is the president, three the prime minister, two a deputy or foreign minister; in person only.")
    return " ".join([*said, scale])


def trips_found(release: Release) -> str:
    """The president's one-to-one trips of all, since 2022 and before, in core and in all Asia."""
    said = []
    for definition in ("core", "wide"):
        frame = trips.by_format(release.table("visits"), view.members(release, definition))
        after, before = (_one_to_one(frame, period) for period in TRIP_PERIODS)
        said.append(
            _("{asia}, trips of Russia’s president that were one to one: {after}, {before}.").format(
                asia=terms.asia(definition), before=before, after=after
            )
        )
    return " ".join(said)


def _one_to_one(frame: pd.DataFrame, period: str) -> str:
    rows = records(frame[(frame["format"] == "bilateral") & (frame["period"] == period)])
    if not rows:
        return _("no trip found in {period}").format(period=period)
    return _("{count} of {all} in {period}").format(count=rows[0].trips, all=rows[0].n, period=period)


def examples_found(release: Release) -> str:
    """The latest visit of Russia's president to each of the two states, and what is known of the trade."""
    visits, names = release.table("visits"), view.labels(release)
    trips_out = visits[
        visits["direction"].eq("outbound") & visits["visitor_rank"].eq("head_of_state") & visits["confidence"].ne("low")
    ].sort_values("start")
    said = []
    for partner in EXAMPLES:
        went = records(trips_out[trips_out["partner"] == partner])
        if went:
            said.append(
                _("{name} on {date}").format(name=names[partner], date=day(went[-1].start, went[-1].date_precision))
            )
    line = view.values(release, "turnover", "preferred")
    trade = []
    for partner in EXAMPLES:
        rows = records(line[line["partner"] == partner])
        if rows:
            last = rows[-1]
            trade.append(
                _("{name} {value} in {year} ({basis})").format(
                    name=names[partner],
                    value=usd(last.value_usd),
                    year=last.year,
                    basis=terms.standing(last.basis, last.quality),
                )
            )
    return _("Russia’s president was last in {visits}. Two-way trade: {trade}.").format(
        visits=listed(said), trade="; ".join(trade)
    )


def turn_found(release: Release) -> str:
    """The share before and after under three definitions, and who rose and fell."""
    said = []
    for definition in ("core", "core_central", "wide"):
        before, after = _share_windows(release, definition)
        words = _("{asia} {before} to {after}").format(
            asia=terms.asia(definition), before=pct(before), after=pct(after)
        )
        said.append(words + _years_short(release, definition))
    shares = _("Mean share of Russia’s trade, {first} to {last}: {shares}.").format(
        first=years(FIRST_FULL, BREAK_YEAR - 1), last=_after_words(release), shares="; ".join(said)
    )
    return f"{shares} {_risers(release)}"


def concentration_found(release: Release) -> str:
    """China's share and the Herfindahl index of core trade on a constant set, before and after."""
    last = int(view.asia_shares(release, "turnover", "core", "full")["year"].max())
    frame = concentration.concentration(
        release.table("trade_annual"), release.table("places"), "core", first=FIRST_FULL, last=last
    ).set_index("year")
    before, after = frame.loc[: BREAK_YEAR - 1], frame.loc[BREAK_YEAR:]
    return _(
        "China’s share of core Asian trade {moved} from {a} in {first} to {b} in {last}: means of years, the same "
        "{count} partners in every year. The Herfindahl index, 1 if there were a single partner, went from {c} to "
        "{d}."
    ).format(
        moved=_moved(before["china_share_pct"].mean(), after["china_share_pct"].mean()),
        a=pct(before["china_share_pct"].mean()),
        b=pct(after["china_share_pct"].mean()),
        c=f"{before['herfindahl'].mean():.2f}",
        d=f"{after['herfindahl'].mean():.2f}",
        first=years(FIRST_FULL, BREAK_YEAR - 1),
        last=_after_words(release),
        count=int(frame["partners"].iloc[0]),
    )


def rivals_found(release: Release, partner: str) -> str:
    """A partner's trade with the US and China in the last year one source has both, and its last year with Russia."""
    table, name = release.table("partner_world_trade"), view.labels(release)[partner]
    common = rivals.last_common_year(table, partner)
    frame = rivals.against(table, partner).dropna(subset=["value_usd"])
    said = []
    if common is not None:
        row = frame[(frame["year"] == common.year) & (frame["source"] == common.source)].set_index("counterpart")[
            "value_usd"
        ]
        if {"USA", "CHN"} <= set(row.index):
            said.append(
                _("In {year} {name}’s trade was {usa} with the United States and {chn} with China.").format(
                    year=common.year, name=name, usa=usd(row["USA"]), chn=usd(row["CHN"])
                )
            )
    with_russia = view.values(release, "turnover", "preferred").query("partner == @partner")
    if common is not None and len(with_russia) and (found := with_russia[with_russia["year"] == common.year]).shape[0]:
        said.append(
            _("With Russia it was {value} that year, {basis}.").format(
                value=usd(found["value_usd"].iloc[0]),
                basis=terms.standing(found["basis"].iloc[0], found["quality"].iloc[0]),
            )
        )
    return " ".join(said) or _("No source has {name}’s trade with both the United States and China.").format(name=name)


def friendly_found(release: Release) -> str:
    """How many core partners are on Russia's list, and their part of core trade in the last reported year."""
    members = set(view.members(release, "core"))
    listed_there = sorted(members & set(release.table("unfriendly")["iso3"]))
    year = BREAK_YEAR - 1
    trade = view.values(release, "turnover", "reported")
    rows = trade[(trade["year"] == year) & trade["partner"].isin(members)]
    part = rows.loc[rows["partner"].isin(listed_there), "value_usd"].sum() / rows["value_usd"].sum() * 100
    names = view.labels(release)
    if not listed_there:
        return _("None of the {all} core partners is on Russia’s list of unfriendly states.").format(all=len(members))
    return _(
        "{count} of {all} core partners are on Russia’s list of unfriendly states: {names}. In {year} they held "
        "{part} of the core trade that Russia reported."
    ).format(
        count=len(listed_there),
        all=len(members),
        names=listed([names[p] for p in listed_there]),
        year=year,
        part=pct(part),
    )


def doubt_found(release: Release, choice: Choice) -> str:
    """Where the sources of one year lie furthest apart."""
    year = choice.last or BREAK_YEAR - 1
    frame = disagreement.by_cell(
        release.table("trade_annual"),
        release.table("headline_trade"),
        year,
        choice.flow,
        view.members(release, choice.asia),
    )
    spread = disagreement.spread(frame)
    apart = records(spread[spread["ratio"] > VISIBLY_APART].head(TOLD))
    if not apart:
        return _("For {year} no partner has sources that differ.").format(year=year)
    names = view.labels(release)
    said = [
        _("{name} from {low} to {high} ({times})").format(
            name=names[r.partner], low=usd(r.lowest_usd), high=usd(r.highest_usd), times=change(r.ratio)
        )
        for r in apart
    ]
    return _("Sources lie furthest apart in {year} for {said}.").format(year=year, said=listed(said))


def _share_windows(release: Release, definition: str) -> tuple[float, float]:
    """Mean share of the full line to the break and since it, percent; the windows of the method."""
    shares = view.asia_shares(release, "turnover", definition, "full").set_index("year")["share_pct"]
    return float(shares.loc[: BREAK_YEAR - 1].mean()), float(shares.loc[BREAK_YEAR:].mean())


def _after_words(release: Release) -> str:
    """The years since the break, marked as what they are."""
    last = int(view.asia_shares(release, "turnover", "core", "full")["year"].max())
    return _("{years} (estimates)").format(years=years(BREAK_YEAR, last))


def _years_short(release: Release, definition: str) -> str:
    """Where a definition's last publishable year is earlier than core Asia's, that year."""
    last, core = (
        int(view.asia_shares(release, "turnover", name, "full")["year"].max()) for name in (definition, "core")
    )
    return "" if last == core else " " + _("(to {year})").format(year=last)


def _leading_pair(release: Release) -> dict[str, str]:
    """The two largest core partners of the last year by the IMF's series alone, and their part of core trade."""
    line = view.values(release, "turnover", "preferred")
    line = line[line["partner"].isin(view.members(release, "core")) & line["source"].eq("imf_imts")]
    last = line[line["year"] == line["year"].max()].nlargest(len(line), "value_usd")
    names = [view.labels(release)[p] for p in last["partner"].head(2)]
    return {
        "names": listed(names),
        "year": str(last["year"].iloc[0]),
        "part": pct(last["value_usd"].head(2).sum() / last["value_usd"].sum() * 100),
    }


def _risers(release: Release) -> str:
    """Of the core partners with a figure in both years, how many traded more, and the largest that traded less."""
    frame = view.comparison(release, Choice(), *view.compared_years(release, Choice()))
    both = frame[frame["partner"].isin(view.members(release, "core")) & frame["ratio"].notna()]
    fell = both[both["ratio"] < 1].nlargest(TOLD, "before_usd")
    first, last = view.compared_years(release, Choice())
    said = _(
        "From {first} to {last} (an estimate) trade grew with {up} of {all} core partners "
        "that have a figure in both years"
    ).format(first=first, last=last, up=int((both["ratio"] > 1).sum()), all=len(both))
    names = view.labels(release)
    if fell.empty:
        return said + "."
    return said + _("; the largest that fell: {names}.").format(
        names=listed([f"{names[r.partner]} ({change(r.ratio)})" for r in records(fell)])
    )


def _moved(before: float, after: float) -> str:
    """The word for a move, from its direction."""
    if pd.isna(before) or pd.isna(after) or abs(after - before) < 1e-9:
        return _("stayed")
    return _("rose") if after > before else _("fell")
