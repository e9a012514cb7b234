"""Circles of folders inside a target: by the names that are declared in one and used in another."""

import collections
import re

from swift_source import line_of
from tree import Finding

WORD = re.compile(r"(?<![\w.`])[A-Za-z_]\w*")


def check(tree):
    for target, files in tree.targets().items():
        uses = uses_between_rooms(files)
        for circle in circles(uses):
            for room, other in ties(uses, circle):
                path, line, name = uses[room][other]
                yield Finding(path, line, f"{shown(room, target)} uses {name} of {shown(other, target)}, in a circle of "
                                          f"{', '.join(shown(each, target) for each in sorted(circle))}")


def shown(room, target):
    return "/".join(room.parts[room.parts.index(target):])


def folder_of(room):
    return room.parent if room.suffix else room


def ties(uses, circle):
    """What holds a circle together: pairs of rooms that use each other, or, without any, every use in it."""
    inside = [(room, other) for room in sorted(circle) for other in sorted(circle & uses[room].keys())]
    return [(room, other) for room, other in inside if room in uses[other]] or inside


def uses_between_rooms(files):
    """By room and the other room: the first use of a name that only the other declares.

    A room is a folder. Where a folder has folders in it, each of its own files is a room: one may use the folders, and
    another one be used by them.
    """
    parents = {parent for file in files for parent in file.path.parent.parents}
    rooms = {file.path: file.path if file.path.parent in parents else file.path.parent for file in files}
    homes = collections.defaultdict(set)
    for file in files:
        for name in file.names:
            homes[name].add(rooms[file.path])
    uses = collections.defaultdict(dict)
    for file in files:
        own = rooms[file.path]
        for found in WORD.finditer(file.code):
            home = homes.get(found[0])
            # A name of several rooms, or one declared here too, says nothing.
            if home and len(home) == 1 and own not in home:
                other = next(iter(home))
                uses[own].setdefault(other, (file.path, line_of(file.code, found.start()), found[0]))
    return uses


def circles(uses):
    """The sets of rooms in more than one folder that reach each other; small graphs, so by plain reachability."""
    reached = {room: reach(uses, room) for room in list(uses)}
    found = []
    for room in sorted(reached):
        circle = {other for other in reached[room] if room in reached.get(other, ())}
        if len({folder_of(other) for other in circle}) > 1 and circle not in found:
            found.append(circle)
    return found


def reach(uses, start):
    """The rooms that are used by this one, directly or not."""
    seen = set()
    waiting = [start]
    while waiting:
        for other in uses.get(waiting.pop(), ()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen
