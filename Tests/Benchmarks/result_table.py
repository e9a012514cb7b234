"""The table of a benchmark's result: medians of the rounds, and ratios to one contender in the same round."""

import statistics


def result_table(columns, figures, base, value=getattr, ratio_digits=2):
    """Returns the table's text.

    `columns` are titles by the names of figures, `figures` a list of a figure for each round by contender, `base` the
    contender that the others are divided by; `value` makes a number of a figure and a column's name.
    """
    lines = []
    for column, title in columns.items():
        lines.append(f"{title:<34} {'median':>12} {'range':>26}   ratio, median and range")
        values = {name: [value(figure, column) for figure in each] for name, each in figures.items()}
        for name, each in values.items():
            ratios = [mine / other for mine, other in zip(each, values[base], strict=True)]
            middle, least, most = (f"{ratio:.{ratio_digits}f}" for ratio in (statistics.median(ratios), min(ratios), max(ratios)))
            between = f"{min(each):,.2f} – {max(each):,.2f}"
            lines.append(f"{name:<34} {statistics.median(each):>12,.2f} {between:>26}   {middle} ({least} – {most})")
        lines.append("")
    return "\n".join(lines).rstrip()
