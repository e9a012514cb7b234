"""The mutations: rules of the lane that are broken on purpose, each by one exact text in one file."""

from dataclasses import dataclass

STATE = "Sources/CustomerWorker/State/LaneState.swift"
TRANSACTIONS = "Sources/CustomerWorker/State/LaneTransactions.swift"
BLOCKED = "Sources/CustomerWorker/State/BlockedPartitions.swift"
NEXT = "Sources/CustomerWorker/State/LaneState+Next.swift"
GROUP = "Sources/CustomerWorker/State/GroupMembership.swift"
PROGRESS = "Sources/CustomerWorker/State/PartitionProgress.swift"
START = "Sources/CustomerWorker/State/StartOffset.swift"
OVERSIZED = "Sources/CustomerWorker/State/OversizedResults.swift"
CALLS = "Sources/CustomerWorker/Lane/Lane+Calls.swift"
MEMBERSHIP = "Sources/CustomerWorker/Lane/Lane+Membership.swift"
REBALANCE = "Sources/CustomerWorker/Lane/Lane+Rebalance.swift"
RECORDS = "Sources/CustomerWorker/Lane/Lane+Records.swift"
TRANSACTION = "Sources/CustomerWorker/Lane/Lane+Transaction.swift"


@dataclass(frozen=True)
class Mutation:
    """One text that stands once in its file, and what takes its place."""

    name: str
    file: str
    old: str
    new: str
    # Why it survives, in a sentence: it is harmless, or what the model does not have; None when it must be caught.
    survives: str | None = None


