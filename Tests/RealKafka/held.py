"""What the result topics hold, and whether a worker's counters say so."""

import collections
import json

from suite import need
from topics import ACCEPTED


class Held:
    """What the result topics hold, by the worker that made it."""

    def __init__(self, results):
        self.accepted = collections.Counter()
        # By worker and code: results by their first error, and by each of their errors.
        self.first = collections.defaultdict(collections.Counter)
        self.each = collections.defaultdict(collections.Counter)
        for result in results:
            name = dict(result.headers)["ce_source"].decode().removeprefix("/")
            if result.topic == ACCEPTED:
                self.accepted[name] += 1
                continue
            codes = [error["code"] for error in json.loads(result.value)["errors"]]
            self.first[name][codes[0]] += 1
            self.each[name].update(set(codes))

    def total(self):
        return self.accepted.total() + sum(codes.total() for codes in self.first.values())

    def compare(self, name, metrics, is_last=True):
        """`is_last`: the worker has committed nothing since the scrape."""
        unknown = metrics.by("transactions_total")["unknown"]
        held = {"": self.accepted[name]} | {f"rejected {code}": count for code, count in self.first[name].items()}
        held |= {f"error {code}": count for code, count in self.each[name].items()}
        counted = {"": metrics.value("accepted_total")}
        counted |= {f"rejected {code}": count for code, count in metrics.by("rejected_total").items() if count}
        counted |= {f"error {code}": count for code, count in metrics.by("errors_total").items() if count}
        if is_last and not unknown:
            need(held == counted, f"{name} counts {counted}; the topics have {held}")
        else:
            more = {what: count for what, count in counted.items() if count > held.get(what, 0)}
            need(not more, f"{name} counts {more}; the topics have {held}")
        results, others = (
            sum(count for what, count in numbers.items() if not what.startswith("error")) for numbers in (counted, held))
        print(f"  {name}: {results:.0f} results{'' if is_last else ' at the last scrape before its kill'}, "
              f"{others - results:.0f} more in the topics, {unknown:.0f} unknown transactions")
