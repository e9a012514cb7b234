"""The unit file, by systemd itself."""

import pathlib
import re
import tempfile

import tools
from report import Finding

UNIT = pathlib.Path("deploy/systemd/customer-worker.service")
# In tenths; systemd calls a unit above 10 of them medium and above 50 exposed.
MOST_EXPOSED = 15


def check_unit(files):
    """The unit has no fault that systemd knows of, and a tight sandbox."""
    with tempfile.TemporaryDirectory() as folder:
        # The program that it starts need not be installed here.
        unit = pathlib.Path(folder, UNIT.name)
        unit.write_text(re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", files.text(UNIT), flags=re.MULTILINE))
        is_right, said = tools.run("systemd-analyze", "verify", unit)
        if not is_right or said.strip():
            yield Finding(UNIT, said.strip())
        is_right, said = tools.run("systemd-analyze", "security", "--offline=true", f"--threshold={MOST_EXPOSED}", unit)
        if not is_right:
            yield Finding(UNIT, "its sandbox is open: " + said.strip().splitlines()[-1])


def check_times(files):
    """The unit is more patient than the worker itself."""
    values = dict(re.findall(r"^(\w+)=(.*)$", files.text(UNIT), flags=re.MULTILINE))
    if values.get("Type") != "notify":
        yield Finding(UNIT, "Type is not notify: the start would not wait until the worker is ready")
    for name, least, why in (
            ("WatchdogSec", files.setting("watchdog", "seconds") + 15, "watchdog.seconds and 15"),
            ("TimeoutStopSec", files.setting("stop", "drainSeconds") + 5, "stop.drainSeconds and 5")):
        if int(values.get(name, 0)) <= least:
            yield Finding(UNIT, f"{name} is {values.get(name)}, not more than {why}: {least}")
    for code in ("64", "65", "78"):
        if code not in values.get("RestartPreventExitStatus", "").split():
            yield Finding(UNIT, f"exit code {code} is not in RestartPreventExitStatus")
