import Testing

@testable import BulkOnboarding

@Suite struct ImportStateTests {
  @Test func `A run that is fenced gives the other one time for its record before it looks`() throws {
    var state = ImportState(
      JobPlan(job: try #require(JobName("job")), run: JobOpened.sample.run), now: 0)
    state.fileRead(JobOpened.sample.file, reading: nil, now: 0)
    var jobs = Jobs()
    let name = state.plan.job
    jobs.apply(key: JobRecord.key(of: name, .opened), value: JobRecord.opened(.sample).value, offset: 1)
    state.jobsRead(jobs, now: 0)
    state.producerMade(.done, now: 0)
    state.jobsRead(jobs, now: 0)
    state.rewound()
    state.rowsAwaited(areThere: true)
    #expect(state.next(now: 10) == .begin)
    state.began(ImportCallReport(.fenced), now: 10)
    #expect(state.next(now: 10) == .wait(milliseconds: 1000))
    #expect(state.next(now: 1010) == .readJobs)
    let other = JobProgress(
      run: JobRun(id: "other", host: "h", startedAt: 2), position: .beginning, lastOffsets: [-1, -1], isComplete: false)
    jobs.apply(key: JobRecord.key(of: name, .progress), value: JobRecord.progress(other).value, offset: 2)
    state.jobsRead(jobs, now: 1010)
    #expect(state.next(now: 1010) == .stop(.interrupted(.replaced(other.run))))
  }
}
