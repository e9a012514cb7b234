"""Python's zoneinfo judges the dates that `import` makes of cells by --dates and --time-zone."""

import argparse
import datetime
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import zoneinfo

UTC = datetime.UTC
# By pattern, the same form for Python.
PATTERNS = {
    "dd/MM/yyyy HH:mm:ss": "%d/%m/%Y %H:%M:%S",
    "MM/dd/yyyy HH:mm": "%m/%d/%Y %H:%M",
    "dd.MM.yyyy": "%d.%m.%Y",
    "yyyy-MM-ddTHH:mm:ss": "%Y-%m-%dT%H:%M:%S",
    "yyyyMMdd HHmm": "%Y%m%d %H%M",
}
# An hour, an hour, half an hour; and clocks that go back in summer's stead.
ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Europe/Dublin"]
YEARS = [1947, 1970, 1996, 2007, 2024, 2037, 2038, 2050, 2499]
STEP = datetime.timedelta(minutes=10)


def days_of_changes(zone):
    """The days in some years on which the zone's clocks are changed."""
    day = datetime.timedelta(days=1)
    for year in YEARS:
        moment = datetime.datetime(year, 1, 1, tzinfo=UTC)
        while moment.year == year:
            if moment.astimezone(zone).utcoffset() != (moment + day).astimezone(zone).utcoffset():
                yield moment.astimezone(zone).replace(hour=0, minute=0, second=0, tzinfo=None)
            moment += day


def local_times(zone, pick, randomly):
    for day in days_of_changes(zone):
        time = day
        while time < day + datetime.timedelta(days=3):
            yield time
            time += STEP
    for _ in range(randomly):
        first = pick.choice([datetime.datetime(2, 1, 1), datetime.datetime(1850, 1, 1), datetime.datetime(1960, 1, 1)])
        last = pick.choice([datetime.datetime(2100, 1, 1), datetime.datetime(9998, 1, 1)])
        yield first + datetime.timedelta(seconds=pick.randrange(int((last - first).total_seconds())))


def instant(local, zone):
    """The only moment at which the clocks show a time; None where there is none or where there are two."""
    found = set()
    for fold in (0, 1):
        moment = local.replace(tzinfo=zone, fold=fold).astimezone(UTC)
        if moment.astimezone(zone).replace(tzinfo=None) == local:
            found.add(moment)
    return found.pop() if len(found) == 1 else None


def judge(program, folder, name, pattern, form, times):
    """Counts of cells: those that are an instant, those that stand, and those that differ."""
    zone = zoneinfo.ZoneInfo(name)
    mapping, rows = folder / "mapping.json", folder / "dates.csv"
    mapping.write_text(json.dumps({"version": 1, "dates": pattern, "timeZone": name}))
    # %Y is not padded for years before 1000.
    cells = [time.strftime(form.replace("%Y", f"{time.year:04}")) for time in times]
    rows.write_text("customerSince\n" + "".join(f"{cell}\n" for cell in cells))
    out = subprocess.run([program, "--mapping", mapping], input=f"{rows}\n", capture_output=True, text=True, check=True).stdout
    found = [json.loads(line) for line in out.splitlines()]
    assert found[-1] == {"file": 0, "error": None} and len(found) == len(cells) + 1, f"{name}: not all rows are read"
    instants = stands = faults = 0
    for cell, line in zip(cells, found, strict=False):
        sent = line["command"]["customerSince"]
        expected = instant(datetime.datetime.strptime(cell, form), zone)
        if expected is None:
            stands += 1
            is_equal = sent == cell
        else:
            instants += 1
            is_equal = sent != cell and datetime.datetime.fromisoformat(sent) == expected
        if not is_equal:
            faults += 1
            if faults <= 3:
                print(f"{name}: {cell!r} becomes {sent!r}, and Python says {expected}", file=sys.stderr)
    return instants, stands, faults


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    pick = random.Random(options.seed)
    program = options.program.resolve()
    sums = {"the five patterns": [0, 0, 0], "every zone": [0, 0, 0]}

    def add(what, counts):
        sums[what] = [one + other for one, other in zip(sums[what], counts, strict=True)]

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for zone in ZONES:
            for pattern, form in PATTERNS.items():
                times = list(local_times(zoneinfo.ZoneInfo(zone), pick, 2000))
                add("the five patterns", judge(program, folder, zone, pattern, form, times))
        pattern, form = next(iter(PATTERNS.items()))
        # Names that begin with a small letter are of files that are no zones of a place.
        for zone in sorted(name for name in zoneinfo.available_timezones() if name[0].isupper()):
            times = list(local_times(zoneinfo.ZoneInfo(zone), pick, 100))
            add("every zone", judge(program, folder, zone, pattern, form, pick.sample(times, min(len(times), 500))))
    for what, (instants, stands, faults) in sums.items():
        print(f"dates, {what}: {instants} are the instant of zoneinfo, {stands} stand as they are, {faults} differ")
        # A file without changes of clocks shows little.
        assert instants > 50_000 and stands > 1000
    return 1 if any(faults for _, _, faults in sums.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