MUTATIONS = [
    # The outcome of a transaction.
    Mutation("keeps-producer-after-disturbed-commit", TRANSACTIONS,
             "mayHaveDuplicateRequest || oversized.isIsolating", "oversized.isIsolating"),
    Mutation("keeps-producer-after-disturbed-abort", TRANSACTIONS,
             "producer: isDisturbed || isSpoiled ? .needsRecreation", "producer: isSpoiled ? .needsRecreation"),
    Mutation("takes-unknown-outcome-for-abort", TRANSACTIONS,
             "    phase = .between(rewind)\n    self.producer = producer",
             "    phase = .between(rewind == .none ? .none : .toFirstOffsets)\n    self.producer = producer"),
    Mutation("rewinds-from-memory-after-disturbed-abort", TRANSACTIONS,
             "rewind: isDisturbed ? .toCommittedOffsets : .toFirstOffsets", "rewind: .toFirstOffsets",
             survives="An abort that succeeds ended this transaction: after a commit the coordinator's answer is fatal."),
    Mutation("does-not-go-back-after-abort", TRANSACTIONS,
             "rewind: isDisturbed ? .toCommittedOffsets : .toFirstOffsets", "rewind: isDisturbed ? .toCommittedOffsets : .none"),
    Mutation("goes-back-from-memory-without-answer", REBALANCE,
             "guard let committed else { return state.sought(nil, report) }",
             "guard let committed else { return seek(fallback) }"),
    Mutation("sends-no-offsets", TRANSACTION, "try clients.sendOffsets(offsets,", "try clients.sendOffsets([],"),
    Mutation("keeps-first-offsets-after-commit", STATE, "      progress.clearTransaction()\n", ""),
    Mutation("retried-call-is-not-disturbed", TRANSACTIONS,
             "      $0.mayHaveDuplicateRequest = true\n      $0.endRequestedSince", "      $0.endRequestedSince"),
    Mutation("slow-call-is-not-disturbed", STATE,
             "report.isDisturbed || report.milliseconds > Self.slowMilliseconds", "report.isDisturbed"),
    Mutation("retries-forever", TRANSACTIONS, "report.now - since >= bound {", "report.now - since >= 1_000_000 * bound {"),
    Mutation("keeps-producer-after-many-aborts", TRANSACTIONS,
             "producer == .ready && aborts.needsNewProducer", "producer == .none && aborts.needsNewProducer"),
    Mutation("keeps-producer-of-discarded-results", TRANSACTIONS,
             "producer: .needsRecreation, rewind: .toCommittedOffsets,", "producer: .ready, rewind: .toCommittedOffsets,"),
    Mutation("goes-back-to-nothing", TRANSACTIONS, "progress.rewindOffsets.isEmpty ? .none : rewind", "rewind",
             survives="A seek of no partitions does nothing and ends the way back."),

    # Records.
    Mutation("forgets-early-records", STATE,
             "    progress.advance(past: position)\n    transactions.recordMissed()\n", ""),
    Mutation("forgets-record-that-cannot-begin", STATE,
             "      progress.advance(past: position)\n      answered(", "      answered("),
    Mutation("takes-records-a-second-time", STATE,
             "guard isReading(position.partition), progress.isExpected(position),",
             "guard isReading(position.partition), progress.isAssigned(position.partition),"),
    Mutation("takes-records-of-a-blocked-partition", STATE,
             "      (blocked[position.partition] != nil) == isAside\n", "      !isAside || blocked[position.partition] != nil\n"),
    Mutation("keeps-reading-aside-after-a-seek", STATE, "    blocked.rewound(offsets)\n", ""),
    Mutation("forgets-where-the-log-ends-aside", STATE,
             "      progress.skip(to: PartitionOffset(partition: partition, offset: offset))\n", ""),
    Mutation("rejects-one-too-many", BLOCKED, ".rejecting(end: $0) }", ".rejecting(end: $0 + 1) }"),
    Mutation("reads-aside-what-is-taken-back", NEXT,
             "    guard group.membership == .settled else { return .poll(milliseconds: milliseconds) }\n", "",
             survives="Of partitions that are taken back no record is accepted, whoever reads them."),
    Mutation("never-reads-the-others-meanwhile", NEXT,
             "    guard blocked.isAsideTurn else { return .poll(milliseconds: 0) }\n", "",
             survives="The model's group waits for a lane that does not poll, however long it is."),
    Mutation("keeps-blocks-of-old-assignment", STATE,
             "    progress.assign(partitions)\n    blocked.removeAll()\n", "    progress.assign(partitions)\n",
             survives="The blocks are forgotten when partitions are given up, and once more when the new ones have offsets."),
    Mutation("trusts-an-uncertain-commit", REBALANCE, "report.isCommitUncertain = isUncertain",
             "report.isCommitUncertain = false"),
    Mutation("trusts-an-uncertain-confirmation", STATE, "    if report.isCommitUncertain { group.commitUncertain() }\n", ""),
    Mutation("reads-where-no-offset-is-known", STATE,
             "case .partlyPositioned(let others): !others.contains { $0.partition == partition }",
             "case .partlyPositioned: true",
             survives="The library delivers nothing of a partition that it reported, until it is assigned again."),
    Mutation("begins-before-all-is-read", STATE, "producer == .ready && membership == .settled)", "producer == .ready)"),
    Mutation("begins-without-a-producer", STATE, "&& producer == .ready && membership == .settled)",
             "&& membership == .settled)"),
    Mutation("goes-on-after-failed-produce", RECORDS, "{ guard produce(index) else { return } }", "{ _ = produce(index) }"),
    Mutation("resets-memory-too-early", RECORDS, "    outgoing.removeRecords()\n", "    outgoing.reset()\n"),
    Mutation("never-resets-memory", TRANSACTION, "    outgoing.reset()\n", "    outgoing.removeRecords()\n"),
    Mutation("keeps-tags", TRANSACTION, "    commands.removeAll(keepingCapacity: true)\n", ""),
    Mutation("keeps-batch-counts", TRANSACTION, "    inFlight.removeAll()\n", ""),
    Mutation("ignores-smallest-result", RECORDS,
             "context.smallestResult = state.transactions.oversized.contains(position)", "context.smallestResult = false"),
    Mutation("counts-no-refused-results", TRANSACTION,
             ".compactMap { $0.tag < commands.count ? commands[Int($0.tag)] : nil }",
             ".compactMap { $0.tag > commands.count ? commands[Int($0.tag)] : nil }"),
    Mutation("keeps-producer-for-isolating", TRANSACTIONS, "producer: isDisturbed || isSpoiled ? .needsRecreation",
             "producer: isDisturbed ? .needsRecreation"),
    Mutation("isolates-nobody", OVERSIZED, "if areKnown || isIsolating {", "if areKnown || !isIsolating {"),

    # Partitions and offsets.
    Mutation("assigns-without-the-others", REBALANCE, "try clients.assign(found.offsets + resume)",
             "try clients.assign(found.offsets)"),
    Mutation("ignores-partition-out-of-range", REBALANCE, "    state.offsetOutOfRange(partition)\n", ""),
    Mutation("trusts-offset-out-of-range", REBALANCE, "if let offset, !entry.isOutOfRange {", "if let offset {"),
    Mutation("starts-at-newest-after-loss", START, "? .committed(committed) : .afterDataLoss(low,",
             "? .committed(committed) : .afterDataLoss(high,"),
    Mutation("starts-at-newest", START, "self = .earliest(low)", "self = .earliest(high)"),
    Mutation("seeks-one-too-far", REBALANCE, "try clients.seek(to: offsets)",
             "try clients.seek(to: offsets.map { PartitionOffset(partition: $0.partition, offset: $0.offset + 1) })"),
    Mutation("seek-is-not-remembered", STATE, "    progress.resume(at: offsets)\n    blocked.rewound(", "    blocked.rewound("),
    Mutation("start-is-not-remembered", STATE, "    progress.resume(at: offsets)\n    if progress", "    if progress"),
    Mutation("commits-next-of-nobody", PROGRESS, "partitions[index].next = position.offset + 1",
             "partitions[index].next = position.offset"),
    Mutation("keeps-rewind-of-old-assignment", TRANSACTIONS, "    rewound()\n    aborts.reset()\n", "    aborts.reset()\n",
             survives="The partitions before were given up, and with them what there was to rewind."),

    # The group.
    Mutation("retries-without-hearing-the-group", STATE, "    resumeAt = time\n    mustPoll = true\n", "    resumeAt = time\n"),
    Mutation("fenced-without-hearing-the-group", STATE, "    transactions.fenced()\n    mustPoll = true\n",
             "    transactions.fenced()\n",
             survives="The coordinator is asked before anything else, and after its refusal the group is heard."),
    Mutation("fences-in-turn", TRANSACTIONS, "    self.producer = producer\n",
             "    self.producer = producer == .fenced ? .needsRecreation : producer\n"),
    Mutation("confirms-itself", MEMBERSHIP, "isMember: commitReport.isDone && isMember,", "isMember: true,"),
    Mutation("joins-unasked", GROUP, "wasSuspended ? .maybeReplaced(unansweredSince: nil) : .needsConsumer",
             "wasSuspended ? .needsConsumer : .needsConsumer",
             survives="Before a new consumer joins the lane looks once more whether it was suspended, and asks."),
    Mutation("rejoins-unasked", MEMBERSHIP, "guard state.mayRejoin(wasSuspended: wasSuspended) else { return }", ""),
    Mutation("sees-no-replacement", GROUP, "if memberIDs.contains(where: { isReplacement($0) }) {",
             "if memberIDs.allSatisfy({ isReplacement($0) }), memberIDs.isEmpty {"),
    Mutation("takes-itself-for-a-replacement", GROUP, "guard let instanceID, id != memberID else", "guard let instanceID else"),
    Mutation("leaves-though-replaced", NEXT, "case .maybeReplaced, .needsConsumer: .vanish",
             "case .maybeReplaced, .needsConsumer: .leave"),
    Mutation("sends-offsets-of-no-member", TRANSACTION, "guard !clients.memberID.isEmpty, !clients.isAssignmentLost else",
             "guard offsets.count >= 0 else"),
    Mutation("loss-is-a-revocation", REBALANCE, "state.revoked(isLost: isLost,", "state.revoked(isLost: false,"),
    Mutation("commits-what-is-lost", STATE, "    if isLost { transactions.abort() }\n", ""),
    Mutation("does-not-give-up-partitions", NEXT, "      if group.membership == .revoked { return .unassign }\n", ""),
    Mutation("looks-for-no-unassigned-partition", NEXT,
             "    if group.unassignedCheck.hasUnassigned { return .resubscribe }\n", ""),
    Mutation("reports-no-disturbance", CALLS, "isDisturbed: takeDisturbance())", "isDisturbed: takeDisturbance() && start < 0)"),
    Mutation("takes-an-old-assignment", STATE, "    guard group.mayBeMember else { return }\n    // Results", "    // Results",
             survives="The library joins again only when the lane has answered the loss: no assignment comes before."),
    Mutation("assigns-in-a-transaction", STATE, "    transactions.abort()\n    transactions.assigned()\n",
             "    transactions.assigned()\n",
             survives="The eager protocol revokes, which ends the transaction, before it assigns."),
]

# A few that stand for all: of the outcome, the records, the offsets and the group.
QUICK = ["keeps-producer-after-disturbed-commit", "resets-memory-too-early", "seeks-one-too-far"]
